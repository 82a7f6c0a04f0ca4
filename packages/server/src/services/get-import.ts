import type { ImportJob } from '@jiheng/api';
import { scopeOf } from '@jiheng/domain';
import { findImportJob, listAcceptedProposals } from '@jiheng/store';
import { AppError } from '../plugins/errors.ts';
import { presentFile, presentJob } from '../presenters/import-job.ts';
import type { ServiceContext } from './context.ts';
import { isEverywhere } from './scope.ts';

/** 导入批次: one drop with what became of each file so far. */
export async function getImport(
  context: ServiceContext,
  importId: string,
  detail: 'full' | 'progress' = 'full',
): Promise<ImportJob> {
  const { db, tenant, person } = context;
  const job = await findImportJob(db, tenant.tenantId, importId);
  // What others dropped is theirs; the bureau sees all.
  const isSeen = job?.personId === person.personId || isEverywhere(scopeOf(person, 'form.import'));
  if (job === undefined || !isSeen) throw new AppError('NOT-FOUND', '没有找到这次导入。');
  if (detail === 'progress') {
    return { ...presentJob(job), files: job.files.map((file) => presentFile({ ...file, result: null }, [])) };
  }
  const accepted = await listAcceptedProposals(db, tenant.tenantId, importId);
  return { ...presentJob(job), files: job.files.map((file) => presentFile(file, accepted)) };
}
