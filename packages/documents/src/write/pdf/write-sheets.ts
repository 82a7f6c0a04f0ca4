import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

import { cutSpans } from './cut-spans.ts';
import type { Sheet } from './sheet.ts';
import { MAIN_FILE } from './typst-compiler.ts';
import { typstInput, type CutSheet, type PrintOptions } from './typst-input.ts';

/** Passes until labels are cut where the pages end. Most papers need one or two; every kept label may ask for one more. */
const MOST_PASSES = 6;
/** Labels over more rows than this are never kept whole, lest they be higher than a page. */
const MOST_ROWS_KEPT = 8;

/** Rows by their number over all forms. */
type Rows = ReadonlySet<number>;

function cut(sheets: readonly Sheet[], starts: Rows, kept: Rows): readonly CutSheet[] {
  let firstRow = 0;
  return sheets.map((sheet) => {
    const from = firstRow;
    firstRow += sheet.height;
    const own = Array.from({ length: sheet.height }, (_, row) => row).filter((row) => starts.has(from + row));
    const cells = cutSpans(sheet, own);
    const whole = cells.filter(({ y, rows }) => rows > 1 && rows <= MOST_ROWS_KEPT && kept.has(from + y));
    return { sheet, cells, whole: new Set(whole), firstRow: from };
  });
}

/** Rows on which a page begins: the first row of a page that is not the first of its form. */
function pageStarts(
  found: readonly (readonly [row: number, page: number])[],
  sheets: readonly Sheet[],
): Set<number> {
  const starts = new Set<number>();
  let firstRow = 0;
  for (const { height } of sheets) {
    const last = firstRow + height;
    const own = found.filter(([row]) => row >= firstRow && row < last).sort(([a], [b]) => a - b);
    own.forEach(([row, page], at) => {
      const before = own[at - 1];
      if (before && before[1] < page) starts.add(row);
    });
    firstRow = last;
  }
  return starts;
}

function equal(left: Rows, right: Rows): boolean {
  return left.size === right.size && [...left].every((row) => right.has(row));
}

function faults(compiler: NodeCompiler, input: Readonly<Record<string, string>>): string {
  const compiled = compiler.compile({ mainFilePath: MAIN_FILE, inputs: input });
  return JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? []);
}

/**
 * Rows whose labels must stay whole. A label cut after its first row can make that row too high for the page: the page ends one
 * row earlier, the label is whole again, the row fits again, and so on without an end.
 */
function movedUp(before: Rows, after: Rows): number[] {
  return [...after].filter((row) => !before.has(row) && before.has(row + 1));
}

/**
 * Draws the sheets. Labels are cut as the pages of the pass before ask, until the pages stay as they were. Where they never do,
 * the last pass counts: a label then says （续） in the middle of a page, but every row has its label.
 */
export function writeSheets(
  compiler: NodeCompiler,
  sheets: readonly Sheet[],
  options: PrintOptions,
): Uint8Array {
  let starts: Rows = new Set();
  const kept = new Set<number>();
  for (let pass = 1; ; pass += 1) {
    const inputs = { data: typstInput(cut(sheets, starts, kept), options) };
    const source = { mainFilePath: MAIN_FILE, inputs };
    try {
      const [found] = compiler.query(source, { selector: '<pages>', field: 'value' }) as [number, number][][];
      const next = pageStarts(found ?? [], sheets);
      if (equal(next, starts) || pass === MOST_PASSES) return compiler.pdf(source, { pdfTags: false });
      for (const row of movedUp(starts, next)) kept.add(row);
      starts = next;
    } catch (cause) {
      throw new Error(`Typst: ${faults(compiler, inputs)}`, { cause });
    } finally {
      compiler.evictCache(0);
    }
  }
}
