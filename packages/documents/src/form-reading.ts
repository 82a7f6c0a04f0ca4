import { createHash } from 'node:crypto';

import type { FormRecord, Problem } from '@jiheng/domain';

import { readingProblem } from './problems.ts';
import type { ReadForm, ReadResult } from './read-result.ts';

/** What is known of a file when its last form was taken. */
export type WholeFile = Omit<ReadResult, 'forms'>;

/**
 * 逐张读取: the forms of a file one after the other, each read when it is asked for, then what concerns the file as a whole. A
 * form that is not kept costs no memory.
 */
export type FormReading = Generator<ReadForm, WholeFile, undefined>;

/** 读取结果 with all forms at once. */
export function collectForms(reading: FormReading): ReadResult {
  const forms: ReadForm[] = [];
  for (;;) {
    const step = reading.next();
    if (step.done === true) return { ...step.value, forms };
    forms.push(step.value);
  }
}

/** A file of which there are no forms. */
// eslint-disable-next-line require-yield -- a reading that has nothing to give
export function* noForms(whole: WholeFile): FormReading {
  return whole;
}

/** What two copies of one form agree in; values as printed, their meaning follows from that. */
function contentOf({ header, funds, goals, indicators, kind, fiscalYear }: FormRecord): string {
  const rows = indicators.map(({ target, actual, ...printed }) => [
    printed,
    target?.printed ?? null,
    actual?.printed ?? null,
  ]);
  return JSON.stringify([kind, fiscalYear, header, funds, goals, rows]);
}

/** 重复的表: remembers the content of every form by its hash. */
export class DuplicateForms {
  readonly #firsts = new Map<string, number>();

  /** The fault of a form that says what a form before it says. */
  problemOf({ record, index, place }: ReadForm): Problem | undefined {
    const hash = createHash('sha1').update(contentOf(record)).digest('base64');
    const other = this.#firsts.get(hash);
    if (other === undefined) {
      this.#firsts.set(hash, index);
      return undefined;
    }
    const name = record.header.projectName ?? record.title ?? '';
    return readingProblem('READ-DUPLICATE-FORM', { name, other: other + 1 }, place);
  }
}
