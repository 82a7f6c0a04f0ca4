import type { CampaignDetail, CampaignProgress } from '@jiheng/api';
import { CAMPAIGN_STAGE_LABELS, CAMPAIGN_STAGES, FORM_STATE_LABELS, FORM_STATES } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { workQueries } from '../../client/work.ts';
import { DeadlineMark } from '../../components/deadline-mark.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading } from '../../components/states.tsx';
import { instantText } from '../../wording/times.ts';
import { CampaignActions } from './campaign-actions.tsx';
import { CAMPAIGN_STATE_LABELS } from './campaign-words.ts';
import './campaigns.css';

const route = getRouteApi('/campaigns/$campaignId');

/** 各级截止 as a line of stations. */
function Stations({ campaign }: { readonly campaign: CampaignDetail }) {
  return (
    <ol className="stations" aria-label="各级截止日期">
      <li className={campaign.today >= campaign.opensOn ? 'over' : ''}>
        <span>开始</span>
        <strong>{campaign.opensOn}</strong>
      </li>
      {CAMPAIGN_STAGES.map((stage) => {
        const date = campaign.deadlines[stage];
        return (
          <li key={stage} className={campaign.today > date ? 'over' : ''}>
            <span>{CAMPAIGN_STAGE_LABELS[stage]}</span>
            <strong>{date}</strong>
          </li>
        );
      })}
    </ol>
  );
}

function StateCounts({
  progress,
  campaignId,
}: {
  readonly progress: CampaignProgress;
  readonly campaignId: string;
}) {
  return (
    <span className="state-counts">
      {progress.missing > 0 && <span className="missing">未填报 {progress.missing}</span>}
      {FORM_STATES.flatMap((state) => {
        const count = progress.states.find((entry) => entry.state === state)?.count;
        return count === undefined
          ? []
          : [
              <Link
                key={state}
                to="/forms"
                search={{ campaign: campaignId, state, unit: progress.organisationName }}
                className={state === 'approved' ? 'done' : ''}
              >
                {FORM_STATE_LABELS[state]} {count}
              </Link>,
            ];
      })}
    </span>
  );
}

function Progress({ campaign }: { readonly campaign: CampaignDetail }) {
  const late = campaign.progress.filter((entry) => entry.late > 0).length;
  return (
    <section className="card" aria-labelledby="progress">
      <h2 id="progress">
        进度{' '}
        <span className="quiet">
          {campaign.progress.length} 个单位{late > 0 && `，${String(late)} 个有逾期`}
        </span>
      </h2>
      {campaign.progress.length === 0 ? (
        <p className="quiet">
          参加单位在 {campaign.fiscalYear} 年度还没有项目，请先在<Link to="/projects">项目库</Link>
          建立或导入。
        </p>
      ) : (
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">主管部门</th>
              <th scope="col">单位</th>
              <th scope="col" className="number">
                应报
              </th>
              <th scope="col">进展</th>
              <th scope="col">填报截止</th>
              <th scope="col" className="number">
                逾期
              </th>
            </tr>
          </thead>
          <tbody>
            {campaign.progress.map((entry) => (
              <tr key={entry.organisationId}>
                <td>{entry.departmentName}</td>
                <td>{entry.organisationName}</td>
                <td className="number">{entry.total}</td>
                <td>
                  <StateCounts progress={entry} campaignId={campaign.id} />
                </td>
                <td>
                  <DeadlineMark
                    date={entry.fillDeadline}
                    isLate={campaign.today > entry.fillDeadline && entry.late > 0}
                    today={campaign.today}
                  />
                  {entry.isExtended && <span className="extended">已延期</span>}
                </td>
                <td className="number">{entry.late > 0 ? <span className="late">{entry.late}</span> : 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Facts({ campaign }: { readonly campaign: CampaignDetail }) {
  return (
    <aside aria-label="批次设置" className="campaign-facts">
      <section className="card">
        <h2>设置</h2>
        <dl className="facts">
          <dt>表样</dt>
          <dd>{campaign.templateTitle}</dd>
          <dt>规则方案</dt>
          <dd>{campaign.ruleProfileTitle}</dd>
          <dt>评分办法</dt>
          <dd>{campaign.schemeTitle}</dd>
          <dt>参加单位</dt>
          <dd>{campaign.members.map(({ name }) => name).join('、') || '无'}</dd>
          <dt>填报说明</dt>
          <dd className="guidance">{campaign.guidance === '' ? '无' : campaign.guidance}</dd>
        </dl>
      </section>
      {campaign.extensions.length > 0 && (
        <section className="card">
          <h2>延期</h2>
          <ul className="extensions">
            {campaign.extensions.map((extension) => (
              <li key={`${extension.organisationName}-${extension.stage}-${extension.grantedAt}`}>
                <strong>{extension.organisationName}</strong> {CAMPAIGN_STAGE_LABELS[extension.stage]}延至{' '}
                {extension.until}
                <span className="quiet">
                  {extension.reason}（{extension.grantedBy}，{instantText(extension.grantedAt)}）
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

/** 批次: who owes what until when. */
export function CampaignPage() {
  const { campaignId } = route.useParams();
  const { data, error, refetch } = useQuery(workQueries.campaign(campaignId));
  return (
    <div className="page">
      {error && !data && <Failure error={error} isPage onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={10} label="正在读取批次" />}
      {data && (
        <>
          <PageHead
            title={data.name}
            note={
              <>
                {data.fiscalYear} 年度 {data.kindLabel}{' '}
                <span className={`campaign-state ${data.state}`}>{CAMPAIGN_STATE_LABELS[data.state]}</span>
              </>
            }
          >
            <CampaignActions campaign={data} />
          </PageHead>
          <Stations campaign={data} />
          <div className="campaign-columns">
            <Progress campaign={data} />
            <Facts campaign={data} />
          </div>
        </>
      )}
    </div>
  );
}
