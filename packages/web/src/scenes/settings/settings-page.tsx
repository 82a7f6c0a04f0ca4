import { Navigate } from '@tanstack/react-router';
import { useSession } from '../../client/session.ts';
import { Nothing } from '../../components/states.tsx';

/** 设置: opens at the first page that the person may see. */
export function SettingsPage() {
  const { can } = useSession();
  if (can('people.read')) return <Navigate to="/settings/people" replace />;
  return <Nothing title="没有可以设置的内容" hint="设置由管理员办理。" />;
}
