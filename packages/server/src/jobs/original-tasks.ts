import type { MessagePort } from 'node:worker_threads';
import {
  drawPdfPage,
  openOriginal,
  originalWindow,
  type Original,
  type OriginalWindow,
} from '@jiheng/documents';
import type { PageImage } from '@jiheng/documents';
import { READING_RULES } from '@jiheng/regulation';
import type { OriginalFile, OriginalSummary, WantedLines } from './reading-pool.ts';

/** Opened originals that a thread keeps: someone who clicks one value clicks the next. */
const KEPT = 2;
const opened = new Map<string, Promise<Original>>();

function open({ bytes, fileName, sha256 }: OriginalFile): Promise<Original> {
  const original = opened.get(sha256) ?? openOriginal(bytes, fileName, READING_RULES);
  opened.delete(sha256);
  opened.set(sha256, original);
  for (const oldest of [...opened.keys()].slice(0, -KEPT)) opened.delete(oldest);
  return original;
}

interface Task {
  readonly file: OriginalFile;
  readonly port: MessagePort;
}

/** 原件概况 of one file. */
export async function summariseOriginalTask({ file, port }: Task): Promise<OriginalSummary> {
  port.close();
  const original = await open(file);
  return original.kind === 'tables' ? { kind: 'tables' } : original;
}

/** 原件片段 of one file; nothing of a file without tables and paragraphs. */
export async function originalWindowTask({
  file,
  wanted: { from, to, near },
  port,
}: Task & { readonly wanted: WantedLines }): Promise<OriginalWindow | undefined> {
  port.close();
  const original = await open(file);
  if (original.kind !== 'tables') return undefined;
  return originalWindow(original.content, { first: from, last: to }, near);
}

/** 页面图像 of a PDF. */
export function drawPageTask({
  file,
  page,
  scale,
  port,
}: Task & { readonly page: number; readonly scale: number }): Promise<PageImage> {
  port.close();
  return drawPdfPage(file.bytes, page, scale);
}
