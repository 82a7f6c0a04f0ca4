import { basename, extname, resolve } from 'node:path';

import type { Problem } from '@jiheng/domain';

/** One thing to read: a file on disk, bytes already in memory (standard input, pipes), or a fault met while looking for it. */
export interface Input {
  /** Name as the user gave it; shown in every message and used in places. */
  readonly name: string;
  readonly size: number;
  readonly source:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
    | { readonly kind: 'problem'; readonly problem: Problem };
}

/** Name that standard input has in places and results. */
export const STDIN_NAME = '标准输入';

export function problemInput(name: string, problem: Problem): Input {
  return { name, size: 0, source: { kind: 'problem', problem } };
}

/** Absolute paths of the files that are read: writing to one of them would destroy it. */
export function inputPaths(inputs: readonly Input[]): Set<string> {
  return new Set(inputs.flatMap(({ source }) => (source.kind === 'file' ? [resolve(source.path)] : [])));
}

/** File stem of an input, for the name of its result file. */
export function stemOf(name: string): string {
  return basename(name, extname(name));
}
