import type { ImportList } from '@jiheng/api';
import { scopeOf } from '@jiheng/domain';
import { listImportJobs } from '@jiheng/store';
import { presentJob } from '../presenters/import-job.ts';
import type { ServiceContext } from './context.ts';
import { isEverywhere } from './scope.ts';

const NEWEST = 50;

/** 导入记录: the newest drops. */
export async function listImports({ db, tenant, person }: ServiceContext): Promise<ImportList> {
  const isAll = isEverywhere(scopeOf(person, 'form.import'));
  const jobs = await listImportJobs(db, tenant.tenantId, NEWEST, isAll ? undefined : person.personId);
  return { items: jobs.map(presentJob) };
}
