import type { Permission } from '@jiheng/domain';
import { Link } from '@tanstack/react-router';
import { useSession } from '../../client/session.ts';
import './settings.css';

const TABS = [
  { to: '/settings/people', label: '机构与人员', needs: 'people.read' },
  { to: '/settings/log', label: '审计日志', needs: 'audit.read' },
  { to: '/settings/checks', label: '安全自查', needs: 'system.read' },
] as const satisfies readonly { to: string; label: string; needs: Permission }[];

/** The pages of 设置 that the person may open. */
export function SettingsTabs() {
  const { can } = useSession();
  return (
    <nav className="settings-tabs" aria-label="设置">
      {TABS.filter(({ needs }) => can(needs)).map(({ to, label }) => (
        <Link key={to} to={to} activeProps={{ 'aria-current': 'page' }}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
