import { availableParallelism } from 'node:os';
import type {
  CharacterCounts,
  DataTables,
  Original,
  OriginalWindow,
  PageImage,
  ReadResult,
  Residue,
} from '@jiheng/documents';
import type { Problem } from '@jiheng/domain';
import type { AssessedForm, FormFacts, FormToCollect, SubjectFacts, SubjectFinding } from '@jiheng/store';
import { Conversations, NO_REPLY, WorkerTimeout, type PoolLimits } from './conversations.ts';

/** One form as read, scored and checked, with the names of what was applied. */
export type ReadAndAssessed = Omit<AssessedForm, 'basis'> & {
  readonly templateId: string | null;
  readonly schemeId: string | null;
  readonly ruleProfileId: string;
  readonly choiceReason: string;
};

/** What is told of a file besides its forms. */
export interface FileSummary {
  readonly encoding: ReadResult['encoding'];
  readonly counts: CharacterCounts | null;
  readonly residue: readonly Residue[];
  readonly problems: readonly Problem[];
}

/** A file to be shown; `read` is called only when the thread does not have it open already, as its hash tells. */
export interface OriginalFile {
  readonly sha256: string;
  readonly fileName: string;
  readonly read: () => Promise<Uint8Array>;
}

/** 原件概况: all but the tables and paragraphs, which are asked for in windows. */
export type OriginalSummary = Exclude<Original, { kind: 'tables' }> | { readonly kind: 'tables' };

/** Lines from 1, and a column near which very wide tables are shown. */
export interface WantedLines {
  readonly from: number;
  readonly to: number;
  readonly near: number;
}

export const POOL_LIMITS: PoolLimits = {
  threads: Math.max(1, Math.min(4, availableParallelism() - 1)),
  timeoutMs: 120_000,
  // Enough for a text of 10,000 forms or a sheet of 250,000 filled cells; a thread that may have more collects its garbage later.
  heapMegabytes: 320,
};

/**
 * For what a person waits for: threads beside those that import, so that a large import holds up no click, and two, so that
 * neither does an old Word file that LibreOffice converts. The conversion may take a minute; the thread has longer.
 */
export const SHOWING_LIMITS: PoolLimits = { threads: 2, timeoutMs: 90_000, heapMegabytes: 512 };

/** Reads files in threads of their own, so that no document can stop or exhaust the server. */
export interface ReadingPool {
  readonly threads: number;
  /**
   * `onForms` is awaited before the worker goes on; what it throws ends the reading and is thrown here. The bytes go over
   * to the worker: a large file is not in memory twice.
   */
  read(
    bytes: Uint8Array,
    fileName: string,
    onForms: (forms: readonly ReadAndAssessed[]) => Promise<void>,
  ): Promise<FileSummary>;
  /** The text that the places of a reading count in. */
  text(bytes: Uint8Array, fileName: string): Promise<string>;
  /** Lists of an Excel workbook: people, organisations, projects. */
  tables(bytes: Uint8Array): Promise<DataTables>;
  summariseOriginal(file: OriginalFile): Promise<OriginalSummary>;
  originalWindow(file: OriginalFile, wanted: WantedLines): Promise<OriginalWindow | undefined>;
  drawPage(file: OriginalFile, page: number, scale: number): Promise<PageImage>;
  /** 事实 of forms for the rules over many forms. */
  collectFacts(forms: readonly FormToCollect[]): Promise<FormFacts[]>;
  /** Judges subjects by the rules named in the same order, on their facts that arrive page by page. */
  judgeSubjects(
    ruleIds: readonly string[],
    pages: AsyncIterable<readonly SubjectFacts[]>,
  ): Promise<SubjectFinding[]>;
  close(): Promise<void>;
}

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

const SHOWING_FAULTS = {
  'READ-TIMEOUT': '打开时间过长，已停止。',
  'READ-OUT-OF-MEMORY': '文件内容过多，无法在这里显示。',
} as const;

/** The same of a file that is only to be shown. */
function unshown(error: unknown): { readonly kind: 'unreadable'; readonly problem: Problem } {
  const { code } = faultOrThrow(error);
  const message = SHOWING_FAULTS[code as keyof typeof SHOWING_FAULTS];
  return { kind: 'unreadable', problem: problem(code, message, '请下载原件查看。') };
}

/** The memory of some bytes, where nothing else is in it. */
function ownBuffer({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

export function createReadingPool(limits: PoolLimits = POOL_LIMITS): ReadingPool {
  const conversations = new Conversations('read-worker', limits);
  return {
    threads: limits.threads,
    async read(bytes, fileName, onForms) {
      try {
        const reply = async (forms: unknown): Promise<string> => {
          await onForms(forms as ReadAndAssessed[]);
          return 'next';
        };
        const task = { bytes, fileName };
        return await conversations.run<FileSummary>('readFileTask', task, reply, ownBuffer(bytes));
      } catch (error) {
        return { encoding: null, counts: null, residue: [], problems: [faultOrThrow(error)] };
      }
    },
    text: (bytes, fileName) => conversations.run<string>('documentTextTask', { bytes, fileName }, NO_REPLY),
    async tables(bytes) {
      try {
        return await conversations.run<DataTables>('readTablesTask', { bytes }, NO_REPLY);
      } catch (error) {
        return { problem: faultOrThrow(error) };
      }
    },
    async summariseOriginal(file) {
      try {
        const { sha256, fileName, read } = file;
        return await conversations.run<OriginalSummary>('summariseOriginalTask', { sha256, fileName }, read);
      } catch (error) {
        return unshown(error);
      }
    },
    originalWindow: ({ sha256, fileName, read }, wanted) =>
      conversations.run('originalWindowTask', { sha256, fileName, wanted }, read),
    async drawPage(file, page, scale) {
      try {
        const { sha256, fileName, read } = file;
        return await conversations.run<PageImage>('drawPageTask', { sha256, fileName, page, scale }, read);
      } catch (error) {
        return unshown(error);
      }
    },
    collectFacts: (forms) => conversations.run('collectFactsTask', { forms }, NO_REPLY),
    async judgeSubjects(ruleIds, pages) {
      const iterator = pages[Symbol.asyncIterator]();
      const found: SubjectFinding[] = [];
      await conversations.run('judgeSubjectsTask', { ruleIds }, async (findings) => {
        for (const finding of findings as SubjectFinding[]) found.push(finding);
        const page = await iterator.next();
        return page.done === true ? null : page.value;
      });
      return found;
    },
    close: () => conversations.close(),
  };
}
