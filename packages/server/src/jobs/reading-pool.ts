import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import type {
  CharacterCounts,
  Original,
  OriginalWindow,
  PageImage,
  ReadResult,
  Residue,
} from '@jiheng/documents';
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

/** A file to be shown; its hash tells a thread that it is open already. */
export interface OriginalFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly sha256: string;
}

/** 原件概况: all but the tables and paragraphs, which are asked for in windows. */
export type OriginalSummary = Exclude<Original, { kind: 'tables' }> | { readonly kind: 'tables' };

/** Lines from 1, and a column near which very wide tables are shown. */
export interface WantedLines {
  readonly from: number;
  readonly to: number;
  readonly near: number;
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

/** For what a person waits for: a thread beside those that import, so that a large import holds up no click. */
export const SHOWING_LIMITS: PoolLimits = { threads: 1, timeoutMs: 30_000, heapMegabytes: 512 };

/** Reads files in threads of their own, so that no document can stop or exhaust the server. */
export interface ReadingPool {
  readonly threads: number;
  /** `onForms` is awaited before the worker goes on; what it throws ends the reading and is thrown here. */
  read(
    bytes: Uint8Array,
    fileName: string,
    onForms: (forms: readonly ReadAndAssessed[]) => Promise<void>,
  ): Promise<FileSummary>;
  /** The text that the places of a reading count in. */
  text(bytes: Uint8Array, fileName: string): Promise<string>;
  summariseOriginal(file: OriginalFile): Promise<OriginalSummary>;
  originalWindow(file: OriginalFile, wanted: WantedLines): Promise<OriginalWindow | undefined>;
  drawPage(file: OriginalFile, page: number, scale: number): Promise<PageImage>;
  checkSet(pages: AsyncIterable<readonly SetMemberRecord[]>): Promise<SetFinding[]>;
  close(): Promise<void>;
}

class WorkerTimeout extends Error {}

function problem(code: string, message: string, remedy: string): Problem {
  return { code, severity: 'error', message, remedy };
}

/** What befell the worker, told as a fault of the file. Thrown again when the file is not to blame. */
function faultOrThrow(error: unknown): Problem {
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
  throw error;
}

/**
 * From source (development, tests) a thread needs the TypeScript loader. The loader that the main thread got from its
 * command line does not reach threads on Node 20, so each thread registers its own.
 */
function workerOptions(): { filename: string; execArgv?: string[] } {
  if (!import.meta.url.endsWith('.ts'))
    return { filename: fileURLToPath(new URL('./read-worker.js', import.meta.url)) };
  const loader = import.meta.resolve('tsx/esm/api');
  const preload = `data:text/javascript,import { register } from ${JSON.stringify(loader)}; register();`;
  return {
    filename: fileURLToPath(new URL('./read-worker.ts', import.meta.url)),
    execArgv: ['--import', preload, '--conditions=@jiheng/source'],
  };
}

type Reply = (message: unknown) => Promise<unknown>;
const NO_REPLY: Reply = () => Promise.resolve();

/** Runs tasks that talk over a port. */
class Conversations {
  private readonly pool: Piscina;
  private readonly timeoutMs: number;
  private readonly open = new Set<(reason: unknown) => void>();

  constructor(limits: PoolLimits) {
    this.timeoutMs = limits.timeoutMs;
    this.pool = new Piscina({
      ...workerOptions(),
      minThreads: 0,
      maxThreads: limits.threads,
      idleTimeout: 60_000,
      concurrentTasksPerWorker: 1,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    });
    // A thread that dies before it took its task (it could not even be loaded) leaves the task waiting for ever.
    this.pool.on('error', (error: unknown) => {
      for (const fail of this.open) fail(error);
    });
  }

  /** `reply` answers each message of the task; what it throws ends the task and is thrown here. */
  async run<T>(name: string, task: object, reply: Reply): Promise<T> {
    const { port1, port2 } = new MessageChannel();
    const abort = new AbortController();
    const reasons: unknown[] = [];
    const fail = (reason: unknown): void => {
      reasons.push(reason);
      abort.abort();
    };
    const arm = (): NodeJS.Timeout =>
      setTimeout(fail, this.timeoutMs, new WorkerTimeout('silent for too long')).unref();
    let timer = arm();
    port1.on('message', (message: unknown) => {
      clearTimeout(timer);
      reply(message).then((answer) => {
        timer = arm();
        port1.postMessage(answer);
      }, fail);
    });
    this.open.add(fail);
    try {
      return (await this.pool.run(
        { ...task, port: port2 },
        { name, transferList: [port2], signal: abort.signal },
      )) as T;
    } catch (error) {
      throw reasons[0] ?? error;
    } finally {
      this.open.delete(fail);
      clearTimeout(timer);
      port1.close();
    }
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}

export function createReadingPool(limits: PoolLimits = POOL_LIMITS): ReadingPool {
  const conversations = new Conversations(limits);
  return {
    threads: limits.threads,
    async read(bytes, fileName, onForms) {
      try {
        return await conversations.run<FileSummary>('readFileTask', { bytes, fileName }, async (forms) => {
          await onForms(forms as ReadAndAssessed[]);
          return 'next';
        });
      } catch (error) {
        return { encoding: null, counts: null, residue: [], problems: [faultOrThrow(error)] };
      }
    },
    text: (bytes, fileName) => conversations.run<string>('documentTextTask', { bytes, fileName }, NO_REPLY),
    async summariseOriginal(file) {
      try {
        return await conversations.run<OriginalSummary>('summariseOriginalTask', { file }, NO_REPLY);
      } catch (error) {
        return { kind: 'unreadable', problem: faultOrThrow(error) };
      }
    },
    originalWindow: (file, wanted) => conversations.run('originalWindowTask', { file, wanted }, NO_REPLY),
    async drawPage(file, page, scale) {
      try {
        return await conversations.run<PageImage>('drawPageTask', { file, page, scale }, NO_REPLY);
      } catch (error) {
        return { kind: 'unreadable', problem: faultOrThrow(error) };
      }
    },
    async checkSet(pages) {
      const iterator = pages[Symbol.asyncIterator]();
      return conversations.run<SetFinding[]>('checkSetTask', {}, async () => {
        const page = await iterator.next();
        return page.done === true ? null : page.value;
      });
    },
    close: () => conversations.close(),
  };
}
