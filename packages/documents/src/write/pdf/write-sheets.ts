import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

import { cutSpans } from './cut-spans.ts';
import type { Sheet } from './sheet.ts';
import { MAIN_FILE } from './typst-compiler.ts';
import { typstInput, type CutSheet, type PrintOptions } from './typst-input.ts';

/** Passes until labels are cut where the pages end; cutting a label can move a row once, hardly twice. */
const MOST_PASSES = 4;

function cut(sheets: readonly Sheet[], starts: ReadonlySet<number>): readonly CutSheet[] {
  let firstRow = 0;
  return sheets.map((sheet) => {
    const own = Array.from({ length: sheet.height }, (_, row) => row).filter((row) =>
      starts.has(firstRow + row),
    );
    const made = { sheet, cells: cutSpans(sheet, own), firstRow };
    firstRow += sheet.height;
    return made;
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

function equal(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  return left.size === right.size && [...left].every((row) => right.has(row));
}

function faults(compiler: NodeCompiler, input: Readonly<Record<string, string>>): string {
  const compiled = compiler.compile({ mainFilePath: MAIN_FILE, inputs: input });
  return JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? []);
}

/** Draws the sheets. Labels are cut as the pages of the pass before ask, until the pages stay as they were. */
export function writeSheets(
  compiler: NodeCompiler,
  sheets: readonly Sheet[],
  options: PrintOptions,
): Uint8Array {
  let starts: ReadonlySet<number> = new Set<number>();
  for (let pass = 1; ; pass += 1) {
    // Where the pages never settle, labels stay uncut: right, only not repeated.
    const cuts = pass === MOST_PASSES ? new Set<number>() : starts;
    const inputs = { data: typstInput(cut(sheets, cuts), options) };
    const source = { mainFilePath: MAIN_FILE, inputs };
    try {
      const [found] = compiler.query(source, { selector: '<pages>', field: 'value' }) as [number, number][][];
      const settled = pageStarts(found ?? [], sheets);
      if (equal(settled, starts) || pass === MOST_PASSES) return compiler.pdf(source, { pdfTags: false });
      starts = settled;
    } catch (cause) {
      throw new Error(`Typst: ${faults(compiler, inputs)}`, { cause });
    } finally {
      compiler.evictCache(0);
    }
  }
}
