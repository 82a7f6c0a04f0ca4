import type { ImportList } from '@jiheng/api';
import { listImportJobs } from '@jiheng/store';
import { presentJob } from '../presenters/import-job.ts';
import type { ServiceContext } from './context.ts';

const NEWEST = 50;

/** 导入记录: the newest drops. */
export async function listImports({ db, tenant }: ServiceContext): Promise<ImportList> {
  const jobs = await listImportJobs(db, tenant.tenantId, NEWEST);
  return { items: jobs.map(presentJob) };
}
