import { SEVERITY_LABELS } from '@jiheng/domain';
import {
  Fragment,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react';
import { SeverityMark } from '../components/severity-mark.tsx';
import { placeNotes } from './margin.ts';
import type { Note } from './marks.ts';
import { OtherForms } from './other-forms.tsx';

/** Beyond so many notes the margin shows only their messages; the chosen one opens. */
const DENSE_FROM = 9;
const SHOWN_PER_ROW = 2;
const BELOW_LEAD = 8;

interface NoteGroup {
  readonly key: string;
  readonly cellKey: string | null;
  readonly notes: readonly Note[];
}

/** Notes of one cell stand together. */
export function groupNotes(notes: readonly Note[]): readonly NoteGroup[] {
  const groups: { key: string; cellKey: string | null; notes: Note[] }[] = [];
  for (const note of notes) {
    const last = groups.at(-1);
    if (last?.cellKey === note.cellKey) last.notes.push(note);
    else groups.push({ key: note.id, cellKey: note.cellKey, notes: [note] });
  }
  return groups;
}

function topOf(desk: HTMLElement, cellKey: string | null): number {
  const cell = cellKey === null ? null : desk.querySelector(`[data-cell="${CSS.escape(cellKey)}"]`);
  if (!cell) return 0;
  return cell.getBoundingClientRect().top - desk.getBoundingClientRect().top;
}

/** Measures rows and notes, and places the notes; again whenever the desk changes its size. */
export function usePlaces(
  desk: RefObject<HTMLElement | null>,
  groups: readonly Pick<NoteGroup, 'cellKey'>[],
  active: number | null,
) {
  const margin = useRef<HTMLDivElement>(null);
  const [tops, setTops] = useState<readonly number[]>([]);
  const place = useCallback(() => {
    if (!desk.current || !margin.current) return;
    const cards = [...margin.current.querySelectorAll<HTMLElement>('[data-group]')];
    const anchors = groups.map(({ cellKey }, index) => ({
      at: desk.current ? topOf(desk.current, cellKey) : 0,
      height: cards[index]?.offsetHeight ?? 0,
    }));
    const lead = margin.current.querySelector<HTMLElement>('.margin-lead')?.offsetHeight;
    const next = placeNotes(anchors, active, lead === undefined ? 0 : lead + BELOW_LEAD);
    setTops((before) =>
      before.length === next.length && before.every((top, at) => top === next[at]) ? before : next,
    );
  }, [desk, groups, active]);
  useLayoutEffect(() => {
    place();
    const observer = new ResizeObserver(place);
    if (desk.current) observer.observe(desk.current);
    for (const card of margin.current?.querySelectorAll('[data-group], .margin-lead') ?? [])
      observer.observe(card);
    return () => {
      observer.disconnect();
    };
  }, [desk, place]);
  return { margin, tops };
}

interface NoteCardProps {
  readonly note: Note;
  readonly isOpen: boolean;
  readonly onHover: (note: Note | null) => void;
  readonly onChoose: (note: Note) => void;
}

export function NoteCard({ note, isOpen, onHover, onChoose }: NoteCardProps) {
  const { severity, message, remedy, code } = note.finding;
  return (
    <button
      type="button"
      className={`note ${severity}`}
      onMouseEnter={() => {
        onHover(note);
      }}
      onMouseLeave={() => {
        onHover(null);
      }}
      onFocus={() => {
        onHover(note);
      }}
      onBlur={() => {
        onHover(null);
      }}
      onClick={() => {
        onChoose(note);
      }}
    >
      <span className="note-head">
        <SeverityMark severity={severity} />
        {SEVERITY_LABELS[severity]}
        <span className="note-code">{code}</span>
      </span>
      <span className="note-text">{message}</span>
      {isOpen && <span className="note-remedy">{remedy}</span>}
    </button>
  );
}

interface MarginNotesProps {
  readonly desk: RefObject<HTMLElement | null>;
  readonly groups: readonly NoteGroup[];
  /** What concerns the whole form and stands above all notes. */
  readonly lead: ReactNode;
  readonly chosen: string | null;
  readonly onHover: (note: Note | null) => void;
  readonly onChoose: (note: Note) => void;
}

/** 页边问题: each note at the height of its row, as comments stand in Word. */
export function MarginNotes({ desk, groups, lead, chosen, onHover, onChoose }: MarginNotesProps) {
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const active = groups.findIndex(({ notes }) => notes.some(({ id }) => id === chosen));
  const { margin, tops } = usePlaces(desk, groups, active === -1 ? null : active);
  const isDense = groups.reduce((sum, { notes }) => sum + notes.length, 0) >= DENSE_FROM;
  const last = groups.length - 1;
  const isFolded = ({ key, notes }: NoteGroup) => notes.length > SHOWN_PER_ROW && !unfolded.has(key);
  return (
    <div className="margin" ref={margin} role="complementary" aria-label="页边问题">
      {lead && <div className="margin-lead">{lead}</div>}
      {groups.map((group, index) => (
        <div
          key={group.key}
          data-group
          className={index === last ? 'note-group last' : 'note-group'}
          style={{ top: tops[index] ?? 0 }}
        >
          {group.notes.slice(0, isFolded(group) ? SHOWN_PER_ROW : undefined).map((note) => (
            <Fragment key={note.id}>
              <NoteCard
                note={note}
                isOpen={!isDense || note.id === chosen}
                onHover={onHover}
                onChoose={onChoose}
              />
              {(!isDense || note.id === chosen) && <OtherForms note={note} isChosen={note.id === chosen} />}
            </Fragment>
          ))}
          {isFolded(group) && (
            <button
              type="button"
              className="note-fold"
              onClick={() => {
                setUnfolded(new Set([...unfolded, group.key]));
              }}
            >
              此处另有 {group.notes.length - SHOWN_PER_ROW} 条，展开
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
