import type { Readable } from 'node:stream';
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

/** 下载导出结果. */
export async function downloadExport(context: ServiceContext, exportId: string): Promise<Download> {
  const { exporting, tenant } = context;
  const { status, fileName, mediaType, sha256, bytes } = await findOwnExport(context, exportId);
  if (status === 'done' && sha256 === null) {
    throw new AppError('NOT-FOUND', '导出文件只保留7天，已经删除。', { remedy: '请重新导出。' });
  }
  if (sha256 === null || fileName === null || mediaType === null || bytes === null) {
    throw new AppError('NOT-FOUND', '导出文件还没有生成。', { remedy: '请在“导出”页查看进展。' });
  }
  if (!(await exporting.files.has(tenant.tenantId, sha256))) {
    throw new AppError('NOT-FOUND', '导出文件已不在数据文件夹中。', { remedy: '请重新导出。' });
  }
  return { fileName, mediaType, bytes, content: exporting.files.stream(tenant.tenantId, sha256) };
}
