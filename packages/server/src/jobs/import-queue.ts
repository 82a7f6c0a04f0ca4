import {
  claimImportFile,
  finishImportFile,
  inTransaction,
  listTenantsToCheck,
  refreshFacts,
  releaseImportFiles,
} from '@jiheng/store';
import { SET_RULES_HASH } from './basis.ts';
import {
  failedFile,
  importFile,
  type ClaimedFile,
  type FinishedFile,
  type ImportTools,
} from './import-file.ts';
import { keepStatistics } from './keep-statistics.ts';
import { Lanes } from './lanes.ts';
import { checkTenant } from './set-check.ts';

/** A claim lasts until this server releases it at its next start; longer than any reading. */
const LEASE_SECONDS = 24 * 60 * 60;

/**
 * 导入队列: reads the files that wait in the database. The table of files is the queue, so a kill loses nothing: what
 * was being read is read again at the next start, and forms stored before come out the same.
 */
export interface ImportQueue {
  /** Puts back what a killed server was reading, and begins; facts that other rules collected are collected anew. */
  start(): Promise<void>;
  /** Reads what waits, and judges forms that changed against the others. */
  wake(): void;
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>;
  /** Stops at once; unfinished files go on at the next start. */
  stop(): Promise<void>;
}

class Queue implements ImportQueue {
  private readonly tools: ImportTools;
  private readonly onError: (error: unknown) => void;
  private readonly lanes: Lanes;
  /**
   * Read and stored, but not yet reported as done. The last file of all is held back until the forms were also judged
   * against each other, so that who sees it done sees all that was found.
   */
  private held: FinishedFile | undefined;
  /** Documents read since the last settling; a second file with the same bytes waits for the first. */
  private readonly documents = new Map<string, Promise<FinishedFile | undefined>>();

  constructor(tools: ImportTools, onError: (error: unknown) => void) {
    this.tools = tools;
    this.onError = onError;
    this.lanes = new Lanes({
      most: tools.pool.threads,
      next: () => this.next(),
      whenIdle: () => this.settle(),
      onError,
    });
  }

  async start(): Promise<void> {
    const { db } = this.tools;
    await releaseImportFiles(db);
    await refreshFacts(db, SET_RULES_HASH);
    this.wake();
  }

  wake(): void {
    this.lanes.wake();
  }

  idle(): Promise<void> {
    return this.lanes.idle();
  }

  async stop(): Promise<void> {
    this.lanes.stop();
    await this.tools.pool.close();
    await this.idle();
  }

  private async next(): Promise<boolean> {
    const { db, clock } = this.tools;
    const claim = { worker: String(process.pid), now: clock(), leaseSeconds: LEASE_SECONDS };
    const file = await claimImportFile(db, claim);
    if (file === undefined) return false;
    const outcome = await this.readInTurn(file);
    if (outcome === undefined) return true;
    const previous = this.held;
    this.held = outcome;
    if (previous !== undefined) await this.finish(previous);
    return true;
  }

  private async readInTurn(file: ClaimedFile): Promise<FinishedFile | undefined> {
    const key = `${file.tenantId}/${file.document.documentId}`;
    const before = this.documents.get(key);
    const outcome = (async () => this.tryFile(file, (await before)?.status === 'done'))();
    this.documents.set(key, outcome);
    return outcome;
  }

  /** Undefined when the server is stopping. */
  private async tryFile(file: ClaimedFile, isKnown: boolean): Promise<FinishedFile | undefined> {
    const outcome = await this.lanes.attempt(() => importFile(this.tools, file, isKnown));
    if (outcome !== undefined) return outcome;
    return this.lanes.isStopping() ? undefined : failedFile(file);
  }

  private async finish(file: FinishedFile): Promise<void> {
    await inTransaction(this.tools.db, (tx) => finishImportFile(tx, { ...file, now: this.tools.clock() }));
  }

  /** What cannot be judged now still stands in the database and is tried again at the next waking. */
  private async judge(): Promise<void> {
    const { db, pool } = this.tools;
    try {
      for (const tenantId of await listTenantsToCheck(db)) await checkTenant(db, pool, tenantId);
    } catch (error) {
      if (!this.lanes.isStopping()) this.onError(error);
    }
  }

  /** Everything is read: judge the forms against each other, then report the last file. */
  private async settle(): Promise<void> {
    if (this.lanes.isStopping()) return;
    const last = this.held;
    this.held = undefined;
    await this.judge();
    if (last === undefined || this.lanes.isStopping()) return;
    try {
      await this.finish(last);
      if (this.lanes.isIdle()) this.documents.clear();
    } catch (error) {
      this.lanes.tryLater(error);
    }
  }
}

export function createImportQueue(
  tools: Omit<ImportTools, 'afterStored'>,
  onError: (error: unknown) => void,
): ImportQueue {
  return new Queue({ ...tools, afterStored: keepStatistics(tools.db) }, onError);
}
