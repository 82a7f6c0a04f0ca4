import type { FormWork, Opinion } from '@jiheng/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type RefObject } from 'react';
import { workApi, workQueries } from '../../client/work.ts';
import { useSayFailure } from '../../components/say-failure.ts';
import { NoteCard, usePlaces } from '../../paper/margin-notes.tsx';
import type { Note } from '../../paper/marks.ts';
import { instantText } from '../../wording/times.ts';
import { changedParts } from '../import/changed-parts.ts';
import type { Difference, MarginGroup, MarginItem } from './review-items.ts';

/** One difference: what was, what is, with what differs marked. */
export function ChangeText({ change }: { readonly change: Difference }) {
  const { before, after } = change;
  const parts = changedParts(before ?? '', after ?? '');
  return (
    <span className="change-text">
      {parts.head}
      {parts.before !== '' && <del>{parts.before}</del>}
      {parts.after !== '' && <ins>{parts.after}</ins>}
      {parts.tail}
    </span>
  );
}

interface OpinionCardProps {
  readonly formId: string;
  readonly opinion: Opinion;
  readonly maySettle: boolean;
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
    <span className="opinion-answer">
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
      <Button size="small" loading={settle.isPending} onClick={act}>
        办结
      </Button>
    </span>
  );
}

/** 意见: ticked off or still open; whoever may settle it can answer. */
export function OpinionCard({ formId, opinion, maySettle }: OpinionCardProps) {
  const isSettled = opinion.settledAt !== null;
  return (
    <div className={isSettled ? 'note opinion settled' : 'note opinion'}>
      <span className="note-head">
        {isSettled ? '✓ 已办结' : '● 未办结'}
        <span className="note-code">
          {opinion.actor}，第 {opinion.revision} 版
        </span>
      </span>
      {opinion.place.kind !== 'whole' && <span className="quiet">{opinion.place.label}</span>}
      <span className="note-text">{opinion.text}</span>
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

interface ItemProps {
  readonly item: MarginItem;
  readonly work: FormWork;
  readonly onHover: (note: Note | null) => void;
  readonly onGo: (path: string | undefined) => void;
}

function Item({ item, work, onHover, onGo }: ItemProps) {
  if (item.kind === 'finding') {
    return (
      <NoteCard
        note={item.note}
        isOpen={false}
        onHover={onHover}
        onChoose={() => {
          onGo(item.note.finding.at[0]);
        }}
      />
    );
  }
  if (item.kind === 'opinion')
    return <OpinionCard formId={work.formId} opinion={item.opinion} maySettle={work.maySettle} />;
  return (
    <div className="note change">
      <span className="note-head">
        改动
        <span className="note-code">与第 {work.changes?.since} 版相比</span>
      </span>
      <span className="quiet">{item.change.label}</span>
      <ChangeText change={item.change} />
    </div>
  );
}

interface ReviewMarginProps {
  readonly desk: RefObject<HTMLElement | null>;
  readonly groups: readonly MarginGroup[];
  readonly work: FormWork;
  readonly onHover: (note: Note | null) => void;
  readonly onGo: (path: string | undefined) => void;
}

/** 页边: opinions, changes and findings, each at the height of its row. */
export function ReviewMargin({ desk, groups, work, onHover, onGo }: ReviewMarginProps) {
  const { margin, tops } = usePlaces(desk, groups, null);
  const last = groups.length - 1;
  return (
    <div className="margin" ref={margin} role="complementary" aria-label="页边意见、改动和问题">
      {groups.map((group, index) => (
        <div
          key={group.key}
          data-group
          className={index === last ? 'note-group last' : 'note-group'}
          style={{ top: tops[index] ?? 0 }}
        >
          {group.items.map((item) => (
            <Item key={item.id} {...{ item, work, onHover, onGo }} />
          ))}
        </div>
      ))}
    </div>
  );
}
