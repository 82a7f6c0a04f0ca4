import { readFileSync } from 'node:fs';

import { readFile, type ReadResult } from '@jiheng/documents';
import { READING_RULES } from '@jiheng/regulation';

import { checkOutput } from '../commands/check-output.ts';
import { convertOutput } from '../commands/convert-output.ts';
import { readOutput } from '../commands/read-output.ts';
import { scoreOutput } from '../commands/score-output.ts';
import { crashed, openFailed } from '../input/problems.ts';
import { failedResult, type Commands, type FileResult, type Task } from './task.ts';

/** Reads one file and does with it what the command asks. Never throws: one bad file must not stop the others. */
export async function processFile(task: Task): Promise<FileResult> {
  const { name, source } = task.input;
  if (source.kind === 'problem') return failedResult(name, source.problem);
  let bytes: Uint8Array;
  try {
    bytes = source.kind === 'bytes' ? source.bytes : readFileSync(source.path);
  } catch (error) {
    return failedResult(name, openFailed(name, error));
  }
  try {
    const result = await readFile(bytes, name, READING_RULES);
    return {
      file: name,
      sha256: result.sha256,
      problems: result.problems,
      output: await outputOf(task, result),
    };
  } catch (error) {
    return failedResult(name, crashed(name, error));
  }
}

async function outputOf(task: Task, result: ReadResult): Promise<Commands[keyof Commands]['output']> {
  switch (task.command) {
    case 'read':
      return readOutput(result, task.options);
    case 'score':
      return scoreOutput(result, task.options);
    case 'check':
      return checkOutput(result, task.options);
    case 'convert':
      return convertOutput(result, task.options);
  }
}
