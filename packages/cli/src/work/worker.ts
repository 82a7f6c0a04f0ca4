import type { Problem } from '@jiheng/domain';

import { paperFile } from '../commands/convert-output.ts';
import { processFile } from './process-file.ts';
import type { FileResult, Task, Volume, VolumeTask } from './task.ts';

/** Writes papers into one file; what cannot be written comes back as a problem. */
export async function writeVolume({ papers, format }: VolumeTask): Promise<Volume> {
  const problems: Problem[] = [];
  const bytes = await paperFile(papers, format, problems);
  return { bytes, problems };
}

/** Answers as soon as the code of this thread is loaded. */
export function ready(): void {
  // Loading was the work.
}

/** Entry of a worker thread: one file per call. */
export function work(task: Task): Promise<FileResult> {
  return processFile(task);
}
