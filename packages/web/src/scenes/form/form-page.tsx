import type { FormDetail } from '@jiheng/api';
import type { FieldPath, PaperCell } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { queries } from '../../client/queries.ts';
import { Failure, Loading } from '../../components/states.tsx';
import { CheckList } from '../../paper/check-list.tsx';
import { fieldName } from '../../paper/field-name.ts';
import { LeftOverTable } from '../../paper/left-over-table.tsx';
import { groupNotes, MarginNotes } from '../../paper/margin-notes.tsx';
import { shows, type Note } from '../../paper/marks.ts';
import { PaperSheet } from '../../paper/paper-sheet.tsx';
import { scoreItems } from '../../paper/score-items.ts';
import { SourcePanel } from '../../paper/source-panel.tsx';
import { originOf } from '../../paper/source-text.ts';
import { parseFilters } from '../forms/filters.ts';
import { FormHead } from './form-head.tsx';
import { formView, type FormView } from './form-view.ts';
import './form.css';

const route = getRouteApi('/forms/$formId');

/** The cell that shows a field: its own, else one that shows a part of it. */
function cellOf({ paper }: FormView, path: FieldPath): PaperCell | undefined {
  const cells = [...paper.linesAbove, ...paper.rows, ...paper.linesBelow].flatMap((row) => row.cells);
  return (
    cells.find(({ paths }) => paths.includes(path)) ?? cells.find((candidate) => shows(candidate, [path]))
  );
}

function elementOf(desk: HTMLElement | null, cell: PaperCell | undefined): HTMLElement | null | undefined {
  return cell && desk?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cell.key)}"]`);
}

/** Scrolls to the cell of a field and puts the keyboard there. */
function goTo(desk: HTMLElement | null, view: FormView, path: FieldPath | undefined): void {
  const element = elementOf(desk, path === undefined ? undefined : cellOf(view, path));
  element?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  element?.focus({ preventScroll: true });
}

interface Chosen {
  readonly path: FieldPath;
  readonly text: string;
}

/** What is lit, chosen and shown on the desk. */
function useDesk(view: FormView, desk: RefObject<HTMLElement | null>) {
  const [hovered, setHovered] = useState<Note | null>(null);
  const [note, setNote] = useState<Note | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  // The paper gives way to the original, and what is chosen there may be far from what is seen.
  useEffect(() => {
    if (chosen) elementOf(desk.current, cellOf(view, chosen.path))?.scrollIntoView({ block: 'nearest' });
  }, [desk, view, chosen]);
  const groups = useMemo(() => groupNotes(view.notes), [view.notes]);
  const chooseCell = useCallback((cell: PaperCell) => {
    const path = cell.paths[0];
    if (path !== undefined) setChosen({ path, text: cell.text });
  }, []);
  const chooseNote = useCallback(
    (next: Note) => {
      setNote(next);
      goTo(desk.current, view, next.finding.at[0]);
    },
    [desk, view],
  );
  const marks = useMemo(
    () => ({
      marks: view.marks,
      checks: view.checkMarks,
      lit: (hovered ?? note)?.finding.at ?? [],
      chosen: chosen?.path ?? null,
      scores: scoreItems(view.sheet),
      onChoose: chooseCell,
    }),
    [view, hovered, note, chosen, chooseCell],
  );
  return { marks, groups, note, chosen, setHovered, setChosen, chooseNote };
}

interface SourceProps {
  readonly chosen: Chosen | null;
  readonly detail: FormDetail;
  readonly view: FormView;
  readonly onChoose: (path: FieldPath) => void;
  readonly onClose: () => void;
}

/** The panel of the chosen value; where the screen has room for it, a word on how to get it. */
function Source({ chosen, detail, view, onChoose, onClose }: SourceProps) {
  if (!chosen) {
    return (
      <p className="source-hint">
        点表中任一内容，这里显示它在原件中的位置。得分下有虚线的，指上去看计分过程。
      </p>
    );
  }
  return (
    <SourcePanel
      name={fieldName(chosen.path, view.record)}
      value={chosen.text}
      origin={originOf(view.origins, chosen.path)}
      origins={view.origins}
      sources={detail.sources}
      onChoose={onChoose}
      onClose={onClose}
    />
  );
}

function Desk({ detail, view }: { readonly detail: FormDetail; readonly view: FormView }) {
  const desk = useRef<HTMLDivElement>(null);
  const { marks, groups, note, chosen, setHovered, setChosen, chooseNote } = useDesk(view, desk);
  const { paper, record, failedChecks } = view;
  const hasMargin = view.notes.length + failedChecks.length > 0;
  const go = (path: FieldPath | undefined) => {
    goTo(desk.current, view, path);
  };
  const showSource = (path: FieldPath, text: string) => {
    setChosen({ path, text });
  };
  const chooseInOriginal = (path: FieldPath) => {
    const cell = cellOf(view, path);
    const text = cell?.text ?? paper.leftOver.find((item) => item.path === path)?.text ?? '';
    setChosen({ path: cell?.paths[0] ?? path, text });
  };
  const close = () => {
    const path = chosen?.path;
    setChosen(null);
    goTo(desk.current, view, path);
  };
  return (
    <>
      <FormHead detail={detail} view={view} onGo={go} onSource={showSource} />
      <div
        ref={desk}
        className={['desk', paper.isLandscape ? 'landscape' : '', hasMargin ? '' : 'no-notes'].join(' ')}
      >
        <PaperSheet paper={paper} marks={marks} />
        {hasMargin && (
          <MarginNotes
            desk={desk}
            groups={groups}
            lead={failedChecks.length > 0 && <CheckList checks={failedChecks} onGo={go} />}
            chosen={note?.id ?? null}
            onHover={setHovered}
            onChoose={chooseNote}
          />
        )}
        {paper.leftOver.length > 0 && (
          <LeftOverTable items={paper.leftOver} record={record} onChoose={showSource} />
        )}
      </div>
      <Source chosen={chosen} detail={detail} view={view} onChoose={chooseInOriginal} onClose={close} />
    </>
  );
}

export function FormPage() {
  const { formId } = route.useParams();
  const search = route.useSearch();
  const { revision } = search;
  const { data, error, refetch } = useQuery(queries.form(formId, revision));
  const view = useMemo(() => data && formView(data), [data]);
  return (
    <div className="page form-page">
      {error && !data && (
        <Failure error={error} isPage onRetry={() => void refetch()}>
          <Link to="/forms" search={parseFilters(search)}>
            回到列表
          </Link>
        </Failure>
      )}
      {!error && !data && (
        <div className="desk no-notes">
          <Loading rows={18} label="正在读取这张表" />
        </div>
      )}
      {data && view && <Desk key={`${data.id}-${String(data.revision)}`} detail={data} view={view} />}
    </div>
  );
}
