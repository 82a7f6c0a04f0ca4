import type { FormWork } from '@jiheng/api';
import { may } from '@jiheng/domain';
import {
  inTransaction,
  insertOpinion,
  lockFlowForms,
  lockOpinion,
  updateOpinion,
  type FlowForm,
  type OpinionPlace,
  type Tx,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from './flow-subject.ts';
import { getFormWork, mayComment, maySettle } from './get-form-work.ts';

async function lockVisible(tx: Tx, { tenant, person }: ServiceContext, formId: string): Promise<FlowForm> {
  const [form] = await lockFlowForms(tx, tenant.tenantId, [formId]);
  if (form === undefined || !may(person, 'form.read', form)) throw notFound();
  return form;
}

/** 提出意见 on a cell, a row or the whole form, while the form is under review. */
export async function addOpinion(
  context: ServiceContext,
  formId: string,
  { place, text }: { readonly place: OpinionPlace; readonly text: string },
): Promise<FormWork> {
  const { db, tenant, person, actor, now } = context;
  await inTransaction(db, async (tx) => {
    const form = await lockVisible(tx, context, formId);
    if (!mayComment({ form, person })) throw new AppError('NOT-ALLOWED', '您现在不能对本表提出意见。');
    const { revision, state } = form;
    const opinionId = await insertOpinion(tx, tenant.tenantId, {
      formId,
      revision,
      stage: state,
      place,
      text,
      personId: person.personId,
      actor,
      createdAt: now,
    });
    await audit(context, tx, {
      action: 'add-opinion',
      subject: formId,
      detail: { opinionId, revision, stage: state, place, text },
    });
  });
  return getFormWork(context, formId);
}

/** 办结意见: answered and settled by the unit, or by the reviewer; `isSettled` false opens it again. */
export async function settleOpinion(
  context: ServiceContext,
  { formId, opinionId }: { readonly formId: string; readonly opinionId: string },
  { isSettled, answer }: { readonly isSettled: boolean; readonly answer?: string | undefined },
): Promise<FormWork> {
  const { db, tenant, person, actor, now } = context;
  await inTransaction(db, async (tx) => {
    const form = await lockVisible(tx, context, formId);
    if (!maySettle({ form, person })) throw new AppError('NOT-ALLOWED', '您现在不能办理本表的意见。');
    const opinion = await lockOpinion(tx, tenant.tenantId, formId, opinionId);
    if (opinion === undefined) throw new AppError('NOT-FOUND', '没有找到这条意见。');
    const given = answer === undefined || answer === '' ? opinion.answer : answer;
    await updateOpinion(tx, tenant.tenantId, opinionId, {
      settledAt: isSettled ? now : null,
      settledBy: isSettled ? actor : null,
      answer: given,
    });
    await audit(context, tx, {
      action: isSettled ? 'settle-opinion' : 'reopen-opinion',
      subject: formId,
      detail: { opinionId, text: opinion.text, answer: given },
    });
  });
  return getFormWork(context, formId);
}
