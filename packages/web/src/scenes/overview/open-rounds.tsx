import type { CampaignSummary } from '@jiheng/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSession } from '../../client/session.ts';
import { workQueries } from '../../client/work.ts';

function Round({ round }: { readonly round: CampaignSummary }) {
  const { id, name, total, missing, approved, late, deadlines } = round;
  const campaignId = id;
  return (
    <li>
      <Link to="/campaigns/$campaignId" params={{ campaignId }} className="round-name">
        {name}
      </Link>
      <span>应报 {total}</span>
      <Link
        to="/campaigns/$campaignId/rehearsal"
        params={{ campaignId }}
        className={missing > 0 ? 'owed' : ''}
      >
        未填报 {missing}
      </Link>
      <Link to="/campaigns/$campaignId/rehearsal" params={{ campaignId }} className={late > 0 ? 'late' : ''}>
        逾期 {late}
      </Link>
      <Link to="/forms" search={{ campaign: id, state: 'approved' }}>
        已批复 {approved}
      </Link>
      <span className="quiet">
        填报截止 {deadlines.fill}，终审截止 {deadlines['office-review']}
      </span>
    </li>
  );
}

/** 进行中的批次 of the year shown, or of all years: what is owed and what is late. Each count opens its list. */
export function OpenRounds({ year }: { readonly year: number | undefined }) {
  const { can } = useSession();
  const { data } = useQuery({ ...workQueries.campaigns, enabled: can('campaign.read') });
  const open = (data?.items ?? []).filter(
    ({ state, fiscalYear }) => state === 'open' && (year === undefined || fiscalYear === year),
  );
  if (open.length === 0) return null;
  return (
    <section className="card open-rounds" aria-label="进行中的批次">
      <ul>
        {open.map((round) => (
          <Round key={round.id} round={round} />
        ))}
      </ul>
    </section>
  );
}
