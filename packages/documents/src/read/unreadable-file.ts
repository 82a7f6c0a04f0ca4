import type { Problem } from '@jiheng/domain';

import { readingProblem, type ReadingProblemCode } from '../problems.ts';

/** 无法读取: thrown deep inside a parser when a file cannot be read, caught at the door and returned as a problem. */
export class UnreadableFile extends Error {
  readonly problem: Problem;

  constructor(code: ReadingProblemCode, values: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.problem = readingProblem(code, values);
  }
}
