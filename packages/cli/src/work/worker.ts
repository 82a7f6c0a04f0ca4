import { processFile } from './process-file.ts';
import type { FileResult, Task } from './task.ts';

/** Entry of a worker thread: one file per call. */
export function work(task: Task): FileResult {
  return processFile(task);
}
