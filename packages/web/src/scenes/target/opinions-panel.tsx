import { useQuery } from '@tanstack/react-query';
import { workQueries } from '../../client/work.ts';
import { Failure, Loading } from '../../components/states.tsx';
import { OpinionCard } from '../review/review-margin.tsx';
import '../review/review.css';

/** 审核意见 on the form, those still open first, to be answered and ticked off where the form is mended. */
export function OpinionsPanel({ formId }: { readonly formId: string }) {
  const { data, error, refetch } = useQuery(workQueries.formWork(formId));
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={4} label="正在读取意见" />;
  const reason = data.steps.findLast(({ action }) => action === 'return');
  const opinions = [...data.opinions].sort(
    (a, b) => Number(a.settledAt !== null) - Number(b.settledAt !== null),
  );
  return (
    <div className="opinions-panel">
      {reason?.opinion && (
        <p className="panel-note">
          {reason.actor}退回：{reason.opinion}
        </p>
      )}
      {opinions.length === 0 && <p className="quiet">没有写在格上的意见。</p>}
      {opinions.map((opinion) => (
        <OpinionCard key={opinion.id} formId={formId} opinion={opinion} maySettle={data.maySettle} />
      ))}
    </div>
  );
}
