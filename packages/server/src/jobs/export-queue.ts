import { randomUUID } from 'node:crypto';
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
import { Lanes } from './lanes.ts';
import { writeExport, type ExportRun, type WriteTools } from './write-export.ts';

/** Exports under way at once; each of them keeps the threads busy. */
const LANES = 2;
const LEASE_SECONDS = 120;
const PULSE_MS = 1_000;
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
  private readonly lanes: Lanes;
  private sweeping: NodeJS.Timeout | undefined;

  constructor(tools: ExportTools, onError: (error: unknown) => void) {
    this.tools = tools;
    this.onError = onError;
    this.lanes = new Lanes({ most: LANES, next: () => this.next(), onError });
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
    this.lanes.wake();
  }

  idle(): Promise<void> {
    return this.lanes.idle();
  }

  async sweep(): Promise<void> {
    const { db, clock } = this.tools;
    for (const file of await expiredExportFiles(db, clock())) await this.removeUnneeded(file);
  }

  async stop(): Promise<void> {
    this.lanes.stop();
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

  private async next(): Promise<boolean> {
    const { db, clock } = this.tools;
    const claim = { worker: this.worker, now: clock(), leaseSeconds: LEASE_SECONDS };
    const job = await claimExportJob(db, claim);
    if (job) await this.work(job);
    return job !== undefined;
  }

  private async work(job: ClaimedExport): Promise<void> {
    if (job.attempts > MOST_ATTEMPTS) return this.fail(job, '生成时系统多次中断，已停止尝试。请分批导出。');
    if ((await this.lanes.attempt(() => this.writeOnce(job))) === 'settled') return;
    if (this.lanes.isStopping()) await handBackExportJob(this.tools.db, job);
    else await this.fail(job, '生成时系统出错。请重新导出；若仍出错，请查看服务端日志。');
  }

  private async fail(job: ClaimedExport, message: string): Promise<void> {
    const outcome: ExportOutcome = { status: 'failed', problems: [{ name: null, message }] };
    await inTransaction(this.tools.db, (tx) => finishExportJob(tx, job, outcome, this.tools.clock()));
  }

  /** Writes, keeps and reports one export; a pulse keeps it for this process and notices when it was cancelled. */
  private async writeOnce(job: ClaimedExport): Promise<'settled'> {
    const taken = new AbortController();
    const signal = AbortSignal.any([taken.signal, this.lanes.signal]);
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
    } catch (error) {
      if (!(error instanceof TakenAway)) throw error;
    } finally {
      clearInterval(pulse);
    }
    return 'settled';
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
