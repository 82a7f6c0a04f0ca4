import type { FormDetail } from '@jiheng/api';
import { acceptProposedRevision, insertAuditEntry, inTransaction } from '@jiheng/store';
import { AppError } from '../plugins/errors.ts';
import type { ServiceContext } from './context.ts';
import { getForm } from './get-form.ts';

/** 采用为新版本: the proposed revision of an import becomes the form's newest one. */
export async function acceptRevision(
  context: ServiceContext,
  formId: string,
  proposal: { readonly documentId: string; readonly index: number },
): Promise<FormDetail> {
  const { db, tenant, actor, now } = context;
  const { documentId, index } = proposal;
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
    const detail = { documentId, index, revision: accepted.revision };
    await insertAuditEntry(tx, {
      tenantId: tenant.tenantId,
      at: now,
      actor,
      action: 'accept-revision',
      subject: formId,
      detail,
    });
  });
  return getForm(context, formId);
}
