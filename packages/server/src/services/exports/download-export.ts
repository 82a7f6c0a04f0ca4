import type { Readable } from 'node:stream';
import { scopeOf } from '@jiheng/domain';
import { isExportInScope, type ExportJob } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import type { ServiceContext } from '../context.ts';
import { findOwnExport } from './get-export.ts';

/** A file on its way to a person. */
export interface Download {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly content: Readable | Buffer;
}

/** Duties change while a file is kept: it is given only to who may still export every form in it. */
async function demandForms({ db, person }: ServiceContext, job: ExportJob): Promise<void> {
  if (await isExportInScope(db, job, scopeOf(person, 'form.export'))) return;
  throw new AppError('NOT-FOUND', '导出文件中有您现在不能导出的表。', {
    remedy: '请重新导出您现在能看到的表。',
  });
}

/** 下载导出结果. */
export async function downloadExport(context: ServiceContext, exportId: string): Promise<Download> {
  const { exporting, tenant } = context;
  const job = await findOwnExport(context, exportId);
  const { status, fileName, mediaType, sha256, bytes } = job;
  if (status === 'done' && sha256 === null) {
    throw new AppError('NOT-FOUND', '导出文件只保留7天，已经删除。', { remedy: '请重新导出。' });
  }
  if (sha256 === null || fileName === null || mediaType === null || bytes === null) {
    throw new AppError('NOT-FOUND', '导出文件还没有生成。', { remedy: '请在“导出”页查看进展。' });
  }
  await demandForms(context, job);
  if (!(await exporting.files.has(tenant.tenantId, sha256))) {
    throw new AppError('NOT-FOUND', '导出文件已不在数据文件夹中。', { remedy: '请重新导出。' });
  }
  return { fileName, mediaType, bytes, content: exporting.files.stream(tenant.tenantId, sha256) };
}
