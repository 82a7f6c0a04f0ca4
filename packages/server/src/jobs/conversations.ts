import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';

/** Of short-lived objects; more makes a thread faster by little and larger by much. */
const YOUNG_MEGABYTES = 16;

export interface PoolLimits {
  readonly threads: number;
  /** Longest silence of a worker. */
  readonly timeoutMs: number;
  readonly heapMegabytes: number;
}

/** A thread was silent for longer than it may. */
export class WorkerTimeout extends Error {}

/**
 * From source (development, tests) a thread needs the TypeScript loader. The loader that the main thread got from its
 * command line does not reach threads on Node 20, so each thread registers its own.
 */
function workerOptions(name: string): { filename: string; execArgv?: string[] } {
  if (!import.meta.url.endsWith('.ts'))
    return { filename: fileURLToPath(new URL(`./${name}.js`, import.meta.url)) };
  const loader = import.meta.resolve('tsx/esm/api');
  const preload = `data:text/javascript,import { register } from ${JSON.stringify(loader)}; register();`;
  return {
    filename: fileURLToPath(new URL(`./${name}.ts`, import.meta.url)),
    execArgv: ['--import', preload, '--conditions=@jiheng/source'],
  };
}

/** Answers a message of a task. */
export type Reply = (message: unknown) => Promise<unknown>;
export const NO_REPLY: Reply = () => Promise.resolve();

/** Threads that run the tasks of one worker file beside this one; tasks and their callers talk over a port. */
export class Conversations {
  private readonly pool: Piscina;
  private readonly limits: PoolLimits;
  private readonly open = new Set<(reason: unknown) => void>();
  private isClosed = false;
  private busy = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(worker: string, limits: PoolLimits) {
    this.limits = limits;
    this.pool = new Piscina({
      ...workerOptions(worker),
      minThreads: 0,
      maxThreads: limits.threads,
      idleTimeout: 60_000,
      concurrentTasksPerWorker: 1,
      resourceLimits: {
        maxOldGenerationSizeMb: limits.heapMegabytes,
        maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
      },
    });
    // A thread that dies before it took its task (it could not even be loaded) leaves the task waiting for ever.
    this.pool.on('error', (error: unknown) => {
      for (const fail of this.open) fail(error);
    });
  }

  /**
   * `reply` answers each message of the task; what it throws ends the task and is thrown here. What is in `given` goes
   * over to the thread and is lost here.
   */
  async run<T>(name: string, task: object, reply: Reply, given: readonly ArrayBuffer[] = []): Promise<T> {
    const { port1, port2 } = new MessageChannel();
    const abort = new AbortController();
    const reasons: unknown[] = [];
    const fail = (reason: unknown): void => {
      reasons.push(reason);
      abort.abort();
    };
    const arm = (): NodeJS.Timeout =>
      setTimeout(fail, this.limits.timeoutMs, new WorkerTimeout('silent for too long')).unref();
    let timer: NodeJS.Timeout | undefined;
    port1.on('message', (message: unknown) => {
      clearTimeout(timer);
      reply(message).then((answer) => {
        timer = arm();
        port1.postMessage(answer);
      }, fail);
    });
    await this.enter();
    timer = arm();
    this.open.add(fail);
    try {
      if (this.isClosed) throw new Error('the pool is closed');
      return (await this.pool.run(
        { ...task, port: port2 },
        { name, transferList: [port2, ...given], signal: abort.signal },
      )) as T;
    } catch (error) {
      throw reasons[0] ?? error;
    } finally {
      this.open.delete(fail);
      clearTimeout(timer);
      port1.close();
      this.leave();
    }
  }

  /** Waits for a thread to be free: a task that waits for others is not silent, and its time has not begun. */
  private async enter(): Promise<void> {
    if (this.busy === this.limits.threads) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.busy += 1;
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.busy -= 1;
  }

  close(): Promise<void> {
    this.isClosed = true;
    return this.pool.destroy();
  }
}
