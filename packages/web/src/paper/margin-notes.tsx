import { SEVERITIES, SEVERITY_LABELS, type Severity } from '@jiheng/domain';
import { Popover } from 'antd';
import {
  Fragment,
  useCallback,
  useEffect,
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
import './margin.css';

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
  groups: readonly { readonly cellKey: string | null; readonly at?: number }[],
  active: number | null,
) {
  const margin = useRef<HTMLDivElement>(null);
  const [tops, setTops] = useState<readonly number[]>([]);
  const place = useCallback(() => {
    if (!desk.current || !margin.current) return;
    const cards = [...margin.current.querySelectorAll<HTMLElement>('[data-group]')];
    const anchors = groups.map(({ cellKey, at }, index) => ({
      at: at ?? (desk.current ? topOf(desk.current, cellKey) : 0),
      height: cards[index]?.offsetHeight ?? 0,
    }));
    const lead = margin.current.querySelector<HTMLElement>('.margin-lead')?.offsetHeight;
    const next = placeNotes(anchors, active, lead === undefined ? 0 : lead + BELOW_LEAD);
    // Notes that reach below the paper lengthen the page with them.
    const bottom = Math.max(0, ...anchors.map(({ height }, at) => (next[at] ?? 0) + height));
    desk.current.style.minHeight = `${String(bottom)}px`;
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
  // Only when the margin goes: a page that shrinks for a moment would scroll away from where one is.
  useEffect(() => {
    const element = desk.current;
    return () => {
      element?.style.removeProperty('min-height');
    };
  }, [desk]);
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

/** Width of a desk on which paper and notes stand side by side; below it the notes fold into count marks. */
const ROOM = { portrait: 780, landscape: 1080 };

function useIsNarrow(desk: RefObject<HTMLElement | null>): boolean {
  const [isNarrow, setIsNarrow] = useState(false);
  useEffect(() => {
    const element = desk.current;
    if (!element) return undefined;
    const measure = () => {
      const room = element.classList.contains('landscape') ? ROOM.landscape : ROOM.portrait;
      setIsNarrow(element.clientWidth < room);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [desk]);
  return isNarrow;
}

interface GroupProps {
  readonly group: NoteGroup;
  readonly isDense: boolean;
  readonly chosen: string | null;
  readonly onHover: (note: Note | null) => void;
  readonly onChoose: (note: Note) => void;
}

/** The notes of one cell, of many only the first until they are unfolded. */
function GroupNotes({ group: { notes }, isDense, chosen, onHover, onChoose }: GroupProps) {
  const [isUnfolded, setIsUnfolded] = useState(false);
  const isFolded = notes.length > SHOWN_PER_ROW && !isUnfolded;
  return (
    <>
      {notes.slice(0, isFolded ? SHOWN_PER_ROW : undefined).map((note) => {
        const isOpen = !isDense || note.id === chosen;
        return (
          <Fragment key={note.id}>
            <NoteCard note={note} isOpen={isOpen} onHover={onHover} onChoose={onChoose} />
            {isOpen && <OtherForms note={note} isChosen={note.id === chosen} />}
          </Fragment>
        );
      })}
      {isFolded && (
        <button
          type="button"
          className="note-fold"
          onClick={() => {
            setIsUnfolded(true);
          }}
        >
          此处另有 {notes.length - SHOWN_PER_ROW} 条，展开
        </button>
      )}
    </>
  );
}

interface NoteMarkProps {
  readonly label: string;
  readonly sign: string;
  readonly severity: Severity;
  readonly children: ReactNode;
}

/** 数字标记: what would stand here if there were room; opens at a click. */
function NoteMark({ label, sign, severity, children }: NoteMarkProps) {
  return (
    <Popover trigger="click" placement="bottomRight" content={<div className="note-pop">{children}</div>}>
      <button type="button" className={`note-mark ${severity}`} aria-label={label} title={label}>
        {sign}
      </button>
    </Popover>
  );
}

/** The gravest one gives a group its colour. */
function gravest(notes: readonly Note[]): Severity {
  const severities = notes.map(({ finding }) => finding.severity);
  return SEVERITIES.find((severity) => severities.includes(severity)) ?? 'advice';
}

interface MarginNotesProps extends Omit<GroupProps, 'group' | 'isDense'> {
  readonly desk: RefObject<HTMLElement | null>;
  readonly groups: readonly NoteGroup[];
  /** What concerns the whole form and stands above all notes. */
  readonly lead: ReactNode;
}

/** 页边问题: each note at the height of its row, as comments stand in Word. */
export function MarginNotes({ desk, groups, lead, chosen, onHover, onChoose }: MarginNotesProps) {
  const active = groups.findIndex(({ notes }) => notes.some(({ id }) => id === chosen));
  const { margin, tops } = usePlaces(desk, groups, active === -1 ? null : active);
  const isNarrow = useIsNarrow(desk);
  const isDense = !isNarrow && groups.reduce((sum, { notes }) => sum + notes.length, 0) >= DENSE_FROM;
  const last = groups.length - 1;
  return (
    <div
      className={isNarrow ? 'margin narrow' : 'margin'}
      ref={margin}
      role="complementary"
      aria-label="页边问题"
    >
      {lead && (
        <div className="margin-lead">
          {isNarrow ? (
            <NoteMark label="需核对" sign="核" severity="warning">
              {lead}
            </NoteMark>
          ) : (
            lead
          )}
        </div>
      )}
      {groups.map((group, index) => {
        const shown = <GroupNotes {...{ group, isDense, chosen, onHover, onChoose }} />;
        const count = String(group.notes.length);
        return (
          <div
            key={group.key}
            data-group
            className={index === last ? 'note-group last' : 'note-group'}
            style={{ top: tops[index] ?? 0 }}
          >
            {isNarrow ? (
              <NoteMark label={`此处 ${count} 个问题`} sign={count} severity={gravest(group.notes)}>
                {shown}
              </NoteMark>
            ) : (
              shown
            )}
          </div>
        );
      })}
    </div>
  );
}
