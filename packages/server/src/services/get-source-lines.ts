import type { SourceLines } from '@jiheng/api';
import { findDocument } from '@jiheng/store';
import { AppError } from '../plugins/errors.ts';
import type { ServiceContext } from './context.ts';

const MOST_LINES = 400;
const MOST_CHARACTERS = 2_000_000;

/** 原文: lines of the original as the reader counts them, so that a value's place can be shown. */
export async function getSourceLines(
  { db, sourceText, tenant }: ServiceContext,
  documentId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<SourceLines> {
  const document = await findDocument(db, tenant.tenantId, documentId);
  if (document === undefined) throw new AppError('NOT-FOUND', '没有找到这份原文。');
  const text = await sourceText(tenant.tenantId, document);
  const lines: string[] = [];
  let characters = 0;
  for (const line of text.split('\n').slice(from - 1, Math.min(to, from - 1 + MOST_LINES))) {
    characters += line.length;
    if (characters > MOST_CHARACTERS) break;
    lines.push(line.replace(/\r$/, ''));
  }
  return { file: document.fileName, fromLine: from, lines };
}
