import type { FlowRequest, FormWork } from '@jiheng/api';
import { may, type FlowTransition } from '@jiheng/domain';
import {
  findChainHead,
  inTransaction,
  insertFlowSteps,
  lockFlowForms,
  markFormOpened,
  type NewFlowStep,
  type Tx,
} from '@jiheng/store';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { checkedSheet } from './check-sheet.ts';
import { discardAdjustment } from './discard-adjustment.ts';
import { notFound, situationsOf } from './flow-subject.ts';
import { freezeForReview } from './freeze-for-review.ts';
import { getFormWork } from './get-form-work.ts';
import { notifyOfSteps } from './step-notices.ts';
import { checkStep, type StepSituation } from './step-rules.ts';

/** The step that a request makes of a form whose situation allows it. */
export async function stepOf(
  tx: Tx,
  { tenant, person, actor, now }: ServiceContext,
  { form, steps }: StepSituation,
  { transition, request }: { readonly transition: FlowTransition; readonly request: FlowRequest },
): Promise<NewFlowStep> {
  const isApproval = transition.conditions.includes('approval-number');
  return {
    formId: form.formId,
    step: (steps.at(-1)?.step ?? 0) + 1,
    action: transition.action,
    fromState: transition.from,
    toState: transition.to,
    revision: form.revision,
    personId: person.personId,
    actor,
    at: now,
    opinion: (request.opinion ?? '') === '' ? null : (request.opinion ?? null),
    result: request.result ?? null,
    sheet: checkedSheet(request.sheet, now),
    approvalNumber: isApproval ? (request.approvalNumber ?? null) : null,
    approvalDate: isApproval ? (request.approvalDate ?? null) : null,
    authors: [],
    chainHead: isApproval ? await findChainHead(tx, tenant.tenantId) : null,
  };
}

/** What of a step the audit log keeps. */
export function stepDetail(step: NewFlowStep): Record<string, unknown> {
  const { formId, fromState, toState, revision, opinion, result, sheet, approvalNumber, approvalDate } = step;
  const kept = { opinion, result, sheet, approvalNumber, approvalDate, chainHead: step.chainHead };
  return {
    formId,
    from: fromState,
    to: toState,
    revision,
    ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== null)),
  };
}

/**
 * 办理: the only way the state of a form changes. Step, new state, notices and audit entry are one transaction on the
 * locked form; what the state machine, the round or the duties of the person do not allow is refused and changes nothing.
 */
export async function takeFlowStep(
  context: ServiceContext,
  formId: string,
  request: FlowRequest,
): Promise<FormWork> {
  const { db, tenant, person, now } = context;
  const { tenantId } = tenant;
  await inTransaction(db, async (tx) => {
    const [form] = await lockFlowForms(tx, tenantId, [formId]);
    if (form === undefined || !may(person, 'form.read', form)) throw notFound();
    const [situation] = await situationsOf(tx, context, [form]);
    if (situation === undefined) throw notFound();
    const transition = checkStep(situation, request);
    let step = await stepOf(tx, context, situation, { transition, request });
    if (transition.action === 'submit') {
      step = { ...step, ...(await freezeForReview(tx, context, form, transition)) };
    }
    if (transition.action === 'cancel-adjustment')
      step = { ...step, revision: await discardAdjustment(tx, context, form) };
    // Who decides has seen it.
    if (transition.permission.startsWith('review.') && transition.action !== 'recall')
      await markFormOpened(tx, tenantId, formId, now);
    await insertFlowSteps(tx, tenantId, [step]);
    await notifyOfSteps(tx, context, [{ situation, transition, step: { ...step, openedAt: null } }]);
    await audit(context, tx, {
      action: `target-${transition.action}`,
      subject: formId,
      detail: stepDetail(step),
    });
  });
  // A new version is compared with the other forms.
  if (request.action === 'submit') context.wakeQueue();
  return getFormWork(context, formId);
}
