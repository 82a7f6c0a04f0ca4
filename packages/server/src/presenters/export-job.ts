import type { ExportJob as WireJob, ExportRequest } from '@jiheng/api';
import type { ExportJob } from '@jiheng/store';

function statusOf({ status, sha256 }: ExportJob): WireJob['status'] {
  return status === 'done' && sha256 === null ? 'expired' : status;
}

export function presentExport(job: ExportJob): WireJob {
  const { arrangement, formats, filter } = job.request as ExportRequest;
  const { fileName, bytes } = job;
  return {
    id: job.exportId,
    createdAt: job.createdAt.toISOString(),
    actor: job.actor,
    status: statusOf(job),
    arrangement,
    formats,
    filter: filter ?? null,
    formsTotal: job.formsTotal,
    formsDone: job.formsDone,
    problems: [...job.problems],
    file: fileName === null || bytes === null ? null : { name: fileName, bytes },
    finishedAt: job.finishedAt?.toISOString() ?? null,
    expiresAt: job.expiresAt?.toISOString() ?? null,
  };
}
