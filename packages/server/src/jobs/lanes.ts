import { setTimeout as delay } from 'node:timers/promises';

const TRIES = 3;
const TRY_AGAIN_MS = 1_000;
const RETRY_MS = 5_000;

export interface LaneWork {
  /** Pieces worked on at once. */
  readonly most: number;
  /** Takes a piece that waits and works on it; false when none waits. */
  readonly next: () => Promise<boolean>;
  /** When the last lane has ended; lanes may begin anew meanwhile. */
  readonly whenIdle?: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/**
 * 后台队列的执行: works on what waits in the database, several pieces at once, until nothing waits; again when it is woken.
 * The queue itself is the table, so nothing is lost here.
 */
export class Lanes {
  private readonly work: LaneWork;
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private settling: Promise<void> = Promise.resolve();
  private retry: NodeJS.Timeout | undefined;
  /** Something may have come since the last look began: a lane that found nothing must look again. */
  private isWoken = false;

  constructor(work: LaneWork) {
    this.work = work;
  }

  /** Aborted when the lanes stop. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  isIdle(): boolean {
    return this.running.size === 0;
  }

  wake(): void {
    this.isWoken = true;
    clearTimeout(this.retry);
    while (!this.isStopping() && this.running.size < this.work.most) {
      const lane = this.run()
        .catch((error: unknown) => {
          this.tryLater(error);
        })
        .finally(() => {
          this.running.delete(lane);
          if (this.isIdle()) this.settling = this.settling.then(this.work.whenIdle);
        });
      this.running.add(lane);
    }
  }

  /** Resolves when nothing waits and nothing runs. */
  async idle(): Promise<void> {
    do {
      await Promise.all(this.running);
      await this.settling;
    } while (!this.isIdle());
  }

  /** Begins nothing more; what runs hears it by the signal. */
  stop(): void {
    this.stopping.abort();
    clearTimeout(this.retry);
  }

  /** The database may be away for a moment; what waits is tried again. */
  tryLater(error: unknown): void {
    if (this.isStopping()) return;
    this.work.onError(error);
    this.retry = setTimeout(() => {
      this.wake();
    }, RETRY_MS).unref();
  }

  /** Tries up to three times; undefined when it failed each time or is stopping. */
  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    for (let round = 1; round <= TRIES; round += 1) {
      try {
        return await work();
      } catch (error) {
        if (this.isStopping()) return undefined;
        this.work.onError(error);
      }
      await delay(round * TRY_AGAIN_MS, undefined, { signal: this.signal }).catch(() => undefined);
    }
    return undefined;
  }

  private mayLeave(): boolean {
    return !this.isWoken;
  }

  private async run(): Promise<void> {
    while (!this.isStopping()) {
      this.isWoken = false;
      if (!(await this.work.next()) && this.mayLeave()) return;
    }
  }
}
