import type { CampaignSummary } from '@jiheng/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { workQueries } from '../../client/work.ts';
import { useSession } from '../../client/session.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading, Nothing } from '../../components/states.tsx';
import { CAMPAIGN_STATE_LABELS } from './campaign-words.ts';
import './campaigns.css';

function Row({ campaign }: { readonly campaign: CampaignSummary }) {
  return (
    <tr>
      <td>
        <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }}>
          {campaign.name}
        </Link>
      </td>
      <td>{campaign.fiscalYear}</td>
      <td>{campaign.kindLabel}</td>
      <td>
        <span className={`campaign-state ${campaign.state}`}>{CAMPAIGN_STATE_LABELS[campaign.state]}</span>
      </td>
      <td>{campaign.opensOn}</td>
      <td>{campaign.deadlines.fill}</td>
      <td>{campaign.deadlines['office-review']}</td>
      <td className="number">{campaign.total}</td>
      <td className="number">{campaign.missing}</td>
      <td className="number">{campaign.approved}</td>
    </tr>
  );
}

const HEADS = [
  '批次',
  '年度',
  '表种',
  '状态',
  '开始',
  '填报截止',
  '终审截止',
  '应报项目',
  '未填报',
  '已批复',
] as const;

/** 批次: all rounds, the newest year first. */
export function CampaignsPage() {
  const { can } = useSession();
  const { data, error, refetch } = useQuery(workQueries.campaigns);
  const create = can('campaign.manage') ? (
    <Link to="/campaigns/new" className="main-link">
      新建批次
    </Link>
  ) : null;
  return (
    <div className="page">
      <PageHead title="批次">{create}</PageHead>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={6} label="正在读取批次" />}
      {data?.items.length === 0 && (
        <Nothing title="还没有批次" hint="批次规定年度、表样、参加单位和各级截止日期，开启后单位即可填报。">
          {create}
        </Nothing>
      )}
      {data && data.items.length > 0 && (
        <table className="data-table">
          <thead>
            <tr>
              {HEADS.map((head, index) => (
                <th key={head} scope="col" className={index > 6 ? 'number' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.items.map((campaign) => (
              <Row key={campaign.id} campaign={campaign} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
