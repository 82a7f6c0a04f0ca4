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

/** 意见: ticked off or still open; whoever may settle it can answer. */
export function OpinionCard({ formId, opinion, maySettle }: OpinionCardProps) {
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  const [answer, setAnswer] = useState('');
  const isSettled = opinion.settledAt !== null;
  const settle = useMutation({
    mutationFn: (done: boolean) =>
      workApi.settleOpinion(formId, opinion.id, {
        isSettled: done,
        ...(answer.trim() === '' ? {} : { answer: answer.trim() }),
      }),
    onSuccess: (work: FormWork) => {
      client.setQueryData(workQueries.formWork(formId).queryKey, work);
    },
    onError: sayFailure,
  });
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
      {maySettle && !isSettled && (
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
          <Button
            size="small"
            loading={settle.isPending}
            onClick={() => {
              settle.mutate(true);
            }}
          >
            办结
          </Button>
        </span>
      )}
      {maySettle && isSettled && (
        <Button
          size="small"
          type="link"
          loading={settle.isPending}
          onClick={() => {
            settle.mutate(false);
          }}
        >
          重新打开
        </Button>
      )}
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
