import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  claimExportJob,
  expiredExportFiles,
  finishExportJob,
  forgetExportFile,
  handBackExportJob,
  inTransaction,
  isExportFile,
  lockExportFile,
  releaseExportJobs,
  renewExportJob,
  type ClaimedExport,
  type ExportOutcome,
  type FileStore,
} from '@jiheng/store';
import { writeExport, type ExportRun, type WriteTools } from './write-export.ts';

/** Exports under way at once; each of them keeps the threads busy. */
const LANES = 2;
const LEASE_SECONDS = 120;
const PULSE_MS = 1_000;
const TRIES = 3;
const TRY_AGAIN_MS = 1_000;
const RETRY_MS = 5_000;
/** An export during which the whole server died this often is not tried again. */
const MOST_ATTEMPTS = 5;
const SWEEP_MS = 10 * 60_000;
const KEPT_DAYS = 7;
const DAY_MS = 24 * 60 * 60_000;

export interface ExportTools extends WriteTools {
  /** Where finished exports are kept; holds nothing else. */
  readonly files: FileStore;
  readonly clock: () => Date;
}

/**
 * 导出队列: writes the exports that wait in the database. The table is the queue, so a kill loses nothing: what was being
 * written is written again at the next start.
 */
export interface ExportQueue {
  /** Puts back what a killed server was writing, removes what is over, and begins. */
  start(): Promise<void>;
  wake(): void;
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>;
  /** Removes files whose time is over. */
  sweep(): Promise<void>;
  /** Stops at once; unfinished exports go on at the next start. */
  stop(): Promise<void>;
}

/** The export is no longer this process's: cancelled, or given to another one. */
class TakenAway extends Error {}

class Queue implements ExportQueue {
  private readonly tools: ExportTools;
  private readonly onError: (error: unknown) => void;
  private readonly worker = randomUUID();
  private readonly stopping = new AbortController();
  private readonly lanes = new Set<Promise<void>>();
  private retry: NodeJS.Timeout | undefined;
  private sweeping: NodeJS.Timeout | undefined;
  /** Exports may have come since the last claim began: a lane that found none must look again. */
  private isWoken = false;

  constructor(tools: ExportTools, onError: (error: unknown) => void) {
    this.tools = tools;
    this.onError = onError;
  }

  async start(): Promise<void> {
    const { db, files } = this.tools;
    await releaseExportJobs(db);
    await files.clean((tenantId, sha256) => isExportFile(db, tenantId, sha256));
    await this.sweep();
    this.sweeping = setInterval(() => {
      this.sweep().catch(this.onError);
    }, SWEEP_MS).unref();
    this.wake();
  }

  wake(): void {
    this.isWoken = true;
    clearTimeout(this.retry);
    while (!this.stopping.signal.aborted && this.lanes.size < LANES) {
      const lane = this.runLane()
        .catch((error: unknown) => {
          this.tryLater(error);
        })
        .finally(() => this.lanes.delete(lane));
      this.lanes.add(lane);
    }
  }

  async idle(): Promise<void> {
    while (this.lanes.size > 0) await Promise.all(this.lanes);
  }

  async sweep(): Promise<void> {
    const { db, clock } = this.tools;
    for (const file of await expiredExportFiles(db, clock())) await this.removeUnneeded(file);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.retry);
    clearInterval(this.sweeping);
    await this.tools.pool.close();
    await this.idle();
  }

  private async removeUnneeded(file: { readonly tenantId: string; readonly sha256: string }): Promise<void> {
    const { db, files, clock } = this.tools;
    await inTransaction(db, async (tx) => {
      await lockExportFile(tx, file.tenantId, file.sha256);
      if (await forgetExportFile(tx, file, clock())) await files.remove(file.tenantId, file.sha256);
    });
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private mayLeave(): boolean {
    return !this.isWoken;
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
      const job = await claimExportJob(db, {
        worker: this.worker,
        now: clock(),
        leaseSeconds: LEASE_SECONDS,
      });
      if (job) await this.work(job);
      else if (this.mayLeave()) return;
    }
  }

  private async work(job: ClaimedExport): Promise<void> {
    if (job.attempts > MOST_ATTEMPTS) return this.fail(job, '生成时系统多次中断，已停止尝试。请分批导出。');
    for (let round = 1; round <= TRIES; round += 1) {
      try {
        await this.writeOnce(job);
        return;
      } catch (error) {
        if (error instanceof TakenAway) return;
        if (this.isStopping()) break;
        this.onError(error);
      }
      await delay(round * TRY_AGAIN_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
    if (this.isStopping()) await handBackExportJob(this.tools.db, job);
    else await this.fail(job, '生成时系统出错。请重新导出；若仍出错，请查看服务端日志。');
  }

  private async fail(job: ClaimedExport, message: string): Promise<void> {
    const outcome: ExportOutcome = { status: 'failed', problems: [{ name: null, message }] };
    await inTransaction(this.tools.db, (tx) => finishExportJob(tx, job, outcome, this.tools.clock()));
  }

  /** Writes, keeps and reports one export; a pulse keeps it for this process and notices when it was cancelled. */
  private async writeOnce(job: ClaimedExport): Promise<void> {
    const taken = new AbortController();
    const signal = AbortSignal.any([taken.signal, this.stopping.signal]);
    const run: ExportRun = { job, signal, formsDone: 0, problems: [] };
    const pulse = setInterval(() => {
      this.renew(run).then((isOurs) => {
        if (!isOurs) taken.abort(new TakenAway('cancelled or given to another process'));
      }, this.onError);
    }, PULSE_MS);
    try {
      const { tenantId } = job;
      const { fileName, mediaType, content } = await writeExport(this.tools, run);
      const { sha256, bytes } = await this.tools.files.put(tenantId, content);
      const expiresAt = new Date(this.tools.clock().getTime() + KEPT_DAYS * DAY_MS);
      const { problems } = run;
      await this.keep(job, { status: 'done', problems, fileName, mediaType, sha256, bytes, expiresAt });
    } finally {
      clearInterval(pulse);
    }
  }

  private renew({ job, formsDone }: ExportRun): Promise<boolean> {
    const claim = { worker: this.worker, now: this.tools.clock(), leaseSeconds: LEASE_SECONDS };
    return renewExportJob(this.tools.db, job, { ...claim, formsDone });
  }

  private async keep(
    job: ClaimedExport,
    outcome: ExportOutcome & { readonly sha256: string },
  ): Promise<void> {
    const { db, files, clock } = this.tools;
    const file = { tenantId: job.tenantId, sha256: outcome.sha256 };
    const isKept = await inTransaction(db, async (tx) => {
      await lockExportFile(tx, file.tenantId, file.sha256);
      if (!(await files.has(file.tenantId, file.sha256))) throw new Error('the file was removed meanwhile');
      return finishExportJob(tx, job, outcome, clock());
    });
    if (!isKept) await this.removeUnneeded(file);
  }
}

export function createExportQueue(tools: ExportTools, onError: (error: unknown) => void): ExportQueue {
  return new Queue(tools, onError);
}
