import type { FormDetail, FormWork } from '@jiheng/api';
import { REVIEW_STAGES, type FieldPath, type PaperCell } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { queries } from '../../client/queries.ts';
import { workApi, workQueries } from '../../client/work.ts';
import { Failure, Loading } from '../../components/states.tsx';
import { fieldName } from '../../paper/field-name.ts';
import { LeftOverTable } from '../../paper/left-over-table.tsx';
import { shows, type Note } from '../../paper/marks.ts';
import { PaperSheet } from '../../paper/paper-sheet.tsx';
import { scoreItems } from '../../paper/score-items.ts';
import { formView, type FormView } from '../form/form-view.ts';
import '../form/form.css';
import '../workbench/workbench.css';
import { ActionBar } from './action-bar.tsx';
import { OpinionBox } from './opinion-box.tsx';
import { ReviewHead } from './review-head.tsx';
import { cellClasses, marginGroups } from './review-items.ts';
import { ReviewMargin } from './review-margin.tsx';
import { PanelTabs, SidePanel, type PanelName } from './side-panel.tsx';
import { useWalk, type Walk } from './use-walk.ts';
import './review.css';

const route = getRouteApi('/review/$formId');

function goTo(desk: HTMLElement | null, { paper }: FormView, path: FieldPath | undefined): void {
  if (path === undefined) return;
  const cells = [...paper.linesAbove, ...paper.rows, ...paper.linesBelow].flatMap((row) => row.cells);
  const cell = cells.find(({ paths }) => paths.includes(path)) ?? cells.find((other) => shows(other, [path]));
  const element = cell && desk?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cell.key)}"]`);
  element?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  element?.focus({ preventScroll: true });
}

/** Below the head of the product, where the eyes are. */
const BELOW_BAR = 64;

/** The place an opinion is being written on: a field, or the whole form. */
interface Spot {
  readonly path: FieldPath | null;
  /** Height on the desk that was before the eyes. */
  readonly at: number;
}

/** What stands in the margin and on the cells, and the cell an opinion is being written on. */
function useReviewDesk(view: FormView, work: FormWork, desk: RefObject<HTMLElement | null>) {
  const [hovered, setHovered] = useState<Note | null>(null);
  const [spot, setSpot] = useState<Spot | null>(null);
  const { mayComment, opinions } = work;
  const changes = useMemo(() => work.changes?.differences ?? [], [work.changes]);
  const writing = spot?.path;
  const groups = useMemo(
    () => marginGroups(view.paper, { notes: view.notes, opinions, changes, writing }),
    [view, opinions, changes, writing],
  );
  const write = useCallback(
    (path: FieldPath | null) => {
      const above = desk.current?.getBoundingClientRect().top ?? 0;
      setSpot({ path, at: Math.max(0, BELOW_BAR - above) });
    },
    [desk],
  );
  const choose = useCallback(
    (cell: PaperCell) => {
      const path = cell.paths[0];
      if (mayComment && path !== undefined) write(path);
    },
    [mayComment, write],
  );
  const marks = useMemo(
    () => ({
      marks: view.marks,
      checks: view.checkMarks,
      lit: hovered?.finding.at ?? [],
      chosen: spot?.path ?? null,
      scores: scoreItems(view.sheet),
      classes: cellClasses(groups),
      onChoose: choose,
    }),
    [view, hovered, spot, groups, choose],
  );
  const close = () => {
    setSpot(null);
  };
  return { groups, marks, spot, write, close, setHovered };
}

interface BoxProps {
  readonly formId: string;
  readonly path: FieldPath | null;
  readonly view: FormView;
  readonly onClose: () => void;
}

/** The opinion on a cell, named as a person calls it. */
function Box({ formId, path, view, onClose }: BoxProps) {
  const rowOf = (of: string) => /^\/(?:indicators|funds)\/\d+/u.exec(of)?.[0] ?? of;
  const label = path === null ? '整张表' : fieldName(path, view.record);
  const rowLabel = path === null ? '整张表' : fieldName(rowOf(path), view.record);
  return <OpinionBox key={path ?? 'whole'} {...{ formId, path, label, rowLabel, onClose }} />;
}

interface DeskProps {
  readonly detail: FormDetail;
  readonly view: FormView;
  readonly work: FormWork;
  readonly walk: Walk;
}

function Desk({ detail, view, work, walk }: DeskProps) {
  const desk = useRef<HTMLDivElement>(null);
  const [chosenPanel, setPanel] = useState<PanelName>('margin');
  const { groups, marks, spot, write, close, setHovered } = useReviewDesk(view, work, desk);
  // What is being written stands in the margin.
  const panel = spot ? 'margin' : chosenPanel;
  const go = (path: FieldPath | undefined) => {
    goTo(desk.current, view, path);
  };
  const { formId } = work;
  const box = spot && <Box {...{ formId, view, path: spot.path }} onClose={close} />;
  return (
    <>
      <ReviewHead {...{ detail, view, work, walk }} />
      <PanelTabs
        shown={panel}
        work={work}
        marginCount={groups.flatMap(({ items }) => items).filter(({ kind }) => kind !== 'writing').length}
        onShow={(name) => {
          close();
          setPanel(name);
        }}
      />
      <div ref={desk} className={view.paper.isLandscape ? 'desk landscape review' : 'desk review'}>
        <PaperSheet paper={view.paper} marks={marks} />
        {panel === 'margin' ? (
          <ReviewMargin
            {...{ desk, groups, work, box }}
            boxAt={spot?.at ?? 0}
            onHover={setHovered}
            onGo={go}
          />
        ) : (
          <SidePanel shown={panel} work={work} onGo={go} />
        )}
        {view.paper.leftOver.length > 0 && (
          <LeftOverTable items={view.paper.leftOver} record={view.record} onChoose={go} />
        )}
      </div>
      <ActionBar
        work={work}
        onOpinion={() => {
          write(null);
        }}
        onDone={() => {
          walk.go(walk.nextWaiting);
        }}
      />
    </>
  );
}

/** 审核: the paper, what was found, what changed, what was said before, and the decision. */
export function ReviewPage() {
  const { formId } = route.useParams();
  const walk = useWalk(formId);
  const work = useQuery(workQueries.formWork(formId));
  const revision = work.data?.revision;
  const form = useQuery({ ...queries.form(formId, undefined), enabled: revision !== undefined });
  const view = useMemo(() => form.data && formView(form.data), [form.data]);
  const state = work.data?.state;
  useEffect(() => {
    // From here on the level below can not take the form back.
    if (REVIEW_STAGES.some((stage) => stage.state === state))
      void workApi.openForm(formId).catch(() => undefined);
  }, [formId, state]);
  const error = work.error ?? form.error;
  return (
    <div className="page form-page review-page">
      {error && !(work.data && view) && (
        <Failure error={error} isPage onRetry={() => void Promise.all([work.refetch(), form.refetch()])} />
      )}
      {!error && !(work.data && view) && (
        <div className="desk no-notes">
          <Loading rows={18} label="正在读取这张表" />
        </div>
      )}
      {work.data && form.data && view && (
        <Desk key={formId} detail={form.data} view={view} work={work.data} walk={walk} />
      )}
    </div>
  );
}
