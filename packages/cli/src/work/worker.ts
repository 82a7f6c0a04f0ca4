import { processFile } from './process-file.ts';
import type { FileResult, Task } from './task.ts';

/** Answers as soon as the code of this thread is loaded. */
export function ready(): void {
  // Loading was the work.
}

/** Entry of a worker thread: one file per call. */
export function work(task: Task): Promise<FileResult> {
  return processFile(task);
}
