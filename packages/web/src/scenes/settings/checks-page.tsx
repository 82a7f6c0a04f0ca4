import type { SystemCheck } from '@jiheng/api';
import { useQuery } from '@tanstack/react-query';
import { auditQueries } from '../../client/audit.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading } from '../../components/states.tsx';
import { instantText } from '../../wording/times.ts';
import { SettingsTabs } from './settings-tabs.tsx';
import './settings.css';

const STATES = {
  bad: { sign: '✕', label: '须整改' },
  attention: { sign: '△', label: '请关注' },
  good: { sign: '✓', label: '符合' },
} as const;
const ORDER = ['bad', 'attention', 'good'] as const;

function CheckRow({ check }: { readonly check: SystemCheck }) {
  const { sign, label } = STATES[check.state];
  return (
    <tr>
      <td className={`check-state ${check.state}`}>
        <span aria-hidden="true">{sign}</span> {label}
      </td>
      <td>
        <strong>{check.title}</strong>
        <p>{check.finding}</p>
      </td>
      <td className="quiet">{check.why}</td>
      <td>{check.remedy}</td>
    </tr>
  );
}

function ChecksTable({ checks }: { readonly checks: readonly SystemCheck[] }) {
  const sorted = ORDER.flatMap((state) => checks.filter((check) => check.state === state));
  return (
    <table className="data-table checks-table">
      <thead>
        <tr>
          <th scope="col">状况</th>
          <th scope="col">检查内容与结果</th>
          <th scope="col">为什么</th>
          <th scope="col">怎么办</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((check) => (
          <CheckRow key={check.id} check={check} />
        ))}
      </tbody>
    </table>
  );
}

/** 设置 · 安全自查: the duties of 等级保护 that the system can look at by itself. */
export function ChecksPage() {
  const { data, error, refetch } = useQuery(auditQueries.checks);
  const open = data?.items.filter(({ state }) => state !== 'good').length ?? 0;
  const note = data === undefined ? '' : `${String(open)} 项需要处理 · 检查于 ${instantText(data.checkedAt)}`;
  return (
    <div className="page">
      <PageHead title="安全自查" note={note} />
      <SettingsTabs />
      {error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading />
      ) : (
        <section className="card">
          <ChecksTable checks={data.items} />
        </section>
      )}
    </div>
  );
}
