import type { Workbench } from '@jiheng/api';
import { REVIEW_STAGES, type FormState } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useSession } from '../../client/session.ts';
import { workQueries } from '../../client/work.ts';
import { DeadlineMark } from '../../components/deadline-mark.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading, Nothing } from '../../components/states.tsx';
import { wanColumn } from '../../wording/numbers.ts';
import { Inbox } from './inbox.tsx';
import { isWriting, mayDecide } from './duties.ts';
import { NoticeList } from './notice-list.tsx';
import './workbench.css';

const route = getRouteApi('/workbench');

/** Where the eye should land first: what came back, then what is waited for, then what is begun. */
const FIRST: readonly FormState[] = [
  'returned',
  ...REVIEW_STAGES.map(({ state }) => state),
  'draft',
  'adjusting',
];

function stageNote(count: number, clean: number): string {
  return clean === count ? '都没有问题' : `有问题 ${String(count - clean)} 张`;
}

/** Who only speaks at a level sees it when something is there. */
function useShownStages({ stages }: Workbench): Workbench['stages'] {
  const { can } = useSession();
  return stages.filter(({ state, count }) => count > 0 || mayDecide(state, can) || isWriting(state));
}

function Stages({ data, chosen }: { readonly data: Workbench; readonly chosen: FormState | undefined }) {
  const shown = useShownStages(data);
  if (shown.length === 0) return null;
  return (
    <nav className="stages" aria-label="待办环节">
      {shown.map(({ state, label, count, clean, late, nextDeadline }) => (
        <Link
          key={state}
          to="/workbench"
          search={{ state }}
          className={count === 0 ? 'stage empty' : 'stage'}
          aria-current={state === chosen ? 'true' : undefined}
        >
          <span className="stage-label">{label}</span>
          <strong>{count}</strong>
          <span className="stage-note">
            {late > 0 && <span className="late">{`逾期 ${String(late)} 张`}</span>}
            {late === 0 && nextDeadline !== null && `最近截止 ${nextDeadline}`}
            {late === 0 && nextDeadline === null && count > 0 && stageNote(count, clean)}
            {count === 0 && '没有待办'}
          </span>
        </Link>
      ))}
    </nav>
  );
}

function Owed({ data }: { readonly data: Workbench }) {
  if (data.owedCount === 0) return null;
  return (
    <section className="card" aria-labelledby="owed">
      <h2 id="owed">
        待填报 <span className="quiet">{data.owedCount} 个项目还没有表</span>
      </h2>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">单位</th>
            <th scope="col" className="number">
              金额（万元）
            </th>
            <th scope="col">批次</th>
            <th scope="col">截止</th>
          </tr>
        </thead>
        <tbody>
          {data.owed.map((item) => (
            <tr key={`${item.campaignId}-${item.projectId}`}>
              <td>
                <Link to="/targets/new" search={{ project: item.projectId, campaign: item.campaignId }}>
                  {item.projectName}
                </Link>
              </td>
              <td>{item.organisationName}</td>
              <td className="number">{item.amountWan === null ? '' : wanColumn(item.amountWan)}</td>
              <td>{item.campaignName}</td>
              <td>
                <DeadlineMark date={item.deadline} isLate={item.isLate} today={data.today} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.owedCount > data.owed.length && (
        <p className="quiet">先列出截止最早的 {data.owed.length} 个，办完后自动列出其余。</p>
      )}
    </section>
  );
}

function Rounds({ data }: { readonly data: Workbench }) {
  return (
    <section className="card" aria-labelledby="rounds">
      <h2 id="rounds">进行中的批次</h2>
      {data.campaigns.length === 0 && <p className="quiet">目前没有开启的批次。</p>}
      <ul className="round-list">
        {data.campaigns.map((campaign) => (
          <li key={campaign.id}>
            <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }}>
              {campaign.name}
            </Link>
            <meter min={0} max={Math.max(campaign.total, 1)} value={campaign.approved} aria-label="已批复" />
            <span className="quiet">
              已批复 {campaign.approved}／{campaign.total}
              {campaign.nextDeadline !== null && (
                <>
                  <br />
                  {campaign.nextStageLabel ?? ''}截止 {campaign.nextDeadline}（还有 {campaign.daysLeft ?? 0}{' '}
                  天）
                </>
              )}
            </span>
            {campaign.guidance !== '' && (
              <details>
                <summary>填报说明</summary>
                <p className="guidance">{campaign.guidance}</p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Content({ data, wanted }: { readonly data: Workbench; readonly wanted: FormState | undefined }) {
  const filled = FIRST.find((state) => data.stages.some((stage) => stage.state === state && stage.count > 0));
  const chosen = wanted ?? filled ?? data.stages[0]?.state;
  const { can } = useSession();
  const isIdle = data.stages.every(({ count }) => count === 0) && data.owedCount === 0;
  return (
    <>
      <Stages data={data} chosen={chosen} />
      <div className="workbench-columns">
        <div className="workbench-main">
          {data.returned.length > 0 && chosen !== 'returned' && (
            <p className="returned-hint" role="note">
              有 {data.returned.length} 张表被退回，
              <Link to="/workbench" search={{ state: 'returned' }}>
                先看退回意见
              </Link>
            </p>
          )}
          {chosen !== undefined && !isIdle && <Inbox state={chosen} today={data.today} />}
          <Owed data={data} />
          {isIdle && (
            <Nothing title="没有待办" hint="轮到您办理时，这里会列出，并有通知提醒。">
              <Link to="/forms">查看全部表单</Link>
            </Nothing>
          )}
        </div>
        <aside aria-label="批次与通知">
          {can('campaign.read') && <Rounds data={data} />}
          <NoticeList />
        </aside>
      </div>
    </>
  );
}

/** 工作台: what I must do, by when, and what came back to me. */
export function WorkbenchPage() {
  const { state } = route.useSearch();
  const { data, error, refetch } = useQuery(workQueries.workbench);
  return (
    <div className="page workbench">
      <PageHead title="工作台" note={data && `${data.personName}，今天 ${data.today}`} />
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={10} label="正在读取待办" />}
      {data && <Content data={data} wanted={state} />}
    </div>
  );
}
