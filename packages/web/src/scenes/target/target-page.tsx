import type { TargetDetail } from '@jiheng/api';
import {
  draftText,
  FORM_STATE_LABELS,
  type DraftConflict,
  type FormTemplate,
  type PlacedFinding,
  silencePlace,
} from '@jiheng/domain';
import { goalLinks, TAXONOMIES, templateById } from '@jiheng/regulation';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Popover } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { targetApi } from '../../client/targets.ts';
import { PageHead } from '../../components/page-head.tsx';
import { SeverityCounts } from '../../components/severity-mark.tsx';
import { Failure, Loading } from '../../components/states.tsx';
import type { CellEditorHandle } from '../../paper/cell-editor.tsx';
import { EditSheet } from '../../paper/edit-sheet.tsx';
import { fieldName } from '../../paper/field-name.ts';
import { marksOf, notesOf } from '../../paper/marks.ts';
import { understanding } from '../../paper/understanding.ts';
import { ConflictList } from './conflict-list.tsx';
import type { DraftSession, DraftState } from './draft-session.ts';
import { SaveMark } from './save-mark.tsx';
import { SidePanel } from './side-panel.tsx';
import { StatusBar } from './status-bar.tsx';
import { SubmitButton } from './submit-button.tsx';
import { fixOperations, issuesOf, type Issue } from './target-view.ts';
import { useAssessment } from './use-assessment.ts';
import { useDraftSession, useDraftState } from './use-draft-session.ts';
import { useSheet, type SheetState } from './use-sheet.ts';
import './target.css';

const route = getRouteApi('/targets/$formId');

function taxonomyOf(template: FormTemplate) {
  const taxonomy = TAXONOMIES.find(({ id }) => id === template.taxonomy) ?? TAXONOMIES[0];
  if (!taxonomy) throw new Error('no taxonomy');
  return taxonomy;
}

function Facts({
  detail,
  state,
  issues,
}: {
  readonly detail: TargetDetail;
  readonly state: DraftState;
  readonly issues: readonly Issue[] | null;
}) {
  const { campaign } = detail;
  const of = (severity: string) =>
    issues?.filter(({ finding, silence }) => finding.severity === severity && !silence).length ?? 0;
  return (
    <div className="form-facts">
      <span className="state-mark">{FORM_STATE_LABELS[detail.state]}</span>
      {campaign && (
        <>
          <span>
            {campaign.name}，{campaign.deadline} 截止
          </span>
          {campaign.guidance !== '' && (
            <Popover
              trigger={['click', 'hover']}
              content={<p className="choice-reason">{campaign.guidance}</p>}
            >
              <button type="button" className="text-button">
                填报要求
              </button>
            </Popover>
          )}
        </>
      )}
      <SeverityCounts errors={of('error')} warnings={of('warning')} advice={of('advice')} />
      {state.others.length > 0 && (
        <span className="others-here">
          {[...new Set(state.others.map(({ name }) => name))].join('、')}也在填这张表
        </span>
      )}
      <SaveMark state={state} />
    </div>
  );
}

/** Cells that belong to the one with the cursor: the goal text of a number, the indicators of a goal. */
function linkedPaths({ path, view }: SheetState, template: FormTemplate): readonly string[] {
  if (path === null) return [];
  return goalLinks(view.record, taxonomyOf(template)).flatMap(({ goal, indicator }) =>
    path === goal ? [indicator] : path === indicator ? [goal] : [],
  );
}

function conflictName(conflict: DraftConflict, { view, sheet }: SheetState): string {
  const index = sheet.draft.rows.findIndex(({ id }) => id === conflict.row);
  if (index === -1 && conflict.row !== null) return '已删除的行';
  if (conflict.kind === 'row-changed') return `第 ${String(index + 1)} 行`;
  const path =
    conflict.row === null
      ? `/${conflict.field.replace('.', '/')}`
      : `/indicators/${String(index)}/${conflict.field}`;
  return fieldName(path, view.record);
}

interface DeskProps {
  readonly detail: TargetDetail;
  readonly session: DraftSession;
  readonly template: FormTemplate;
}

function useIssues({ detail }: DeskProps, state: DraftState, record: SheetState['view']['record']) {
  const findings = useAssessment(state.draft, detail.templateId);
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

function Desk(props: DeskProps) {
  const { detail, session, template } = props;
  const state = useDraftState(session);
  const editor = useRef<CellEditorHandle>(null);
  const [typing, setTyping] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const stepRef = useRef<(step: 1 | -1) => void>(() => undefined);
  const table = useSheet({
    session,
    state,
    template,
    editor,
    onFinding: (step) => {
      stepRef.current(step);
    },
  });
  const { sheet, view, goTo } = table;
  const { issues, silence } = useIssues(props, state, view.record);
  const go = (issue: Issue) => {
    setChosen(issue.id);
    goTo(issue.finding.at[0]);
  };
  stepRef.current = (step) => {
    const list = issues?.filter(({ silence: said }) => !said) ?? [];
    const now = list.findIndex(({ id }) => id === chosen);
    const next = list[(now + step + list.length) % Math.max(1, list.length)];
    if (next) go(next);
  };
  const notes = useMemo(
    () =>
      notesOf(view.paper, issues?.filter(({ silence: said }) => !said).map(({ finding }) => finding) ?? []),
    [view.paper, issues],
  );
  const focus = sheet.selection?.focus ?? null;
  const cell = view.grid.of(focus);
  const text = typing ?? (focus ? draftText(state.draft, focus) : '');
  return (
    <>
      <PageHead title={`${detail.projectName} 绩效目标`} note={detail.organisationName}>
        <Link to="/" className="back-link">
          回到首页
        </Link>
        <Button disabled={!state.canUndo} title="Ctrl+Z" onClick={sheet.undo}>
          撤销
        </Button>
        <Button disabled={!state.canRedo} title="Ctrl+Y" onClick={sheet.redo}>
          重做
        </Button>
        <SubmitButton
          formId={detail.id}
          canSubmit={detail.canSubmit}
          session={session}
          state={state}
          issues={issues}
          onGo={go}
        />
      </PageHead>
      <Facts detail={detail} state={state} issues={issues} />
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
            marks={{
              marks: marksOf(notes),
              lit: linkedPaths(table, template),
              unread: view.unread,
              others: state.others,
              news: state.news,
            }}
            editor={editor}
            optionsOf={table.optionsOf}
            nameOf={table.nameOf}
            onTyping={setTyping}
          />
          <StatusBar
            sheet={sheet}
            cellName={cell ? table.nameOf(cell) : ''}
            understood={focus ? understanding(focus.field, text, view.record.amountUnit) : ''}
          />
        </div>
        <SidePanel
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

function Opened({ detail }: { readonly detail: TargetDetail }) {
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
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={18} label="正在打开草稿" />}
      {data && <Opened key={`${data.id}-${String(data.baseRevision)}`} detail={data} />}
    </div>
  );
}
