import type { FormDetail } from '@jiheng/api';
import { acceptProposedRevision, inTransaction } from '@jiheng/store';
import { AppError } from '../plugins/errors.ts';
import type { ServiceContext } from './context.ts';
import { getForm } from './get-form.ts';
import { demandForm } from './scope.ts';

/**
 * 采用为新版本: the proposed revision of an import becomes the form's newest one; the store writes the audit entry. What was
 * found over many forms concerned the former one and is found again in the background.
 */
export async function acceptRevision(
  context: ServiceContext,
  formId: string,
  proposal: { readonly documentId: string; readonly index: number },
): Promise<FormDetail> {
  const { db, tenant, actor, now } = context;
  const { documentId, index } = proposal;
  await demandForm(context, 'form.revise', formId);
  await inTransaction(db, async (tx) => {
    const accepted = await acceptProposedRevision(tx, {
      tenantId: tenant.tenantId,
      formId,
      documentId,
      index,
      actor,
      now,
    });
    if (accepted === undefined) {
      throw new AppError('CONFLICT', '没有可采用的新版本，可能已经采用过。', {
        remedy: '请刷新页面查看当前版本。',
      });
    }
  });
  context.wakeQueue(tenant.tenantId);
  return getForm(context, formId);
}
