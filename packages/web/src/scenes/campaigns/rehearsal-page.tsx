import type { Rehearsal } from '@jiheng/api';
import { FORM_STATE_LABELS } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { workQueries } from '../../client/work.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading, Nothing } from '../../components/states.tsx';
import { wanColumn } from '../../wording/numbers.ts';
import { instantText } from '../../wording/times.ts';
import { csvCell, saveText } from '../forms/table-export.ts';
import './campaigns.css';

const route = getRouteApi('/campaigns/$campaignId/rehearsal');

type Entry = Rehearsal['entries'][number];

const COLUMNS: readonly (readonly [string, (entry: Entry) => string])[] = [
  ['主管部门', (entry) => entry.departmentName],
  ['单位', (entry) => entry.organisationName],
  ['项目编码', (entry) => entry.projectCode],
  ['项目名称', (entry) => entry.projectName],
  ['金额（万元）', (entry) => entry.amountWan ?? ''],
  ['状态', (entry) => (entry.state === null ? '' : FORM_STATE_LABELS[entry.state])],
  ['情况', (entry) => entry.problem],
  ['具体问题', (entry) => entry.findings.join('；')],
  ['截止', (entry) => entry.deadline],
  ['剩余天数', (entry) => String(entry.daysLeft)],
];

/** The rehearsal as a table that Excel and WPS open. */
export function rehearsalCsv({ entries }: Rehearsal): string {
  const rows = [
    COLUMNS.map(([head]) => head),
    ...entries.map((entry) => COLUMNS.map(([, text]) => text(entry))),
  ];
  return `\uFEFF${rows.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function DaysLeft({ days }: { readonly days: number }) {
  if (days < 0) return <span className="deadline late">逾期 {-days} 天</span>;
  return (
    <span className={days <= 3 ? 'deadline soon' : 'deadline'}>
      {days === 0 ? '今天' : `${String(days)} 天`}
    </span>
  );
}

function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">主管部门</th>
          <th scope="col">单位</th>
          <th scope="col">项目</th>
          <th scope="col" className="number">
            金额（万元）
          </th>
          <th scope="col">情况</th>
          <th scope="col">截止</th>
          <th scope="col">剩余</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={`${entry.organisationName}-${entry.projectCode}`}>
            <td>{entry.departmentName}</td>
            <td>{entry.organisationName}</td>
            <td>
              {entry.formId === null ? (
                <Link to="/projects" search={{ text: entry.projectCode }}>
                  {entry.projectName}
                </Link>
              ) : (
                <Link to="/review/$formId" params={{ formId: entry.formId }}>
                  {entry.projectName}
                </Link>
              )}
            </td>
            <td className="number">{entry.amountWan === null ? '' : wanColumn(entry.amountWan)}</td>
            <td>
              {entry.problem}
              {entry.findings.length > 0 && (
                <details>
                  <summary>具体问题</summary>
                  <ul className="rehearsal-findings">
                    {entry.findings.map((finding) => (
                      <li key={finding}>{finding}</li>
                    ))}
                  </ul>
                </details>
              )}
            </td>
            <td className="deadline">{entry.deadline}</td>
            <td>
              <DaysLeft days={entry.daysLeft} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 预演: what is missing, what would fail and why, if the deadline were now. */
export function RehearsalPage() {
  const { campaignId } = route.useParams();
  const campaign = useQuery(workQueries.campaign(campaignId));
  const { data, error, refetch, isFetching } = useQuery(workQueries.rehearsal(campaignId));
  const name = campaign.data?.name ?? '';
  return (
    <div className="page">
      <PageHead title="截止预演" note={name}>
        <Link to="/campaigns/$campaignId" params={{ campaignId }} className="back-link">
          回到批次
        </Link>
        <Button
          disabled={!data || data.entries.length === 0}
          onClick={() => {
            if (data) saveText(`${name}预演.csv`, rehearsalCsv(data));
          }}
        >
          导出
        </Button>
        <Button type="primary" loading={isFetching} onClick={() => void refetch()}>
          重新预演
        </Button>
      </PageHead>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={10} label="正在逐张检查" />}
      {data && (
        <>
          <p className="rehearsal-sum" role="status">
            假如现在截止：应报 {data.total} 个项目，已办结 <strong>{data.ready}</strong> 个，未办结{' '}
            <strong className={data.entries.length > 0 ? 'late' : ''}>{data.entries.length}</strong>{' '}
            个，其中未填报 {data.entries.filter(({ formId }) => formId === null).length} 个、送审会被拦下{' '}
            {data.entries.filter(({ errors, warnings }) => errors + warnings > 0).length} 个。
            <span className="quiet">检查于 {instantText(data.at)}</span>
          </p>
          {data.entries.length === 0 ? (
            <Nothing title="全部办结" hint="所有应报项目都已批复。" />
          ) : (
            <Entries entries={data.entries} />
          )}
        </>
      )}
    </div>
  );
}
