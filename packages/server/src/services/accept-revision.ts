import type { FormDetail } from '@jiheng/api';
import {
  acceptProposedRevision,
  inTransaction,
  separateProposedForm,
  type Acceptance,
  type Tx,
} from '@jiheng/store';
import { AppError } from '../plugins/errors.ts';
import { personIdOf } from './audit.ts';
import type { ServiceContext } from './context.ts';
import { getForm } from './get-form.ts';
import { demandForm } from './scope.ts';

type Proposal = Pick<Acceptance, 'documentId' | 'index'>;

/** Decides on a proposal once. What was found over many forms is found again in the background. */
async function decide<T>(
  context: ServiceContext,
  formId: string,
  { documentId, index }: Proposal,
  take: (tx: Tx, acceptance: Acceptance) => Promise<T | undefined>,
): Promise<T> {
  const { db, tenant, actor, person, now } = context;
  const { tenantId } = tenant;
  await demandForm(context, 'form.revise', formId);
  const acceptance = { tenantId, formId, documentId, index, actor, personId: personIdOf(person), now };
  const taken = await inTransaction(db, (tx) => take(tx, acceptance));
  if (taken === undefined) {
    throw new AppError('CONFLICT', '没有可采用的新版本，可能已经处理过。', {
      remedy: '请刷新页面查看当前情况。',
    });
  }
  context.wakeQueue();
  return taken;
}

/** 采用为新版本: the proposed revision of an import becomes the form's newest one. */
export async function acceptRevision(
  context: ServiceContext,
  formId: string,
  proposal: Proposal,
): Promise<FormDetail> {
  await decide(context, formId, proposal, acceptProposedRevision);
  return getForm(context, formId);
}

/** 另立为新表: the proposed revision becomes a form of its own, which is answered; the other one stays as it is. */
export async function separateForm(
  context: ServiceContext,
  formId: string,
  proposal: Proposal,
): Promise<FormDetail> {
  const separate = await decide(context, formId, proposal, separateProposedForm);
  return getForm(context, separate.formId);
}
