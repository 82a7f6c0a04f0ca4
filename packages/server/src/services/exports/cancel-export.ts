import type { ExportJob } from '@jiheng/api';
import { cancelExportJob, insertAuditEntry, inTransaction } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import type { ServiceContext } from '../context.ts';
import { findOwnExport, getExport } from './get-export.ts';

/** 取消导出: one that waits or is being made. */
export async function cancelExport(context: ServiceContext, exportId: string): Promise<ExportJob> {
  const { db, tenant, actor, now } = context;
  const { tenantId } = tenant;
  await findOwnExport(context, exportId);
  await inTransaction(db, async (tx) => {
    if (!(await cancelExportJob(tx, tenantId, exportId, now)))
      throw new AppError('CONFLICT', '这次导出已经结束，无需取消。', { remedy: '请刷新页面查看结果。' });
    const entry = { action: 'cancel-export', subject: exportId, detail: {} };
    await insertAuditEntry(tx, { tenantId, at: now, actor, ...entry });
  });
  return getExport(context, exportId);
}
