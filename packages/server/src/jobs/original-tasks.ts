import { once } from 'node:events';
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
import type { OriginalSummary, WantedLines } from './reading-pool.ts';

/** Originals that a thread keeps: someone who clicks one value clicks the next. */
const KEPT = 2;

/** What was made of the last few files, by their hash. */
class Kept<T> {
  private readonly kept = new Map<string, Promise<T>>();

  get(sha256: string, make: () => Promise<T>): Promise<T> {
    const value = this.kept.get(sha256) ?? make();
    this.kept.delete(sha256);
    this.kept.set(sha256, value);
    value.catch(() => this.kept.delete(sha256));
    for (const oldest of [...this.kept.keys()].slice(0, -KEPT)) this.kept.delete(oldest);
    return value;
  }
}

const files = new Kept<Uint8Array>();
const opened = new Kept<Original>();

interface Task {
  readonly sha256: string;
  readonly fileName: string;
  readonly port: MessagePort;
}

/** The file comes over only when it is not here yet. */
function bytesOf({ sha256, port }: Task): Promise<Uint8Array> {
  return files.get(sha256, async () => {
    const arrival = once(port, 'message');
    port.postMessage('bytes');
    return ((await arrival) as [Uint8Array])[0];
  });
}

function open(task: Task): Promise<Original> {
  const { sha256, fileName } = task;
  return opened.get(sha256, async () => openOriginal(await bytesOf(task), fileName, READING_RULES));
}

/** 原件概况 of one file. */
export async function summariseOriginalTask(task: Task): Promise<OriginalSummary> {
  try {
    const original = await open(task);
    return original.kind === 'tables' ? { kind: 'tables' } : original;
  } finally {
    task.port.close();
  }
}

/** 原件片段 of one file; nothing of a file without tables and paragraphs. */
export async function originalWindowTask({
  wanted: { from, to, near },
  ...task
}: Task & { readonly wanted: WantedLines }): Promise<OriginalWindow | undefined> {
  try {
    const original = await open(task);
    if (original.kind !== 'tables') return undefined;
    return originalWindow(original.content, { first: from, last: to }, near);
  } finally {
    task.port.close();
  }
}

/** 页面图像 of a PDF. */
export async function drawPageTask({
  page,
  scale,
  ...task
}: Task & { readonly page: number; readonly scale: number }): Promise<PageImage> {
  try {
    return await drawPdfPage(await bytesOf(task), page, scale);
  } finally {
    task.port.close();
  }
}
