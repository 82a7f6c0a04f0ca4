import type { ImportJob } from '@jiheng/api';
import { findImportJob, listAcceptedProposals } from '@jiheng/store';
import { AppError } from '../plugins/errors.ts';
import { presentFile, presentJob } from '../presenters/import-job.ts';
import type { ServiceContext } from './context.ts';

/** 导入批次: one drop with what became of each file so far. */
export async function getImport(
  { db, tenant }: ServiceContext,
  importId: string,
  detail: 'full' | 'progress' = 'full',
): Promise<ImportJob> {
  const job = await findImportJob(db, tenant.tenantId, importId);
  if (job === undefined) throw new AppError('NOT-FOUND', '没有找到这次导入。');
  if (detail === 'progress') {
    return { ...presentJob(job), files: job.files.map((file) => presentFile({ ...file, result: null }, [])) };
  }
  const accepted = await listAcceptedProposals(db, tenant.tenantId, importId);
  return { ...presentJob(job), files: job.files.map((file) => presentFile(file, accepted)) };
}
