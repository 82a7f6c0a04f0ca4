import type { FormDetail, FormWork } from '@jiheng/api';
import { civilDate, FORM_STATE_LABELS, REVIEW_STAGES, type FieldPath, type PaperCell } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isTyping } from '../../app/keys.ts';
import { queries } from '../../client/queries.ts';
import { workApi, workQueries } from '../../client/work.ts';
import { DeadlineMark } from '../../components/deadline-mark.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SeverityCounts } from '../../components/severity-mark.tsx';
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
import { cellClasses, marginGroups } from './review-items.ts';
import { ReviewMargin } from './review-margin.tsx';
import { PanelTabs, SidePanel, type PanelName } from './side-panel.tsx';
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

/** 前一张/后一张 of the stage in the inbox, in its order; the form itself may have left it meanwhile. */
function useInboxSteps(id: string) {
  const { state } = route.useSearch();
  const { data } = useQuery({ ...workQueries.inbox({ state }), enabled: state !== undefined });
  const [ids, setIds] = useState<readonly string[]>([]);
  const fresh = data?.items.map((item) => item.id);
  // The order of the sitting is kept: what is decided leaves the list, but not the walk through it.
  if (ids.length === 0 && fresh && fresh.length > 0) setIds(fresh);
  const at = ids.indexOf(id);
  const waiting = new Set(fresh);
  return {
    state,
    position: at === -1 ? null : at + 1,
    count: ids.length,
    left: data?.count ?? 0,
    previous: at > 0 ? ids[at - 1] : undefined,
    next: at === -1 ? undefined : ids[at + 1],
    nextWaiting: ids.slice(at + 1).find((other) => waiting.has(other) && other !== id),
  };
}

function useWalk(id: string) {
  const navigate = route.useNavigate();
  const steps = useInboxSteps(id);
  const { state } = steps;
  const go = useCallback(
    (formId: string | undefined) => {
      if (formId === undefined) return;
      void navigate({
        to: '/review/$formId',
        params: { formId },
        search: state === undefined ? {} : { state },
      });
    },
    [navigate, state],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = { ArrowLeft: steps.previous, ArrowRight: steps.next }[event.key];
      if (target === undefined || isTyping(event.target) || event.altKey || event.ctrlKey || event.metaKey)
        return;
      event.preventDefault();
      go(target);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  });
  return { ...steps, go };
}

type Walk = ReturnType<typeof useWalk>;

interface HeadProps {
  readonly detail: FormDetail;
  readonly view: FormView;
  readonly work: FormWork;
  readonly walk: Walk;
}

function countOf(view: FormView, severity: string): number {
  return view.notes.filter(({ finding }) => finding.severity === severity).length;
}

function Facts({ detail, view, work }: Omit<HeadProps, 'walk'>) {
  const today = civilDate(new Date());
  return (
    <div className="form-facts">
      <span className="state-mark">{FORM_STATE_LABELS[work.state]}</span>
      {work.campaign && (
        <Link to="/campaigns/$campaignId" params={{ campaignId: work.campaign.id }}>
          {work.campaign.name}
        </Link>
      )}
      {work.project && (
        <Link to="/projects/$projectId" params={{ projectId: work.project.id }}>
          项目历年情况
        </Link>
      )}
      <span>第 {detail.revision} 版</span>
      {work.deadline && (
        <span>
          {work.deadline.stageLabel}截止{' '}
          <DeadlineMark date={work.deadline.date} isLate={work.deadline.isLate} today={today} />
        </span>
      )}
      <SeverityCounts
        errors={countOf(view, 'error')}
        warnings={countOf(view, 'warning')}
        advice={countOf(view, 'advice')}
      />
      <Link to="/forms/$formId" params={{ formId: detail.id }}>
        来源与版本
      </Link>
    </div>
  );
}

function Head({ detail, view, work, walk }: HeadProps) {
  const { header } = view.record;
  const step = (label: string, to: string | undefined) => (
    <Button
      disabled={to === undefined}
      onClick={() => {
        walk.go(to);
      }}
    >
      {label}
    </Button>
  );
  return (
    <>
      <PageHead title={header.projectName ?? '未写项目名称'} note={work.organisation?.name ?? ''}>
        <Link
          to="/workbench"
          search={walk.state === undefined ? {} : { state: walk.state }}
          className="back-link"
        >
          {walk.position === null
            ? '回到工作台'
            : `工作台第 ${String(walk.position)} 张，共 ${String(walk.count)} 张`}
        </Link>
        {step('前一张', walk.previous)}
        {step('后一张', walk.next)}
      </PageHead>
      <Facts detail={detail} view={view} work={work} />
    </>
  );
}

/** What stands in the margin and on the cells, and the cell an opinion is being written on. */
function useReviewDesk(view: FormView, work: FormWork) {
  const [hovered, setHovered] = useState<Note | null>(null);
  const [spot, setSpot] = useState<{ readonly path: string | null } | null>(null);
  const { mayComment, opinions } = work;
  const changes = useMemo(() => work.changes?.differences ?? [], [work.changes]);
  const groups = useMemo(
    () => marginGroups(view.paper, { notes: view.notes, opinions, changes }),
    [view, opinions, changes],
  );
  const choose = useCallback(
    (cell: PaperCell) => {
      const path = cell.paths[0];
      if (mayComment && path !== undefined) setSpot({ path });
    },
    [mayComment],
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
  return { groups, marks, spot, setSpot, setHovered };
}

interface SpotProps {
  readonly formId: string;
  readonly path: string | null;
  readonly view: FormView;
  readonly onClose: () => void;
}

/** The opinion on a cell, named as a person calls it. */
function Spot({ formId, path, view, onClose }: SpotProps) {
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
  const [panel, setPanel] = useState<PanelName>('margin');
  const { groups, marks, spot, setSpot, setHovered } = useReviewDesk(view, work);
  const go = (path: string | undefined) => {
    goTo(desk.current, view, path);
  };
  return (
    <>
      <Head {...{ detail, view, work, walk }} />
      <PanelTabs
        shown={panel}
        work={work}
        marginCount={groups.reduce((sum, { items }) => sum + items.length, 0)}
        onShow={setPanel}
      />
      <div ref={desk} className={view.paper.isLandscape ? 'desk landscape review' : 'desk review'}>
        <PaperSheet paper={view.paper} marks={marks} />
        {panel === 'margin' ? (
          <ReviewMargin desk={desk} groups={groups} work={work} onHover={setHovered} onGo={go} />
        ) : (
          <SidePanel shown={panel} work={work} onGo={go} />
        )}
        {view.paper.leftOver.length > 0 && (
          <LeftOverTable items={view.paper.leftOver} record={view.record} onChoose={go} />
        )}
      </div>
      {spot && (
        <Spot
          formId={work.formId}
          path={spot.path}
          view={view}
          onClose={() => {
            setSpot(null);
          }}
        />
      )}
      <ActionBar
        work={work}
        onOpinion={() => {
          setSpot({ path: null });
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
        <Failure error={error} onRetry={() => void Promise.all([work.refetch(), form.refetch()])} />
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
