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

/** What an act needs besides the click: opinion, result, review sheet, number and date. */
export function StepDialog({ choice, sheetForm, isPending, onTake, onClose }: StepDialogProps) {
  const { action, needsOpinion, needsApprovalNumber } = choice;
  const label = FLOW_ACTION_LABELS[action];
  const results = resultsFor(action);
  const approval = useApproval();
  const [opinion, setOpinion] = useState('');
  const [result, setResult] = useState<ReviewResult | undefined>(undefined);
  const [sheet, setSheet] = useState<ReviewSheetBody | undefined>(undefined);
  const faults = sheet === undefined ? [] : sheetFaults(sheetForm, domainSheet(sheet));
  const suggestion = sheet && faults.length === 0 ? suggestedResult(sheetForm, domainSheet(sheet)) : null;
  const isReady =
    (!needsOpinion || opinion.trim() !== '') &&
    (!needsApprovalNumber || approval.isFilled) &&
    faults.length === 0;
  const take = () => {
    if (!isReady) return;
    if (needsApprovalNumber) approval.keep();
    onTake({
      action,
      ...(opinion.trim() === '' ? {} : { opinion: opinion.trim() }),
      ...(result === undefined ? {} : { result }),
      ...(sheet === undefined ? {} : { sheet }),
      ...(needsApprovalNumber ? { approvalNumber: approval.number.trim(), approvalDate: approval.date } : {}),
    });
  };
  return (
    <Modal
      open
      title={label}
      width={sheet === undefined ? 520 : 760}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button
            type="primary"
            danger={action === 'return'}
            disabled={!isReady}
            loading={isPending}
            onClick={take}
          >
            {label}
          </Button>
        </>
      }
    >
      <div className="dialog-fields">
        {needsApprovalNumber && <ApprovalFields approval={approval} />}
        <label>
          {action === 'return' ? '退回意见' : needsOpinion ? '理由' : '意见（可不填）'}
          <Input.TextArea
            autoFocus
            value={opinion}
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 8 }}
            onChange={(event) => {
              setOpinion(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) take();
            }}
          />
        </label>
        {results.length > 0 && (
          <fieldset className="plain">
            <legend>审核结果（可不填）</legend>
            <Radio.Group
              value={result ?? ''}
              onChange={(event) => {
                setResult(REVIEW_RESULTS.find((known) => known === event.target.value));
              }}
              options={[{ value: '', label: '不评定' }, ...results.map((value) => ({ value, label: value }))]}
            />
            {suggestion !== null && (
              <p className="quiet">
                审核表合计 {sheet ? sheetTotal(domainSheet(sheet)).toString() : ''} 分，按分数段为“
                {suggestion}”。
                {!results.includes(suggestion) && `“${suggestion}”与${label}不符，请核对。`}
              </p>
            )}
          </fieldset>
        )}
        {results.length > 0 && (
          <SheetFields form={sheetForm} sheet={sheet} faults={faults} onChange={setSheet} />
        )}
      </div>
    </Modal>
  );
}
