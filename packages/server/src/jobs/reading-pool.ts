import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import type { CharacterCounts, ReadResult, Residue } from '@jiheng/documents';
import type { FormRecord, Problem, ScoreSheet, SetFinding } from '@jiheng/domain';
import type { AssessedForm } from '@jiheng/store';
import { Piscina } from 'piscina';

/** One form as read, scored and checked, with the names of what was applied. */
export type ReadAndAssessed = Omit<AssessedForm, 'basis'> & {
  readonly templateId: string | null;
  readonly schemeId: string | null;
  readonly choiceReason: string;
};

/** What is told of a file besides its forms. */
export interface FileSummary {
  readonly encoding: ReadResult['encoding'];
  readonly counts: CharacterCounts | null;
  readonly residue: readonly Residue[];
  readonly problems: readonly Problem[];
}

export interface SetMemberRecord {
  readonly key: string;
  readonly record: FormRecord;
  readonly sheet: ScoreSheet | null;
}

export interface PoolLimits {
  readonly threads: number;
  /** Longest silence of a worker. */
  readonly timeoutMs: number;
  readonly heapMegabytes: number;
}

export const POOL_LIMITS: PoolLimits = {
  threads: Math.max(1, Math.min(4, availableParallelism() - 1)),
  timeoutMs: 120_000,
  heapMegabytes: 1_024,
};

/** Reads files in threads of their own, so that no document can stop or exhaust the server. */
export interface ReadingPool {
  readonly threads: number;
  /** `onForms` is awaited before the worker goes on; what it throws ends the reading and is thrown here. */
  read(
    bytes: Uint8Array,
    fileName: string,
    onForms: (forms: readonly ReadAndAssessed[]) => Promise<void>,
  ): Promise<FileSummary>;
  checkSet(pages: AsyncIterable<readonly SetMemberRecord[]>): Promise<SetFinding[]>;
  close(): Promise<void>;
}

class WorkerTimeout extends Error {}

function problem(code: string, message: string, remedy: string): Problem {
  return { code, severity: 'error', message, remedy };
}

/** What befell the worker, told as a fault of the file. Undefined when the file is not to blame. */
function faultOf(error: unknown): Problem | undefined {
  if (error instanceof WorkerTimeout) {
    return problem('READ-TIMEOUT', '读取时间过长，已停止，其余部分未读取。', '请把文件拆分后再导入。');
  }
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return problem(
      'READ-OUT-OF-MEMORY',
      '文件内容过多，超出读取内存，其余部分未读取。',
      '请把文件拆分后再导入。',
    );
  }
  return undefined;
}

/** From source (development, tests) the thread needs the loader that the main thread got from its command line. */
function workerOptions(): { filename: string; execArgv?: string[] } {
  const isSource = import.meta.url.endsWith('.ts');
  const filename = fileURLToPath(
    new URL(isSource ? './read-worker.ts' : './read-worker.js', import.meta.url),
  );
  return isSource ? { filename, execArgv: ['--import', 'tsx', '--conditions=@jiheng/source'] } : { filename };
}

type Reply = (message: unknown) => Promise<unknown>;

/** Runs a task that talks over a port; `reply` answers each of its messages, and what it throws ends the task. */
async function converse<T>(
  pool: Piscina,
  timeoutMs: number,
  name: string,
  task: object,
  reply: Reply,
): Promise<T> {
  const { port1, port2 } = new MessageChannel();
  const abort = new AbortController();
  const reasons: unknown[] = [];
  const fail = (reason: unknown): void => {
    reasons.push(reason);
    abort.abort();
  };
  let timer: NodeJS.Timeout | undefined;
  const arm = (): void => {
    timer = setTimeout(() => {
      fail(new WorkerTimeout('worker was silent for too long'));
    }, timeoutMs);
  };
  port1.on('message', (message: unknown) => {
    clearTimeout(timer);
    reply(message).then((answer) => {
      arm();
      port1.postMessage(answer);
    }, fail);
  });
  arm();
  try {
    return (await pool.run(
      { ...task, port: port2 },
      { name, transferList: [port2], signal: abort.signal },
    )) as T;
  } catch (error) {
    throw reasons[0] ?? error;
  } finally {
    clearTimeout(timer);
    port1.close();
  }
}

export function createReadingPool(limits: PoolLimits = POOL_LIMITS): ReadingPool {
  const pool = new Piscina({
    ...workerOptions(),
    minThreads: 0,
    maxThreads: limits.threads,
    idleTimeout: 60_000,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
  });
  return {
    threads: limits.threads,
    async read(bytes, fileName, onForms) {
      try {
        return await converse<FileSummary>(
          pool,
          limits.timeoutMs,
          'readFileTask',
          { bytes, fileName },
          async (forms) => {
            await onForms(forms as ReadAndAssessed[]);
            return 'next';
          },
        );
      } catch (error) {
        const fault = faultOf(error);
        if (fault === undefined) throw error;
        return { encoding: null, counts: null, residue: [], problems: [fault] };
      }
    },
    async checkSet(pages) {
      const iterator = pages[Symbol.asyncIterator]();
      return converse<SetFinding[]>(pool, limits.timeoutMs, 'checkSetTask', {}, async () => {
        const page = await iterator.next();
        return page.done === true ? null : page.value;
      });
    },
    close: () => pool.destroy(),
  };
}
