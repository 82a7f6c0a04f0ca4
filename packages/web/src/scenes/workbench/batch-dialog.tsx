import type { BatchOutcome, InboxItem } from '@jiheng/api';
import { Decimal, type FormState } from '@jiheng/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { workApi } from '../../client/work.ts';
import { useSayFailure } from '../../components/say-failure.ts';
import { wanColumn } from '../../wording/numbers.ts';
import { ApprovalFields, useApproval } from '../review/approval-fields.tsx';

interface BatchDialogProps {
  readonly items: readonly InboxItem[];
  readonly state: FormState;
  readonly onClose: () => void;
}

function Outcome({ outcome }: { readonly outcome: BatchOutcome }) {
  return (
    <>
      <p role="status">
        ✓ 已办理 {outcome.done.length} 张
        {outcome.failed.length > 0 && `，${String(outcome.failed.length)} 张没有办理：`}
      </p>
      {outcome.failed.length > 0 && (
        <ul className="batch-failed" tabIndex={0}>
          {outcome.failed.map(({ id, projectName, message }) => (
            <li key={id}>
              {projectName === '' ? '一张表' : projectName}：{message}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function useBatch(items: readonly InboxItem[], isApproval: boolean) {
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  const approval = useApproval();
  const [opinion, setOpinion] = useState('');
  const isLate = items.some((item) => item.isLate);
  const decide = useMutation({
    mutationFn: () =>
      workApi.batch({
        action: isApproval ? 'approve' : 'pass',
        formIds: items.map(({ id }) => id),
        ...(opinion.trim() === '' ? {} : { opinion: opinion.trim() }),
        ...(isApproval ? { approvalNumber: approval.number.trim(), approvalDate: approval.date } : {}),
      }),
    onSuccess: async () => {
      approval.keep();
      await client.invalidateQueries();
    },
    onError: sayFailure,
  });
  const isReady = (!isApproval || approval.isFilled) && (!isLate || opinion.trim() !== '');
  return { approval, opinion, setOpinion, isLate, decide, isReady };
}

type Batch = ReturnType<typeof useBatch>;

function Fields({
  items,
  isApproval,
  batch,
}: {
  items: BatchDialogProps['items'];
  isApproval: boolean;
  batch: Batch;
}) {
  const money = Decimal.sum(
    items.flatMap(({ amountWan }) => (amountWan === null ? [] : Decimal.of(amountWan))),
  );
  return (
    <div className="dialog-fields">
      <p>
        {items.length} 张没有问题的表，金额合计 {wanColumn(money.toString())} 万元。每一张都记入日志。
      </p>
      {isApproval && <ApprovalFields approval={batch.approval} />}
      <label>
        意见{batch.isLate ? '（有逾期的表，请说明逾期原因）' : '（可不填）'}
        <Input.TextArea
          value={batch.opinion}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => {
            batch.setOpinion(event.target.value);
          }}
        />
      </label>
    </div>
  );
}

/** 批量办理: how many, how much money; afterwards what was done and what was not, and why. */
export function BatchDialog({ items: asked, state, onClose }: BatchDialogProps) {
  // The inbox behind empties while the outcome is read.
  const [items] = useState(asked);
  const isApproval = state === 'office-review';
  const batch = useBatch(items, isApproval);
  const { decide } = batch;
  const done = (
    <Button type="primary" onClick={onClose}>
      完成
    </Button>
  );
  const ask = (
    <>
      <Button onClick={onClose}>取消</Button>
      <Button
        type="primary"
        disabled={!batch.isReady}
        loading={decide.isPending}
        onClick={() => {
          decide.mutate();
        }}
      >
        {isApproval ? '批复' : '通过'}这 {items.length} 张
      </Button>
    </>
  );
  return (
    <Modal
      open
      title={isApproval ? '批量批复' : '批量通过'}
      onCancel={onClose}
      footer={decide.data ? done : ask}
    >
      {decide.data ? (
        <Outcome outcome={decide.data} />
      ) : (
        <Fields items={items} isApproval={isApproval} batch={batch} />
      )}
    </Modal>
  );
}
