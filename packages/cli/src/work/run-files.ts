import { availableParallelism } from 'node:os';

import type { Input } from '../input/input.ts';
import { inOrder } from './in-order.ts';
import { failedResult, type Commands, type FileResult, type Task } from './task.ts';
import { createThreads, type Executor } from './threads.ts';

/** Below this much input starting a second thread costs more than the work. */
const SMALL_WORK_BYTES = 512 * 1024;

export interface RunOptions {
  /** Number of worker threads asked for; undefined leaves it to the amount of work. */
  readonly threads: number | undefined;
  readonly timeoutSeconds: number;
}

/** Works off the inputs on all cores and yields their results in input order. */
export async function* runFiles<C extends keyof Commands>(
  inputs: readonly Input[],
  command: C,
  options: Commands[C]['options'],
  run: RunOptions,
): AsyncGenerator<FileResult<C>> {
  const executor = await chooseExecutor(inputs, run);
  try {
    const start = async (index: number): Promise<FileResult<C>> => {
      const input = inputs[index];
      if (!input) throw new RangeError(`no input ${index}`);
      if (input.source.kind === 'problem') return failedResult(input.name, input.source.problem);
      const task = { command, options, input } as Task;
      return (await executor.run(task)) as FileResult<C>;
    };
    yield* inOrder(inputs.length, executor.parallel, start);
  } finally {
    await executor.close();
  }
}

/** Every file is read in a thread of its own, however small: a small file, too, can hang its reader or fill its memory. */
async function chooseExecutor(inputs: readonly Input[], run: RunOptions): Promise<Executor> {
  const files = inputs.filter(({ source }) => source.kind !== 'problem').length;
  const bytes = inputs.reduce((sum, { size }) => sum + size, 0);
  const wanted = run.threads ?? (bytes < SMALL_WORK_BYTES ? 1 : availableParallelism());
  return await createThreads(Math.max(1, Math.min(wanted, files)), run.timeoutSeconds);
}
