import type { FlowRequest, FormWork, WorkAction } from '@jiheng/api';
import { FLOW_ACTION_LABELS, FORM_STATE_LABELS, type FlowAction, type ReviewSheetForm } from '@jiheng/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { isTyping } from '../../app/keys.ts';
import { workApi, workQueries } from '../../client/work.ts';
import { useSayFailure } from '../../components/say-failure.ts';
import { StepDialog } from './step-dialog.tsx';

/** Keys by the first sound of the word. */
const KEYS: Readonly<Partial<Record<FlowAction, string>>> = { pass: 't', approve: 'p', return: 'h' };
const ORDER: readonly FlowAction[] = [
  'return',
  'recall',
  'cancel-adjustment',
  'adjust',
  'submit',
  'pass',
  'approve',
];

interface ActionBarProps {
  readonly work: FormWork;
  /** After a decision: on to the next form of the inbox. */
  readonly onDone: (work: FormWork) => void;
  readonly onOpinion: () => void;
}

/** Acts that need nothing but the click. */
function isPlain({ action, needsOpinion, needsApprovalNumber }: WorkAction): boolean {
  return !needsOpinion && !needsApprovalNumber && action !== 'return';
}

function useTakeStep(work: FormWork, onDone: (work: FormWork) => void) {
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (request: FlowRequest) => workApi.takeStep(work.formId, request),
    onSuccess: (next, { action }) => {
      void message.success(`已${FLOW_ACTION_LABELS[action]}，现在是“${FORM_STATE_LABELS[next.state]}”`);
      client.setQueryData(workQueries.formWork(work.formId).queryKey, next);
      onDone(next);
      // Not waited for: the next act need not wait until every list is fresh.
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'work' });
    },
    onError: sayFailure,
  });
}

/** One letter takes an act, Y begins an opinion. */
function useActionKeys(work: FormWork, begin: (choice: WorkAction) => void, onOpinion: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      const choice = work.actions.find(({ action }) => KEYS[action] === key);
      if (choice) {
        event.preventDefault();
        begin(choice);
      } else if (key === 'y' && work.mayComment) {
        event.preventDefault();
        onOpinion();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  });
}

interface ActionButtonProps {
  readonly choice: WorkAction;
  readonly isPending: boolean;
  readonly onBegin: (choice: WorkAction, withDetails: boolean) => void;
}

function ActionButton({ choice, isPending, onBegin }: ActionButtonProps) {
  const { action, refusal } = choice;
  const key = KEYS[action];
  const isMain = action === 'pass' || action === 'approve' || action === 'submit';
  return (
    <span className="action-pair">
      {isPlain(choice) && action === 'pass' && refusal === null && (
        <Button
          onClick={() => {
            onBegin(choice, true);
          }}
        >
          填写结果后通过
        </Button>
      )}
      <Button
        type={isMain ? 'primary' : 'default'}
        danger={action === 'return'}
        disabled={refusal !== null}
        loading={isPending}
        onClick={() => {
          onBegin(choice, false);
        }}
      >
        {FLOW_ACTION_LABELS[action]} {key !== undefined && <kbd>{key.toUpperCase()}</kbd>}
      </Button>
    </span>
  );
}

function Refusals({ work }: { readonly work: FormWork }) {
  return (
    <span className="action-note">
      {work.actions.length === 0 && `现在是“${FORM_STATE_LABELS[work.state]}”，没有需要您办理的事项。`}
      {work.actions.map(({ action, refusal }) =>
        refusal === null ? null : (
          <span key={action} className="quiet">
            {FLOW_ACTION_LABELS[action]}：{refusal}
          </span>
        ),
      )}
    </span>
  );
}

/** What can be done with the form now, at the foot of the page. */
export function ActionBar({ work, onDone, onOpinion }: ActionBarProps) {
  const [asked, setAsked] = useState<WorkAction | null>(null);
  const take = useTakeStep(work, (next) => {
    setAsked(null);
    onDone(next);
  });
  const actions = [...work.actions].sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action));
  const begin = (choice: WorkAction, withDetails = false) => {
    if (choice.refusal !== null || take.isPending) return;
    if (isPlain(choice) && !withDetails) take.mutate({ action: choice.action, revision: work.revision });
    else setAsked(choice);
  };
  useActionKeys(work, begin, onOpinion);
  return (
    <div className="action-bar" role="region" aria-label="办理">
      <Refusals work={work} />
      {work.mayComment && (
        <Button onClick={onOpinion}>
          提意见 <kbd>Y</kbd>
        </Button>
      )}
      {actions.map((choice) => (
        <ActionButton
          key={choice.action}
          choice={choice}
          isPending={take.isPending && take.variables.action === choice.action}
          onBegin={begin}
        />
      ))}
      {asked && (
        <StepDialog
          choice={asked}
          sheetForm={work.sheetForm as ReviewSheetForm}
          isPending={take.isPending}
          onTake={(request) => {
            take.mutate({ ...request, revision: work.revision });
          }}
          onClose={() => {
            setAsked(null);
          }}
        />
      )}
    </div>
  );
}
