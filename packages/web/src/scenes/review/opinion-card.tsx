import type { FormWork, Opinion } from '@jiheng/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { workApi, workQueries } from '../../client/work.ts';
import { useSayFailure } from '../../components/say-failure.ts';
import { instantText } from '../../wording/times.ts';
import '../../paper/margin.css';
import './opinions.css';

interface OpinionCardProps {
  readonly formId: string;
  readonly opinion: Opinion;
  readonly maySettle: boolean;
  /** Leads to the cell that is spoken of; unset where there is none. */
  readonly onGo?: () => void;
}

function useSettle(formId: string, opinion: Opinion) {
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  return useMutation({
    mutationFn: ({ isSettled, answer }: { readonly isSettled: boolean; readonly answer: string }) =>
      workApi.settleOpinion(formId, opinion.id, { isSettled, ...(answer === '' ? {} : { answer }) }),
    onSuccess: (work: FormWork) => {
      client.setQueryData(workQueries.formWork(formId).queryKey, work);
    },
    onError: sayFailure,
  });
}

/** Answer and 办结, or 重新打开 of what was settled. */
function Settling({ formId, opinion }: Pick<OpinionCardProps, 'formId' | 'opinion'>) {
  const [answer, setAnswer] = useState('');
  const settle = useSettle(formId, opinion);
  const isSettled = opinion.settledAt !== null;
  const act = () => {
    settle.mutate({ isSettled: !isSettled, answer: answer.trim() });
  };
  if (isSettled) {
    return (
      <Button size="small" type="link" loading={settle.isPending} onClick={act}>
        重新打开
      </Button>
    );
  }
  return (
    <form
      className="opinion-answer"
      onSubmit={(event) => {
        event.preventDefault();
        if (!settle.isPending) act();
      }}
    >
      <Input
        size="small"
        aria-label={`答复意见：${opinion.text.slice(0, 20)}`}
        placeholder="答复（可不填）"
        value={answer}
        maxLength={2000}
        onChange={(event) => {
          setAnswer(event.target.value);
        }}
      />
      <Button size="small" htmlType="submit" loading={settle.isPending}>
        办结
      </Button>
    </form>
  );
}

/** What is said, and of what; a way to the cell where there is one. */
function Said({ opinion: { place, text }, onGo }: Pick<OpinionCardProps, 'opinion' | 'onGo'>) {
  const words = (
    <>
      {place.kind !== 'whole' && <span className="quiet">{place.label}</span>}
      <span className="note-text">{text}</span>
    </>
  );
  if (onGo === undefined) return <span className="opinion-said">{words}</span>;
  return (
    <button type="button" className="opinion-said" title="转到这一格" onClick={onGo}>
      {words}
    </button>
  );
}

/** 意见: ticked off or still open; whoever may settle it can answer. */
export function OpinionCard({ formId, opinion, maySettle, onGo }: OpinionCardProps) {
  const isSettled = opinion.settledAt !== null;
  return (
    <div className={isSettled ? 'note opinion settled' : 'note opinion'}>
      <span className="note-head">
        {isSettled ? '✓ 已办结' : '● 未办结'}
        <span className="note-code">
          {opinion.actor}，第 {opinion.revision} 版
        </span>
      </span>
      <Said opinion={opinion} {...(onGo === undefined ? {} : { onGo })} />
      {opinion.answer !== null && (
        <span className="note-remedy">
          答复：{opinion.answer}
          {opinion.settledBy !== null && `（${opinion.settledBy}，${instantText(opinion.settledAt ?? '')}）`}
        </span>
      )}
      {maySettle && <Settling formId={formId} opinion={opinion} />}
    </div>
  );
}
