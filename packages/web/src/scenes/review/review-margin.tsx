import type { FormWork } from '@jiheng/api';
import { Fragment, useMemo, type ReactNode, type RefObject } from 'react';
import { NoteCard, usePlaces } from '../../paper/margin-notes.tsx';
import type { Note } from '../../paper/marks.ts';
import { changedParts } from '../import/changed-parts.ts';
import { OpinionCard } from './opinion-card.tsx';
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

interface ItemProps {
  readonly item: Exclude<MarginItem, { readonly kind: 'writing' }>;
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
  if (item.kind === 'opinion') {
    const { opinion } = item;
    const { place } = opinion;
    const go = {
      onGo: () => {
        onGo(place.kind === 'whole' ? undefined : place.path);
      },
    };
    const own = { formId: work.formId, opinion, maySettle: work.maySettle };
    return <OpinionCard {...own} {...(place.kind === 'whole' ? {} : go)} />;
  }
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
  /** The opinion that is being written; it stands beside its cell, and one on the whole form where the eyes are. */
  readonly box: ReactNode;
  /** Height that was before the eyes when the box was opened. */
  readonly boxAt: number;
  readonly onHover: (note: Note | null) => void;
  readonly onGo: (path: string | undefined) => void;
}

function isWriting({ items }: MarginGroup): boolean {
  return items.some(({ kind }) => kind === 'writing');
}

/** 页边: opinions, changes and findings, each at the height of its row. */
export function ReviewMargin({ desk, groups, work, box, boxAt, onHover, onGo }: ReviewMarginProps) {
  const anchors = useMemo(
    () =>
      groups.map((group) => (group.cellKey === null && isWriting(group) ? { ...group, at: boxAt } : group)),
    [groups, boxAt],
  );
  const active = groups.findIndex(isWriting);
  const { margin, tops } = usePlaces(desk, anchors, active === -1 ? null : active);
  const last = groups.length - 1;
  return (
    <div className="margin" ref={margin} role="complementary" aria-label="页边意见、改动和问题">
      {groups.map((group, index) => (
        <div
          key={group.key}
          data-group
          className={['note-group', index === last ? 'last' : '', index === active ? 'writing' : ''].join(
            ' ',
          )}
          style={{ top: tops[index] ?? 0 }}
        >
          {group.items.map((item) =>
            item.kind === 'writing' ? (
              <Fragment key={item.id}>{box}</Fragment>
            ) : (
              <Item key={item.id} {...{ item, work, onHover, onGo }} />
            ),
          )}
        </div>
      ))}
    </div>
  );
}
