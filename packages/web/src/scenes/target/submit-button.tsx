import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Popover } from 'antd';
import { targetApi } from '../../client/targets.ts';
import { inPage } from '../../components/in-page.ts';
import type { DraftSession } from './draft-session.ts';
import type { DraftState } from './draft-state.ts';
import type { Issue } from './target-view.ts';

interface SubmitButtonProps {
  readonly formId: string;
  readonly canSubmit: boolean;
  readonly session: DraftSession;
  readonly state: DraftState;
  readonly issues: readonly Issue[] | null;
  readonly onGo: (issue: Issue) => void;
}

const LISTED = 8;

interface MissingProps {
  readonly reasons: readonly string[];
  readonly open: readonly Issue[];
  readonly onGo: (issue: Issue) => void;
}

function Missing({ reasons, open, onGo }: MissingProps) {
  return (
    <ul className="missing-list">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
      {open.slice(0, LISTED).map((issue) => (
        <li key={issue.id}>
          <button
            type="button"
            className="text-button"
            onClick={() => {
              onGo(issue);
            }}
          >
            {issue.finding.message}
          </button>
        </li>
      ))}
      {open.length > LISTED && <li>另有 {open.length - LISTED} 处，见右侧清单</li>}
    </ul>
  );
}

/** 送审: open only when nothing is left to clear; otherwise it says what is missing. */
export function SubmitButton({ formId, canSubmit, session, state, issues, onGo }: SubmitButtonProps) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const submit = useMutation({
    mutationFn: async () => {
      if (!(await session.flush())) throw new Error('还有内容没有保存到服务端，暂时不能送审。');
      await targetApi.submit(formId);
    },
    onSuccess: async () => {
      session.stop();
      void message.success('已送审，进入单位审核');
      await navigate({ to: '/forms/$formId', params: { formId } });
      await client.invalidateQueries();
    },
    onError: (error) => {
      modal.error({ title: '没有送审', content: error.message });
    },
  });
  const open = issues?.filter(({ isOpen }) => isOpen) ?? [];
  const reasons = [
    issues === null ? '正在审核，请稍候' : '',
    canSubmit ? '' : '您的角色不能送审，请由本单位经办人送审',
    state.status.kind === 'closed' ? '这张表已不在填报中' : '',
    state.conflicts.length > 0 ? `${String(state.conflicts.length)} 处与他人的冲突未处理` : '',
    open.length > 0 ? `${String(open.length)} 处问题需要改正或说明：` : '',
  ].filter((reason) => reason !== '');
  const button = (
    <Button
      type="primary"
      disabled={reasons.length > 0}
      loading={submit.isPending}
      onClick={() => {
        submit.mutate();
      }}
    >
      送审
    </Button>
  );
  if (reasons.length === 0) return button;
  return (
    <Popover
      title="还不能送审"
      trigger={['hover', 'click']}
      placement="bottomRight"
      getPopupContainer={inPage}
      content={<Missing reasons={reasons} open={open} onGo={onGo} />}
    >
      <span className="submit-blocked">{button}</span>
    </Popover>
  );
}
