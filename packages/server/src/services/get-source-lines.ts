import type { SourceLines } from '@jiheng/api';
import type { ServiceContext } from './context.ts';
import { demandDocument } from './scope.ts';

const MOST_LINES = 400;
const MOST_CHARACTERS = 2_000_000;

/** Lines from 1; a text of a hundred thousand lines is not cut up for a few of them. */
function* linesOf(text: string, from: number, to: number): Generator<string> {
  let start = 0;
  for (let line = 1; line <= to; line += 1) {
    const end = text.indexOf('\n', start);
    if (line >= from) yield text.slice(start, end === -1 ? undefined : end);
    if (end === -1) return;
    start = end + 1;
  }
}

/** 原文: lines of the original as the reader counts them, so that a value's place can be shown. */
export async function getSourceLines(
  context: ServiceContext,
  documentId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<SourceLines> {
  const { sourceText, tenant } = context;
  const document = await demandDocument(context, documentId);
  const text = await sourceText(tenant.tenantId, document);
  const lines: string[] = [];
  let characters = 0;
  for (const line of linesOf(text, from, Math.min(to, from - 1 + MOST_LINES))) {
    characters += line.length;
    if (characters > MOST_CHARACTERS) break;
    lines.push(line.replace(/\r$/, ''));
  }
  return { file: document.fileName, fromLine: from, lines };
}
