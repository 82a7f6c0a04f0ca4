import type { BatchBody, BatchOutcome, FlowRequest } from '@jiheng/api';
import { may } from '@jiheng/domain';
import {
  countOpenOpinions,
  inTransaction,
  insertFlowSteps,
  lockFlowForms,
  markFormOpened,
  type NewFlowStep,
  type Tx,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { situationsOf } from './flow-subject.ts';
import { notifyOfSteps, type TakenStep } from './step-notices.ts';
import { checkStep, type StepSituation } from './step-rules.ts';
import { stepDetail, stepOf } from './take-flow-step.ts';

function requestOf({ action, opinion, approvalNumber, approvalDate }: BatchBody): FlowRequest {
  return {
    action,
    ...(opinion === undefined ? {} : { opinion }),
    ...(approvalNumber === undefined ? {} : { approvalNumber }),
    ...(approvalDate === undefined ? {} : { approvalDate }),
  };
}

/** Only what has nothing to look at is decided without being looked at. */
function uncleanReason({ form }: StepSituation, openOpinions: number): string | null {
  if (form.errors + form.warnings > 0) return '有错误或需说明的问题，请逐张审核。';
  if (openOpinions > 0) return `还有${openOpinions}条意见未办结，请逐张审核。`;
  return null;
}

interface Taken extends TakenStep {
  readonly step: NewFlowStep & { readonly openedAt: null };
}

async function takeEach(tx: Tx, context: ServiceContext, body: BatchBody) {
  const { tenantId } = context.tenant;
  const request = requestOf(body);
  const locked = await lockFlowForms(tx, tenantId, body.formIds);
  const visible = locked.filter((form) => may(context.person, 'form.read', form));
  const situations = await situationsOf(tx, context, visible);
  const open = await countOpenOpinions(
    tx,
    tenantId,
    visible.map(({ formId }) => formId),
  );
  const taken: Taken[] = [];
  const failed: BatchOutcome['failed'] = [];
  for (const situation of situations) {
    const { formId, projectName } = situation.form;
    const fail = (message: string) => failed.push({ id: formId, projectName: projectName ?? '', message });
    try {
      const transition = checkStep(situation, request);
      const unclean = uncleanReason(situation, open.get(formId) ?? 0);
      if (unclean !== null) fail(unclean);
      else {
        const step = await stepOf(tx, context, situation, { transition, request });
        taken.push({ situation, transition, step: { ...step, openedAt: null } });
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      fail(error.message);
    }
  }
  const found = new Set(visible.map(({ formId }) => formId));
  for (const id of body.formIds)
    if (!found.has(id)) failed.push({ id, projectName: '', message: '没有找到这张表。' });
  return { taken, failed };
}

/** 批量办理: every clean form takes its own step; one audit entry names them all; what can not go on is named with its reason. */
export async function takeBatch(context: ServiceContext, body: BatchBody): Promise<BatchOutcome> {
  const { db, tenant, now } = context;
  const { tenantId } = tenant;
  return inTransaction(db, async (tx) => {
    const { taken, failed } = await takeEach(tx, context, body);
    if (taken.length > 0) {
      const steps = taken.map(({ step }) => step);
      for (const { formId } of steps) await markFormOpened(tx, tenantId, formId, now);
      await insertFlowSteps(tx, tenantId, steps);
      await notifyOfSteps(tx, context, taken);
      await audit(context, tx, {
        action: `target-batch-${body.action}`,
        subject: taken[0]?.situation.form.campaignId ?? tenantId,
        detail: { items: steps.map(stepDetail) },
      });
    }
    return { done: taken.map(({ step }) => step.formId), failed };
  });
}
