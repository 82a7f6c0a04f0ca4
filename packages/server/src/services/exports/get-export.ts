import type { ExportJob as WireJob, ExportList } from '@jiheng/api';
import { ROOT_PATH, scopeOf } from '@jiheng/domain';
import { findExportJob, listExportJobs, type ExportJob } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { presentExport } from '../../presenters/export-job.ts';
import type { ServiceContext } from '../context.ts';

const NEWEST = 100;

/** An export holds what its owner may see: another person sees it only who may export everything. */
function seesAll({ person }: ServiceContext): boolean {
  return scopeOf(person, 'form.export').paths.includes(ROOT_PATH);
}

/** The export when the person may see it; otherwise as if it were not there. */
export async function findOwnExport(context: ServiceContext, exportId: string): Promise<ExportJob> {
  const { db, tenant, person } = context;
  const job = await findExportJob(db, tenant.tenantId, exportId);
  if (job && (job.personId === person.personId || seesAll(context))) return job;
  throw new AppError('NOT-FOUND', '没有找到这次导出。');
}

/** 导出任务 with how far it is. */
export async function getExport(context: ServiceContext, exportId: string): Promise<WireJob> {
  return presentExport(await findOwnExport(context, exportId));
}

/** 导出记录: the newest exports. */
export async function listExports(context: ServiceContext): Promise<ExportList> {
  const { db, tenant, person } = context;
  const personId = seesAll(context) ? undefined : person.personId;
  const jobs = await listExportJobs(db, tenant.tenantId, { personId, limit: NEWEST });
  return { items: jobs.map(presentExport) };
}
