import { availableParallelism } from 'node:os';
import type { ExportFormat } from '@jiheng/api';
import type { FormRecord } from '@jiheng/domain';
import { Conversations, NO_REPLY, WorkerTimeout, type PoolLimits } from './conversations.ts';

/** One form as a thread needs it to write it. */
export interface FormToWrite {
  /** Number within its export, from 1. */
  readonly position: number;
  readonly name: string;
  readonly record: FormRecord;
  /** Template it was read with. */
  readonly templateId: string | null;
  /** Template it is written on instead of its own. */
  readonly asTemplateId?: string | undefined;
  /** Civil date on which the revision was stored: a file that is made again is the same file. */
  readonly date: string;
}

export interface WrittenFile {
  readonly format: ExportFormat;
  readonly bytes: Uint8Array;
}

/** What is missing from a file; `position` null when it is no single form's fault. */
export interface WriteProblem {
  readonly position: number | null;
  readonly message: string;
}

export interface Written {
  readonly files: readonly WrittenFile[];
  readonly problems: readonly WriteProblem[];
}

/** Both cores work for exports; the thread of requests waits for the database most of the time. */
const EXPORT_LIMITS: PoolLimits = {
  threads: Math.max(1, Math.min(4, availableParallelism())),
  timeoutMs: 300_000,
  // Enough for a volume many times over; a thread that may have more collects its garbage later.
  heapMegabytes: 256,
};
/** One form that a person waits for. */
const DOWNLOAD_LIMITS: PoolLimits = { threads: 1, timeoutMs: 60_000, heapMegabytes: 512 };

/** Writes files in threads of their own, so that no export holds up a request. */
export interface WritingPool {
  readonly threads: number;
  /** One file of each format with all the forms. */
  write(forms: readonly FormToWrite[], formats: readonly ExportFormat[]): Promise<Written>;
  /** 汇总表 of all forms of the pages, written to `path`. */
  summarise(
    pages: AsyncIterable<readonly FormToWrite[]>,
    path: string,
    modified: Date,
  ): Promise<readonly WriteProblem[]>;
  close(): Promise<void>;
}

/** What befell the thread, told as a fault of the forms. Thrown again when they are not to blame. */
function faultOrThrow(error: unknown): string {
  if (error instanceof WorkerTimeout) return '生成时间过长，已停止';
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') return '内容过多，超出生成内存';
  throw error;
}

function createPool(limits: PoolLimits): WritingPool {
  const conversations = new Conversations('write-worker', limits);
  return {
    threads: limits.threads,
    async write(forms, formats) {
      try {
        return await conversations.run<Written>('writeFormsTask', { forms, formats }, NO_REPLY);
      } catch (error) {
        const message = faultOrThrow(error);
        return { files: [], problems: forms.map(({ position }) => ({ position, message })) };
      }
    },
    async summarise(pages, path, modified) {
      const iterator = pages[Symbol.asyncIterator]();
      return conversations.run('writeSummaryTask', { path, modified }, async () => {
        const page = await iterator.next();
        return page.done === true ? null : page.value;
      });
    },
    close: () => conversations.close(),
  };
}

/** For exports in the background. */
export function createWritingPool(): WritingPool {
  return createPool(EXPORT_LIMITS);
}

/** For what a person waits for: a thread beside those of the exports. */
export function createDownloadPool(): WritingPool {
  return createPool(DOWNLOAD_LIMITS);
}
