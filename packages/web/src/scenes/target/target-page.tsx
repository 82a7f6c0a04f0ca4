import type { TargetDetail } from '@jiheng/api';
import { type FormTemplate, type PlacedFinding, silencePlace } from '@jiheng/domain';
import { goalLinks, TAXONOMIES, templateById } from '@jiheng/regulation';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { targetApi } from '../../client/targets.ts';
import { Failure, Loading } from '../../components/states.tsx';
import type { CellEditorHandle } from '../../paper/cell-editor.tsx';
import { EditSheet, type EditMarks } from '../../paper/edit-sheet.tsx';
import { marksOf, notesOf } from '../../paper/marks.ts';
import { ConflictList } from './conflict-list.tsx';
import { conflictName } from './conflict-name.ts';
import type { DraftSession } from './draft-session.ts';
import type { DraftState } from './draft-state.ts';
import { SidePanel, type PanelTab } from './side-panel.tsx';
import { StatusBar } from './status-bar.tsx';
import { TargetHead } from './target-head.tsx';
import { fixOperations, issuesOf, type Issue } from './target-view.ts';
import { useAssessment } from './use-assessment.ts';
import { useDraftSession, useDraftState } from './use-draft-session.ts';
import { useOpinions } from './use-opinions.ts';
import { useSheet, type SheetState } from './use-sheet.ts';
import '../form/form.css';
import './target.css';

const route = getRouteApi('/targets/$formId');

function taxonomyOf(template: FormTemplate) {
  const taxonomy = TAXONOMIES.find(({ id }) => id === template.taxonomy) ?? TAXONOMIES[0];
  if (!taxonomy) throw new Error('no taxonomy');
  return taxonomy;
}

/** Cells that belong to the one with the cursor: the goal text of a number, the indicators of a goal. */
function linkedPaths({ path, view }: SheetState, template: FormTemplate): readonly string[] {
  if (path === null) return [];
  return goalLinks(view.record, taxonomyOf(template)).flatMap(({ goal, indicator }) =>
    path === goal ? [indicator] : path === indicator ? [goal] : [],
  );
}

interface DeskProps {
  readonly detail: TargetDetail;
  readonly session: DraftSession;
  readonly template: FormTemplate;
}

function useIssues({ detail }: DeskProps, state: DraftState, record: SheetState['view']['record']) {
  const findings = useAssessment(state.draft, detail);
  const [silences, setSilences] = useState(detail.silences);
  const issues = useMemo(
    () => findings && issuesOf(findings, silences, record),
    [findings, silences, record],
  );
  const silence = async (finding: PlacedFinding, reason: string) => {
    const body = { ruleId: finding.ruleId, at: silencePlace(finding, record), reason };
    setSilences((await targetApi.silence(detail.id, body)).silences);
  };
  return { issues, silence };
}

/** F8 and the list lead through the problems one by one. */
function useChosenIssue(issues: readonly Issue[] | null, goTo: SheetState['goTo']) {
  const [chosen, setChosen] = useState<string | null>(null);
  const go = (issue: Issue) => {
    setChosen(issue.id);
    goTo(issue.finding.at[0]);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return;
      event.preventDefault();
      const list = issues?.filter(({ silence }) => !silence) ?? [];
      const now = list.findIndex(({ id }) => id === chosen);
      const next = event.shiftKey ? (now <= 0 ? list.length : now) - 1 : (now + 1) % list.length;
      const issue = list[next];
      if (issue) go(issue);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  });
  return { chosen, go };
}

function useMarks(
  table: SheetState,
  state: DraftState,
  issues: readonly Issue[] | null,
  template: FormTemplate,
  classes: EditMarks['classes'],
): EditMarks {
  const { paper, unread } = table.view;
  const marks = useMemo(() => {
    const open = issues?.filter(({ silence }) => !silence) ?? [];
    return marksOf(
      notesOf(
        paper,
        open.map(({ finding }) => finding),
      ),
    );
  }, [paper, issues]);
  return {
    marks,
    unread,
    lit: linkedPaths(table, template),
    others: state.others,
    news: state.news,
    classes,
  };
}

/** 意见 on the form, and which tab is open beside it: what was said of a returned form comes first. */
function usePanel(detail: TargetDetail, table: SheetState) {
  const opinions = useOpinions(detail, table);
  const [chosen, setTab] = useState<PanelTab | undefined>(undefined);
  const answer = () => {
    setTab('opinions');
  };
  return { opinions, tab: chosen ?? (detail.state === 'returned' ? 'opinions' : 'issues'), setTab, answer };
}

function Desk(props: DeskProps) {
  const { detail, session, template } = props;
  const state = useDraftState(session);
  const editor = useRef<CellEditorHandle>(null);
  const [typing, setTyping] = useState<string | null>(null);
  const table = useSheet({ session, state, template, editor });
  const { sheet, view } = table;
  const { issues, silence } = useIssues(props, state, view.record);
  const { chosen, go } = useChosenIssue(issues, table.goTo);
  const { opinions, tab, setTab, answer } = usePanel(detail, table);
  const marks = useMarks(table, state, issues, template, opinions.classes);
  return (
    <>
      <TargetHead detail={detail} session={session} state={state} issues={issues} onGo={go} />
      <ConflictList
        conflicts={state.conflicts}
        nameOf={(conflict) => conflictName(conflict, table)}
        onMine={(conflict) => {
          session.takeMine(conflict);
        }}
        onTheirs={(conflict) => {
          session.dismiss(conflict);
        }}
      />
      <div className={view.paper.isLandscape ? 'desk target-desk landscape' : 'desk target-desk'}>
        <div>
          <EditSheet
            paper={view.paper}
            sheet={sheet}
            marks={marks}
            editor={editor}
            optionsOf={table.optionsOf}
            nameOf={table.nameOf}
            onTyping={setTyping}
          />
          <StatusBar table={table} typing={typing} opinions={opinions.here} onOpinions={answer} />
        </div>
        <SidePanel
          formId={detail.id}
          tab={tab}
          opinions={opinions}
          onTab={setTab}
          state={table}
          taxonomy={taxonomyOf(template)}
          issues={issues}
          chosen={chosen}
          onGo={go}
          onFix={(fix) => {
            sheet.apply(fixOperations(state.draft, template, fix));
          }}
          onSilence={silence}
        />
      </div>
    </>
  );
}

function Opened({ detail: newest }: { readonly detail: TargetDetail }) {
  // What the page began with; the session itself keeps up with the server from there.
  const [detail] = useState(newest);
  const session = useDraftSession(detail);
  const template = templateById(detail.templateId);
  if (!template) return <Failure error={new Error('这个版本的绩衡没有这张表的表样，请升级后再打开。')} />;
  if (!session) return <Loading rows={18} label="正在打开草稿" />;
  return <Desk detail={detail} session={session} template={template} />;
}

/** 填报: the official paper as its own editor. */
export function TargetPage() {
  const { formId } = route.useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['target', formId],
    queryFn: () => targetApi.target(formId),
    // The page keeps the draft itself; a second copy from the server would only be older.
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <div className="page target-page">
      {error && !data && <Failure error={error} isPage onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={18} label="正在打开草稿" />}
      {data && <Opened key={`${data.id}-${String(data.baseRevision)}`} detail={data} />}
    </div>
  );
}
