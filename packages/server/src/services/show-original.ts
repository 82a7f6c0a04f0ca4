import type { Readable } from 'node:stream';
import type { OriginalOutline, OriginalWindow } from '@jiheng/api';
import type { Problem } from '@jiheng/domain';
import type { StoredDocument } from '@jiheng/store';
import type { WantedPage } from '../jobs/originals.ts';
import type { WantedLines } from '../jobs/reading-pool.ts';
import { AppError } from '../plugins/errors.ts';
import type { ServiceContext } from './context.ts';
import { demandDocument } from './scope.ts';

const MOST_LINES = 200;

async function originalOf(context: ServiceContext, documentId: string): Promise<StoredDocument> {
  const { files, tenant } = context;
  const document = await demandDocument(context, documentId);
  if (await files.has(tenant.tenantId, document.sha256)) return document;
  throw new AppError('NOT-FOUND', '这份原件的文件已不在数据文件夹中。', { remedy: '请从备份恢复。' });
}

function unreadable({ message, remedy }: Problem): AppError {
  return new AppError('UNREADABLE', `${message}。`, { remedy: `${remedy}。` });
}

/** 原件概况: how the file is shown, or why it cannot be. */
export async function getOriginal(context: ServiceContext, documentId: string): Promise<OriginalOutline> {
  const document = await originalOf(context, documentId);
  const summary = await context.originals.summary(context.tenant.tenantId, document);
  const { fileName: file, bytes } = document;
  const problem =
    summary.kind === 'unreadable'
      ? { code: summary.problem.code, message: summary.problem.message, remedy: summary.problem.remedy }
      : null;
  return {
    file,
    bytes,
    kind: summary.kind,
    pages: summary.kind === 'pages' ? [...summary.pages] : [],
    problem,
  };
}

/** 原件片段: tables and paragraphs at some lines. */
export async function getOriginalWindow(
  context: ServiceContext,
  documentId: string,
  { from, to, near }: WantedLines,
): Promise<OriginalWindow> {
  const document = await originalOf(context, documentId);
  const wanted = { from, to: Math.min(to, from + MOST_LINES - 1), near };
  const window = await context.originals.window(context.tenant.tenantId, document, wanted);
  if (window === undefined) throw new AppError('UNREADABLE', '这份原件没有可以显示的表格和段落。');
  // The shapes are the same but for being read-only.
  return window as OriginalWindow;
}

/** 页面图像 of a PDF original. */
export async function getOriginalPage(
  context: ServiceContext,
  documentId: string,
  wanted: WantedPage,
): Promise<{ readonly png: Buffer; readonly etag: string }> {
  const document = await originalOf(context, documentId);
  const image = await context.originals.page(context.tenant.tenantId, document, wanted);
  switch (image.kind) {
    case 'image':
      return {
        png: Buffer.from(image.png.buffer, image.png.byteOffset, image.png.byteLength),
        etag: `"${document.sha256}-${wanted.page}-${wanted.scale}"`,
      };
    case 'no-such-page':
      throw new AppError('NOT-FOUND', `原件没有第${wanted.page}页，共${image.pages}页。`);
    case 'unreadable':
      throw unreadable(image.problem);
  }
}

/** 下载原件. */
export async function downloadOriginal(
  context: ServiceContext,
  documentId: string,
): Promise<{ readonly fileName: string; readonly bytes: number; readonly content: Readable }> {
  const document = await originalOf(context, documentId);
  const { fileName, bytes, sha256 } = document;
  return { fileName, bytes, content: context.files.stream(context.tenant.tenantId, sha256) };
}
