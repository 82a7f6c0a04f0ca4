import type { PaperCell, PaperRow } from '@jiheng/domain';

import type { TableRoom } from './column-widths.ts';
import { fittingSize, widthOf } from './pdf/fit-text.ts';
import { writableText } from './paper-metrics.ts';

/** 字号 of a table in points with what goes with it; widths are counted in a unit of the file, heights in points. */
export interface Letters extends Omit<TableRoom, 'total'> {
  readonly size: number;
  /** Height of a line, and what a row has above and below its lines. */
  readonly line: number;
  readonly padding: number;
}

/** 格内字号 at which no number is broken and no last sign is left alone on its line. */
export function cellSize(text: string, width: number, { em, inset, size }: Letters): number {
  return Math.floor(fittingSize(text, ((width - inset) * size) / em, size) * 2) / 2;
}

function heightOf(text: string, width: number, letters: Letters): number {
  const { em, inset, line, padding, size } = letters;
  const sign = (em * cellSize(text, width, letters)) / size;
  const lines = writableText(text)
    .split('\n')
    .map((paragraph) => Math.max(1, Math.ceil((widthOf(paragraph) * sign) / Math.max(sign, width - inset))));
  return lines.reduce((sum, count) => sum + count, 0) * line + padding;
}

/** Width of the columns a cell lies over. */
export function spanOf({ column, columns }: PaperCell, widths: readonly number[]): number {
  return widths.slice(column, column + columns).reduce((sum, width) => sum + width, 0);
}

/**
 * 行高 in points, a little more than is needed: spreadsheets do not fit rows to merged cells. What a cell over several rows lacks
 * is shared out among them.
 */
export function rowHeights(rows: readonly PaperRow[], widths: readonly number[], letters: Letters): number[] {
  const heights = rows.map(() => letters.line + letters.padding);
  const cells = rows.flatMap((row, at) => row.cells.map((cell) => ({ at, cell })));
  cells.sort((a, b) => a.cell.rows - b.cell.rows);
  for (const { at, cell } of cells) {
    const spanned = heights.slice(at, at + cell.rows);
    const lack =
      heightOf(cell.text, spanOf(cell, widths), letters) - spanned.reduce((sum, height) => sum + height, 0);
    if (lack <= 0) continue;
    spanned.forEach((height, down) => {
      heights[at + down] = height + lack / spanned.length;
    });
  }
  return heights;
}

/** A merged cell over so many rows may meet the end of a page. */
const TALL = 3;

/**
 * 靠上: where the words of a cell stand at its top. A label merged over the end of a page would be cut in its middle, or stand on
 * one page or the other; at the top it is where its rows begin.
 */
export function isAtTop({ isLong, rows }: PaperCell, runsOverPages: boolean): boolean {
  return isLong === true || (runsOverPages && rows >= TALL);
}
