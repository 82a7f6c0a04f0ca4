import { setTimeout as delay } from 'node:timers/promises';
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
import { checkTenant } from './set-check.ts';

/** A claim lasts until this server releases it at its next start; longer than any reading. */
const LEASE_SECONDS = 24 * 60 * 60;
const TRIES = 3;
const TRY_AGAIN_MS = 1_000;
const RETRY_MS = 5_000;

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
  private readonly stopping = new AbortController();
  private readonly lanes = new Set<Promise<void>>();
  private settling: Promise<void> = Promise.resolve();
  private retry: NodeJS.Timeout | undefined;
  /** Files may have come since the last claim began: a lane that found none must look again. */
  private isWoken = false;
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
  }

  async start(): Promise<void> {
    const { db } = this.tools;
    await releaseImportFiles(db);
    await refreshFacts(db, SET_RULES_HASH);
    this.wake();
  }

  wake(): void {
    this.isWoken = true;
    clearTimeout(this.retry);
    while (!this.isStopping() && this.lanes.size < this.tools.pool.threads) {
      const lane = this.runLane()
        .catch((error: unknown) => {
          this.tryLater(error);
        })
        .finally(() => {
          this.lanes.delete(lane);
          if (this.lanes.size === 0) this.settling = this.settling.then(() => this.settle());
        });
      this.lanes.add(lane);
    }
  }

  async idle(): Promise<void> {
    do {
      await Promise.all(this.lanes);
      await this.settling;
    } while (this.lanes.size > 0);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.retry);
    await this.tools.pool.close();
    await this.idle();
  }

  private mayLeave(): boolean {
    return !this.isWoken;
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  /** The database may be away for a moment; what waits is tried again. */
  private tryLater(error: unknown): void {
    if (this.isStopping()) return;
    this.onError(error);
    this.retry = setTimeout(() => {
      this.wake();
    }, RETRY_MS).unref();
  }

  private async runLane(): Promise<void> {
    const { db, clock } = this.tools;
    while (!this.isStopping()) {
      this.isWoken = false;
      const claim = { worker: String(process.pid), now: clock(), leaseSeconds: LEASE_SECONDS };
      const file = await claimImportFile(db, claim);
      if (file === undefined) {
        if (this.mayLeave()) return;
        continue;
      }
      const outcome = await this.readInTurn(file);
      if (outcome === undefined) return;
      const previous = this.held;
      this.held = outcome;
      if (previous !== undefined) await this.finish(previous);
    }
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
    for (let round = 1; round <= TRIES; round += 1) {
      try {
        return await importFile(this.tools, file, isKnown);
      } catch (error) {
        if (this.isStopping()) return undefined;
        this.onError(error);
      }
      await delay(round * TRY_AGAIN_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
    return this.isStopping() ? undefined : failedFile(file);
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
      if (!this.isStopping()) this.onError(error);
    }
  }

  /** Everything is read: judge the forms against each other, then report the last file. */
  private async settle(): Promise<void> {
    if (this.isStopping()) return;
    const last = this.held;
    this.held = undefined;
    await this.judge();
    if (last === undefined || this.isStopping()) return;
    try {
      await this.finish(last);
      if (this.lanes.size === 0) this.documents.clear();
    } catch (error) {
      this.tryLater(error);
    }
  }
}

export function createImportQueue(
  tools: Omit<ImportTools, 'afterStored'>,
  onError: (error: unknown) => void,
): ImportQueue {
  return new Queue({ ...tools, afterStored: keepStatistics(tools.db) }, onError);
}
