import type { Readable } from 'node:stream';

import { DEFAULT_LIMITS } from '@jiheng/documents';

import { gatherInputs } from './input/gather.ts';
import type { Input } from './input/input.ts';
import { startProgress } from './output/progress.ts';
import { runFiles, type RunOptions } from './work/run-files.ts';
import type { Commands, FileResult } from './work/task.ts';

/** What a command is run with; everything of the process that it touches. */
export interface Session {
  readonly stdin: Readable;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Options that all commands share. */
export interface CommonOptions {
  readonly jobs?: number;
  readonly timeout: number;
}

/** Ends of a command. */
export const EXIT = { clean: 0, findings: 1, unreadable: 2 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** What the arguments of a command stand for. */
export function findInputs(session: Session, files: readonly string[]): Promise<Input[]> {
  return gatherInputs(files, { maxBytes: DEFAULT_LIMITS.maxBytes, stdin: session.stdin });
}

/** Works the inputs off and hands each result, in input order, to `onResult`. */
export async function workThrough<C extends keyof Commands>(
  session: Session,
  inputs: readonly Input[],
  command: C,
  options: Commands[C]['options'],
  common: CommonOptions,
  onResult: (result: FileResult<C>) => Promise<void>,
): Promise<void> {
  const run: RunOptions = { threads: common.jobs, timeoutSeconds: common.timeout };
  const progress = startProgress(inputs.length, session.stderr);
  try {
    for await (const result of runFiles(inputs, command, options, run)) {
      await onResult(result);
      progress.step();
    }
  } finally {
    progress.stop();
  }
}

export function isUnreadable({ problems }: Pick<FileResult, 'problems'>): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
