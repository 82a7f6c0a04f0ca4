import { randomUUID } from 'node:crypto';
import { draftOf } from '@jiheng/domain';
import { discardDraft, findRecord, freezeDraft, settleOpinions, type FlowForm, type Tx } from '@jiheng/store';
import type { ServiceContext } from '../context.ts';
import { assessTarget } from '../targets/assess-target.ts';

/**
 * 取消调整: what was written for the adjustment goes, the approved version holds as before. Where the adjustment had been
 * sent on, the approved content becomes the newest version again. Opinions on the adjustment are settled by that. Gives the
 * revision that holds now.
 */
export async function discardAdjustment(
  tx: Tx,
  { tenant: { tenantId }, person, actor, now }: ServiceContext,
  { formId, revision, approvedRevision }: FlowForm,
): Promise<number> {
  await discardDraft(tx, tenantId, formId);
  await settleOpinions(tx, tenantId, formId, { settledAt: now, settledBy: actor, answer: '调整已取消' });
  if (approvedRevision === null || approvedRevision === revision) return revision;
  const record = await findRecord(tx, tenantId, formId, approvedRevision);
  if (record === undefined) throw new Error(`no revision ${String(approvedRevision)} of form ${formId}`);
  const approved = { baseRevision: approvedRevision, draft: draftOf(record, randomUUID) };
  const restored = await freezeDraft(tx, {
    ...{ tenantId, formId, person, now },
    assess: (stored) => assessTarget({ ...stored, ...approved }, []),
  });
  return restored.revision;
}
