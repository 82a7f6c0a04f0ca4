import type { FieldPath } from '@jiheng/domain';
import { useEffect, useRef } from 'react';
import { Failure, Loading } from '../../components/states.tsx';
import { OpinionCard } from '../review/opinion-card.tsx';
import type { OpinionState, PlacedOpinion } from './use-opinions.ts';

interface OpinionsPanelProps {
  readonly formId: string;
  readonly state: OpinionState;
  readonly onGo: (path: FieldPath) => void;
}

/** The card of the opinion at the cursor is brought before the eyes. */
function Card({
  formId,
  placed: { opinion, path },
  state,
  onGo,
}: OpinionsPanelProps & { readonly placed: PlacedOpinion }) {
  const card = useRef<HTMLDivElement>(null);
  const isChosen = state.here.some((here) => here.opinion === opinion);
  useEffect(() => {
    if (isChosen) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <div ref={card} className={isChosen ? 'opinion-place chosen' : 'opinion-place'}>
      <OpinionCard
        formId={formId}
        opinion={opinion}
        maySettle={state.work?.maySettle ?? false}
        {...(path === undefined
          ? {}
          : {
              onGo: () => {
                onGo(path);
              },
            })}
      />
      {opinion.place.kind !== 'whole' && path === undefined && (
        <p className="quiet">所指的行已删除，答复后办结即可。</p>
      )}
    </div>
  );
}

/** 审核意见 on the form, those still open first: each leads to its cell, is answered and ticked off where the form is mended. */
export function OpinionsPanel(props: OpinionsPanelProps) {
  const { work, error, retry, placed } = props.state;
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!work) return <Loading rows={4} label="正在读取意见" />;
  const reason = work.steps.findLast(({ action }) => action === 'return');
  return (
    <div className="opinions-panel">
      {reason?.opinion && (
        <p className="panel-note">
          {reason.actor}退回：{reason.opinion}
        </p>
      )}
      {placed.length === 0 && <p className="quiet">没有写在格上的意见。</p>}
      {placed.map((each) => (
        <Card key={each.opinion.id} {...props} placed={each} />
      ))}
    </div>
  );
}
