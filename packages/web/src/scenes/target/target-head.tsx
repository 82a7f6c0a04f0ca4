import type { TargetDetail } from '@jiheng/api';
import { FORM_STATE_LABELS } from '@jiheng/domain';
import { Link } from '@tanstack/react-router';
import { Button, Popover } from 'antd';
import { inPage } from '../../components/in-page.ts';
import { PageHead } from '../../components/page-head.tsx';
import { SeverityCounts } from '../../components/severity-mark.tsx';
import type { DraftSession } from './draft-session.ts';
import type { DraftState } from './draft-state.ts';
import { Requirements } from './requirements.tsx';
import { SaveMark } from './save-mark.tsx';
import { SubmitButton } from './submit-button.tsx';
import type { Issue } from './target-view.ts';

interface TargetHeadProps {
  readonly detail: TargetDetail;
  readonly session: DraftSession;
  readonly state: DraftState;
  readonly issues: readonly Issue[] | null;
  readonly onGo: (issue: Issue) => void;
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
            {campaign.name}
            {campaign.deadline !== null && `，${campaign.deadline} 截止`}
          </span>
          <Popover
            trigger={['click', 'hover']}
            getPopupContainer={inPage}
            content={<Requirements {...campaign} />}
          >
            <button type="button" className="text-button">
              填报要求
            </button>
          </Popover>
        </>
      )}
      {issues && <SeverityCounts errors={of('error')} warnings={of('warning')} advice={of('advice')} />}
      {detail.baseRevision > 1 && (
        <Link to="/review/$formId" params={{ formId: detail.id }}>
          办理与经过
        </Link>
      )}
      {state.others.length > 0 && (
        <span className="others-here">
          {[...new Set(state.others.map(({ name }) => name))].join('、')}也在填这张表
        </span>
      )}
      <SaveMark state={state} />
    </div>
  );
}

/** Title, state, deadline, problems, save state, and the way on. */
export function TargetHead({ detail, session, state, issues, onGo }: TargetHeadProps) {
  return (
    <>
      <PageHead title={`${detail.projectName} 绩效目标`} note={detail.organisationName}>
        <Link to="/workbench" className="back-link">
          回到工作台
        </Link>
        <Button
          disabled={!state.canUndo}
          title="Ctrl+Z"
          onClick={() => {
            session.undo();
          }}
        >
          撤销
        </Button>
        <Button
          disabled={!state.canRedo}
          title="Ctrl+Y"
          onClick={() => {
            session.redo();
          }}
        >
          重做
        </Button>
        <SubmitButton
          formId={detail.id}
          canSubmit={detail.canSubmit}
          session={session}
          state={state}
          issues={issues}
          onGo={onGo}
        />
      </PageHead>
      <Facts detail={detail} state={state} issues={issues} />
    </>
  );
}
