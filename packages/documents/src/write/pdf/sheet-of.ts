import type { PaperCell, PaperLayout, PaperRow } from '@jiheng/domain';

import { columnWidths } from '../column-widths.ts';
import { entryOf } from '../paper-metrics.ts';
import { TEXT_SIZE } from './fit-text.ts';
import { acrossOf, INSET, type LineCell, type Sheet, type SheetCell } from './sheet.ts';

/** Texts longer than this are no labels: they are printed once, not repeated on the next page. */
const LONGEST_LABEL = 24;

function cellsOf(rows: readonly PaperRow[]): readonly SheetCell[] {
  return rows.flatMap(({ cells }, y) =>
    cells.map(({ column, columns, rows: height, text, align, isLong }: PaperCell) => ({
      x: column,
      y,
      columns,
      rows: height,
      text,
      align,
      isLabel: height > 1 && isLong !== true && text.length <= LONGEST_LABEL,
      open: [],
    })),
  );
}

function lineOf({ cells }: PaperRow): readonly LineCell[] {
  return cells.map(({ text, role }) => ({ text, isLabel: role === 'label' }));
}

function headsOf(rows: readonly PaperRow[]): Sheet['heads'] {
  const from = rows.findIndex(({ isHead }) => isHead === true);
  if (from < 0) return null;
  const beyond = rows.findIndex(({ isHead }, at) => at > from && isHead !== true);
  return [from, beyond < 0 ? rows.length : beyond];
}

/** 版面 → 印制页: the paper as cells on one grid. */
export function sheetOf(layout: PaperLayout): Sheet {
  const { title, yearLine, rows, linesAbove, linesBelow, isLandscape } = layout;
  return {
    title,
    yearLine,
    isLandscape,
    columns: columnWidths(layout, { total: acrossOf(isLandscape), em: TEXT_SIZE, inset: 2 * INSET + 1 }),
    above: linesAbove.map(lineOf),
    cells: cellsOf(rows),
    height: rows.length,
    heads: headsOf(rows),
    below: linesBelow.map(lineOf),
    entry: entryOf(layout),
  };
}
