import { Piscina } from 'piscina';

import { crashed, errorCode, outOfMemory, timedOut } from '../input/problems.ts';
import { failedResult, type FileResult, type Task, type Volume, type VolumeTask } from './task.ts';

/** Heap of one worker; a file that needs more is given up and the others go on. */
const WORKER_HEAP_MB = 2048;

/** What works off files. */
export interface Executor {
  readonly parallel: number;
  run(task: Task): Promise<FileResult>;
  close(): Promise<void>;
}

/** From source a thread needs the TypeScript loader: that of the main thread does not reach threads on Node 20. */
function workerOptions(): { filename: string; execArgv?: string[] } {
  if (!import.meta.url.endsWith('.ts')) return { filename: new URL('./worker.js', import.meta.url).href };
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const preload = `data:text/javascript,import { register } from ${loader}; register();`;
  return {
    filename: new URL('./worker.ts', import.meta.url).href,
    execArgv: ['--import', preload, '--conditions=@jiheng/source'],
  };
}

/** Heap of the thread that writes volumes: a volume needs half of it, and with more the garbage of the one before would stay. */
const WRITER_HEAP_MB = 256;

/** A thread that writes volumes, begun with the first one. */
export function createWriter(): {
  write(task: VolumeTask): Promise<Volume>;
  close(): Promise<void>;
} {
  const pool = new Piscina<VolumeTask, Volume>({
    ...workerOptions(),
    name: 'writeVolume',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: WRITER_HEAP_MB },
  });
  return { write: (task) => pool.run(task), close: () => pool.destroy() };
}

/** Worker threads, each on one file at a time. A worker that overruns its time or memory is replaced. */
export async function createThreads(threads: number, timeoutSeconds: number): Promise<Executor> {
  const pool = new Piscina<Task | undefined, FileResult>({
    ...workerOptions(),
    name: 'work',
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  // The time limit is for the work on a file, not for starting up: every worker loads its code first.
  await Promise.all(Array.from({ length: threads }, () => pool.run(undefined, { name: 'ready' })));
  return {
    parallel: threads,
    async run(task) {
      const file = task.input.name;
      try {
        return await pool.run(task, { signal: AbortSignal.timeout(timeoutSeconds * 1000) });
      } catch (error) {
        if (error instanceof Error && error.name === 'AbortError')
          return failedResult(file, timedOut(file, timeoutSeconds));
        if (errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY') return failedResult(file, outOfMemory(file));
        return failedResult(file, crashed(file, error));
      }
    },
    close: () => pool.destroy(),
  };
}
