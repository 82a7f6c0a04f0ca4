import type { DeviceList } from '@jiheng/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { sessionApi, sessionQueries, useSession } from '../../client/session.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading } from '../../components/states.tsx';
import { instantText } from '../../wording/times.ts';
import { PasswordForm } from '../sign-in/password-form.tsx';
import { browserName } from './browser-name.ts';
import './settings.css';
import '../sign-in/sign-in.css';

interface DeviceRowProps {
  readonly device: DeviceList['items'][number];
  readonly onEnd: () => void;
}

function DeviceRow({ device, onEnd }: DeviceRowProps) {
  return (
    <tr>
      <td>{browserName(device.agent)}</td>
      <td>{device.address}</td>
      <td>{instantText(device.createdAt)}</td>
      <td>{instantText(device.seenAt)}</td>
      <td>
        {device.isCurrent ? (
          <span className="quiet">本机</span>
        ) : (
          <Button size="small" onClick={onEnd}>
            结束登录
          </Button>
        )}
      </td>
    </tr>
  );
}

function Devices() {
  const client = useQueryClient();
  const devices = useQuery(sessionQueries.devices);
  const end = useMutation({
    mutationFn: sessionApi.endDevice,
    onSuccess: (list) => {
      client.setQueryData(sessionQueries.devices.queryKey, list);
    },
  });
  const leaveAll = useMutation({
    mutationFn: () => sessionApi.signOut(true),
    onSuccess: () => {
      window.location.assign('/sign-in');
    },
  });
  if (devices.error) return <Failure error={devices.error} onRetry={() => void devices.refetch()} />;
  if (devices.data === undefined) return <Loading rows={3} />;
  return (
    <>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">浏览器</th>
            <th scope="col">地址</th>
            <th scope="col">登录时间</th>
            <th scope="col">最近使用</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {devices.data.items.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              onEnd={() => {
                end.mutate(device.id);
              }}
            />
          ))}
        </tbody>
      </table>
      <Button
        danger
        loading={leaveAll.isPending}
        onClick={() => {
          leaveAll.mutate();
        }}
      >
        在所有设备上退出
      </Button>
    </>
  );
}

/** Why there is no password to change, and how one comes in instead. */
function withoutPassword(isOperator: boolean, isSample: boolean): string {
  if (isOperator) return '本机身份没有口令，凭终端里显示的地址进入。';
  if (isSample)
    return '样例人员没有口令，在登录页点姓名即可进入。正式使用时，每人凭登录名和口令登录，在这里修改口令。';
  return '您通过单位的统一登录进入，没有另设口令。修改口令请在统一登录系统中办理。';
}

function durationText(minutes: number): string {
  return minutes >= 120 && minutes % 60 === 0 ? `${String(minutes / 60)} 小时` : `${String(minutes)} 分钟`;
}

/** 我的账号: password and devices. */
export function AccountPage() {
  const { person, session, tenant } = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  if (person === undefined) return null;
  const duties = person.duties.map((duty) => `${duty.organisationName}${duty.roleLabel}`).join('，');
  return (
    <div className="page">
      <PageHead title="我的账号" note={`${person.name} · ${duties}`} />
      <div className="account-columns">
        <section className="card">
          <h2>修改口令</h2>
          {!person.hasPassword ? (
            <p className="quiet">{withoutPassword(person.isOperator, tenant?.isSample ?? false)}</p>
          ) : (
            <PasswordForm
              person={person}
              onChanged={(changed) => {
                client.setQueryData(sessionQueries.session.queryKey, changed);
                void client.invalidateQueries({ queryKey: ['devices'] });
                void message.success('口令已修改，其他设备上的登录已结束');
              }}
            />
          )}
        </section>
        <section className="card">
          <h2>登录设备</h2>
          <p className="quiet">
            {`${durationText(session?.idleMinutes ?? 30)}没有操作即自动退出。如有不认识的登录，请结束它${person.hasPassword ? '并修改口令' : ''}。`}
          </p>
          <Devices />
        </section>
      </div>
    </div>
  );
}
