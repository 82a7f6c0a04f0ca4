import type { FormDetail } from '@jiheng/api';
import {
  acceptProposedRevision,
  inTransaction,
  separateProposedForm,
  type Acceptance,
  type TakenProposal,
  type Tx,
} from '@jiheng/store';
import { AppError } from '../plugins/errors.ts';
import { audit } from './audit.ts';
import type { ServiceContext } from './context.ts';
import { getForm } from './get-form.ts';
import { demandForm } from './scope.ts';

type Proposal = Pick<Acceptance, 'documentId' | 'index'>;

/** What is done with a proposal, and what the log says of it. */
interface Decision {
  readonly action: 'accept-revision' | 'separate-form';
  readonly take: (tx: Tx, acceptance: Acceptance) => Promise<TakenProposal | undefined>;
}

/** Decides on a proposal once. What was found over many forms is found again in the background. */
async function decide(
  context: ServiceContext,
  formId: string,
  { documentId, index }: Proposal,
  { action, take }: Decision,
): Promise<TakenProposal> {
  const { db, tenant, actor, now } = context;
  const { tenantId } = tenant;
  await demandForm(context, 'form.revise', formId);
  const acceptance = { tenantId, formId, documentId, index, actor, now };
  const taken = await inTransaction(db, async (tx) => {
    const done = await take(tx, acceptance);
    if (done === undefined) return undefined;
    const { formId: subject, revision } = done;
    const detail = { documentId, index, ...(subject === formId ? { revision } : { from: formId }) };
    await audit(context, tx, { action, subject, detail });
    return done;
  });
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
  await decide(context, formId, proposal, { action: 'accept-revision', take: acceptProposedRevision });
  return getForm(context, formId);
}

/** 另立为新表: the proposed revision becomes a form of its own, which is answered; the other one stays as it is. */
export async function separateForm(
  context: ServiceContext,
  formId: string,
  proposal: Proposal,
): Promise<FormDetail> {
  const decision = { action: 'separate-form', take: separateProposedForm } as const;
  const separate = await decide(context, formId, proposal, decision);
  return getForm(context, separate.formId);
}
