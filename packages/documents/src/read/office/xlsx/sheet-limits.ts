import { UnreadableFile } from '../../unreadable-file.ts';

const MAX_CELLS = 500_000;
const MAX_TEXT = 32 * 1024 * 1024;
/** Sheets of one workbook: an empty one costs a few bytes of the file and some kilobytes of memory. */
const MAX_SHEETS = 2_000;
/** Merges of one sheet. */
export const MAX_MERGES = 50_000;

/** A cell with its text as displayed; row and column from 1. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Filled cells and characters of a workbook so far, over all its sheets. */
export interface UsedUp {
  cells: number;
  text: number;
}

/** Adds a cell as long as the workbook stays within its bounds; a shared text may be used any number of times. */
export function takeCell(cells: SheetCell[], used: UsedUp, cell: SheetCell): void {
  used.text += cell.text.length;
  if (++used.cells > MAX_CELLS || used.text > MAX_TEXT)
    throw new UnreadableFile('READ-TOO-MANY-CELLS', { limit: MAX_CELLS });
  cells.push(cell);
}

/** Refuses a workbook of more sheets than are read. */
export function refuseManySheets(count: number): void {
  if (count > MAX_SHEETS) throw new UnreadableFile('READ-TOO-MANY-SHEETS', { limit: MAX_SHEETS });
}
