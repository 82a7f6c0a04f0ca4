import type { ExportJob } from '@jiheng/api';
import { cancelExportJob, inTransaction } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { findOwnExport, getExport } from './get-export.ts';

/** 取消导出: one that waits or is being made. */
export async function cancelExport(context: ServiceContext, exportId: string): Promise<ExportJob> {
  const { db, tenant, now } = context;
  await findOwnExport(context, exportId);
  await inTransaction(db, async (tx) => {
    if (!(await cancelExportJob(tx, tenant.tenantId, exportId, now)))
      throw new AppError('CONFLICT', '这次导出已经结束，无需取消。', { remedy: '请刷新页面查看结果。' });
    await audit(context, tx, { action: 'cancel-export', subject: exportId, detail: {} });
  });
  return getExport(context, exportId);
}
