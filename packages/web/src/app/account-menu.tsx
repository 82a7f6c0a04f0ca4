import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, type MenuProps } from 'antd';
import { DownOutlined } from '@ant-design/icons';
import { sessionApi, useSession } from '../client/session.ts';

/** 账号: who one is and where, password and devices, signing out. */
export function AccountMenu() {
  const { session, person } = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  if (session === undefined || person === undefined) return null;

  const leave = async () => {
    await sessionApi.signOut(false);
    await navigate({ to: '/sign-in' });
    client.clear();
  };
  const duties = person.duties.map(({ roleLabel, organisationName }) => `${roleLabel} · ${organisationName}`);
  const items: MenuProps['items'] = [
    ...duties.map((label, index) => ({ key: `duty-${String(index)}`, label, disabled: true })),
    { type: 'divider' as const },
    ...(person.isOperator ? [] : [{ key: 'account', label: '口令与登录设备' }]),
    ...(session.ways.sample ? [{ key: 'switch', label: '换一位样例人员' }] : []),
    ...(person.isOperator && !session.ways.sample ? [{ key: 'switch', label: '以个人账号登录' }] : []),
    { key: 'leave', label: '退出登录' },
  ];
  const choose: NonNullable<MenuProps['onClick']> = ({ key }) => {
    if (key === 'account') void navigate({ to: '/account' });
    if (key === 'switch') void navigate({ to: '/sign-in' });
    if (key === 'leave') void leave();
  };
  return (
    <Dropdown
      menu={{ items, onClick: choose }}
      trigger={['click']}
      placement="bottomRight"
      // Within the header, so that it belongs to a landmark.
      getPopupContainer={(button) => button.parentElement ?? document.body}
    >
      <Button type="text" className="account-button" aria-label={`账号：${person.name}`} aria-haspopup="menu">
        {person.name}
        <span className="quiet">{person.duties[0]?.roleLabel ?? ''}</span>
        <DownOutlined aria-hidden style={{ fontSize: 10 }} />
      </Button>
    </Dropdown>
  );
}
