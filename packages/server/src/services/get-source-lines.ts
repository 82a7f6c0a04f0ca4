import type { SourceLines } from '@jiheng/api';
import { decode } from '@jiheng/documents';
import { findDocument } from '@jiheng/store';
import { AppError } from '../plugins/errors.ts';
import type { ServiceContext } from './context.ts';

const MOST_LINES = 400;
const MOST_CHARACTERS = 2_000_000;

/** 原文: lines of the original as the reader decoded it, so that a value's place can be shown. */
export async function getSourceLines(
  { db, files, tenant }: ServiceContext,
  documentId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<SourceLines> {
  const document = await findDocument(db, tenant.tenantId, documentId);
  if (document === undefined) throw new AppError('NOT-FOUND', '没有找到这份原文。');
  const { text } = decode(await files.read(tenant.tenantId, document.sha256));
  const lines: string[] = [];
  let characters = 0;
  for (const line of text.split('\n').slice(from - 1, Math.min(to, from - 1 + MOST_LINES))) {
    characters += line.length;
    if (characters > MOST_CHARACTERS) break;
    lines.push(line.replace(/\r$/, ''));
  }
  return { file: document.fileName, fromLine: from, lines };
}
