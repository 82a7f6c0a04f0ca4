import type { FlowRequest, ReviewSheetBody, WorkAction } from '@jiheng/api';
import {
  FLOW_ACTION_LABELS,
  REVIEW_RESULTS,
  sheetFaults,
  sheetTotal,
  suggestedResult,
  type DecimalText,
  type FlowAction,
  type ReviewResult,
  type ReviewSheet,
  type ReviewSheetForm,
} from '@jiheng/domain';
import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { ApprovalFields, useApproval } from './approval-fields.tsx';
import { SheetFields } from './sheet-fields.tsx';

/** Results that fit an action: 优、良 go on, 中、差 go back. */
export function resultsFor(action: FlowAction): readonly ReviewResult[] {
  if (action === 'pass' || action === 'approve') return REVIEW_RESULTS.slice(0, 2);
  return action === 'return' ? REVIEW_RESULTS.slice(2) : [];
}

function domainSheet(body: ReviewSheetBody): ReviewSheet {
  return {
    ...body,
    lines: body.lines.map(({ score, ...line }) => ({
      ...line,
      ...(score === undefined ? {} : { score: score as DecimalText }),
    })),
  };
}

interface StepDialogProps {
  readonly choice: WorkAction;
  readonly sheetForm: ReviewSheetForm;
  readonly isPending: boolean;
  readonly onTake: (request: Omit<FlowRequest, 'revision'>) => void;
  readonly onClose: () => void;
}

/** What was filled in, whether it suffices, and the request it makes. */
function useStepFields(
  { action, needsOpinion, needsApprovalNumber }: WorkAction,
  sheetForm: ReviewSheetForm,
) {
  const approval = useApproval();
  const [opinion, setOpinion] = useState('');
  const [result, setResult] = useState<ReviewResult | undefined>(undefined);
  const [sheet, setSheet] = useState<ReviewSheetBody | undefined>(undefined);
  const filled = sheet && domainSheet(sheet);
  const faults = filled === undefined ? [] : sheetFaults(sheetForm, filled);
  const isReady =
    (!needsOpinion || opinion.trim() !== '') &&
    (!needsApprovalNumber || approval.isFilled) &&
    faults.length === 0;
  const request = (): Omit<FlowRequest, 'revision'> => ({
    action,
    ...(opinion.trim() === '' ? {} : { opinion: opinion.trim() }),
    ...(result === undefined ? {} : { result }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(needsApprovalNumber ? { approvalNumber: approval.number.trim(), approvalDate: approval.date } : {}),
  });
  return {
    approval,
    opinion,
    setOpinion,
    result,
    setResult,
    sheet,
    setSheet,
    filled,
    faults,
    isReady,
    request,
  };
}

type StepFields = ReturnType<typeof useStepFields>;

function ResultField({
  action,
  fields,
  sheetForm,
}: {
  action: FlowAction;
  fields: StepFields;
  sheetForm: ReviewSheetForm;
}) {
  const results = resultsFor(action);
  const { filled, faults } = fields;
  const suggestion = filled && faults.length === 0 ? suggestedResult(sheetForm, filled) : null;
  return (
    <fieldset className="plain">
      <legend>审核结果（可不填）</legend>
      <Radio.Group
        value={fields.result ?? ''}
        onChange={(event) => {
          fields.setResult(REVIEW_RESULTS.find((known) => known === event.target.value));
        }}
        options={[{ value: '', label: '不评定' }, ...results.map((value) => ({ value, label: value }))]}
      />
      {filled && suggestion !== null && (
        <p className="quiet">
          审核表合计 {sheetTotal(filled).toString()} 分，按分数段为“{suggestion}”。
          {!results.includes(suggestion) && `“${suggestion}”与${FLOW_ACTION_LABELS[action]}不符，请核对。`}
        </p>
      )}
    </fieldset>
  );
}

function opinionLabel({ action, needsOpinion }: WorkAction): string {
  if (action === 'return') return '退回意见';
  return needsOpinion ? '理由' : '意见（可不填）';
}

/** What an act needs besides the click: opinion, result, review sheet, number and date. */
export function StepDialog({ choice, sheetForm, isPending, onTake, onClose }: StepDialogProps) {
  const { action, needsApprovalNumber } = choice;
  const label = FLOW_ACTION_LABELS[action];
  const fields = useStepFields(choice, sheetForm);
  const take = () => {
    if (!fields.isReady) return;
    if (needsApprovalNumber) fields.approval.keep();
    onTake(fields.request());
  };
  const footer = (
    <>
      <Button onClick={onClose}>取消</Button>
      <Button
        type="primary"
        danger={action === 'return'}
        disabled={!fields.isReady}
        loading={isPending}
        onClick={take}
      >
        {label}
      </Button>
    </>
  );
  const hasResult = resultsFor(action).length > 0;
  return (
    <Modal open title={label} width={fields.sheet ? 760 : 520} onCancel={onClose} footer={footer}>
      <div className="dialog-fields">
        {needsApprovalNumber && <ApprovalFields approval={fields.approval} />}
        <label>
          {opinionLabel(choice)}
          <Input.TextArea
            autoFocus={!needsApprovalNumber || fields.approval.isFilled}
            value={fields.opinion}
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 8 }}
            onChange={(event) => {
              fields.setOpinion(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) take();
            }}
          />
        </label>
        {hasResult && <ResultField action={action} fields={fields} sheetForm={sheetForm} />}
        {hasResult && (
          <SheetFields
            form={sheetForm}
            sheet={fields.sheet}
            faults={fields.faults}
            onChange={fields.setSheet}
          />
        )}
      </div>
    </Modal>
  );
}
