import type { PaperCell, PaperLayout, PaperRow } from '@jiheng/domain';
import {
  writeXlsx as writeWorkbook,
  type Cell,
  type CellStyle,
  type MergeRange,
  type WriteSheet,
} from 'hucre';

import { columnWidths } from './column-widths.ts';
import { widthOf } from './pdf/fit-text.ts';
import {
  entryOf,
  headRows,
  isLikeFormula,
  lineAlign,
  SONG,
  shareOut,
  writableText,
} from './paper-metrics.ts';
import { cellSize, isAtTop, rowHeights, spanOf } from './row-heights.ts';
import { numberIn, sheetNames, splitHeights } from './sheet-parts.ts';
import { stampOf } from './stamp.ts';

/** Width of the sheet in characters; printing fits it to the page. */
const WIDTH = { portrait: 100, landscape: 150 } as const;
/** Points that a page shows of such a sheet from top to bottom, and how much more is made smaller to stand on it as well. */
const PAGE = { portrait: 780, landscape: 520 } as const;
const MOST_PRESSED = 1.2;
/** Widths are counted in characters, of which a Chinese one takes two. */
const LETTERS = { em: 2, inset: 2, size: 10, line: 13.5, padding: 7 } as const;
const MARGINS = { top: 0.75, bottom: 0.75, left: 0.6, right: 0.6, header: 0.3, footer: 0.3 };
/** Points of a line outside the table, and of title and year together. */
const LINE_HEIGHT = 18;
const HEADING_HEIGHT = 50;
const RULE = { style: 'thin', color: { rgb: '000000' } } as const;
const BORDER = { top: RULE, bottom: RULE, left: RULE, right: RULE };

/** A sheet while it is filled. */
class SheetDraft {
  readonly cells = new Map<string, Partial<Cell>>();
  readonly merges: MergeRange[] = [];
  readonly heights = new Map<number, { height: number }>();
  next = 0;

  put(row: number, column: number, rows: number, columns: number, cell: Partial<Cell>): void {
    // Every covered cell has the style as well, or the merged cell has no right and lower rule.
    for (let down = 0; down < rows; down += 1) {
      for (let across = 0; across < columns; across += 1) {
        const isFirst = down === 0 && across === 0;
        const covered: Partial<Cell> = { value: null, ...(cell.style ? { style: cell.style } : {}) };
        this.cells.set(`${String(row + down)},${String(column + across)}`, isFirst ? cell : covered);
      }
    }
    if (rows > 1 || columns > 1)
      this.merges.push({
        startRow: row,
        startCol: column,
        endRow: row + rows - 1,
        endCol: column + columns - 1,
      });
  }

  /** Reserves rows of the sheet of these heights; the index of the first. */
  take(...heights: readonly number[]): number {
    const first = this.next;
    heights.forEach((height, down) => this.heights.set(first + down, { height }));
    this.next += heights.length;
    return first;
  }
}

/** A cell of text or, where numbers stand, of a real number that shows the same digits. */
function content(text: string, isNumeric: boolean, style: CellStyle): Partial<Cell> {
  const number = isNumeric ? numberIn(text) : undefined;
  if (number) {
    // A number too wide for its column would be shown as ####.
    const alignment = { ...style.alignment, wrapText: false, shrinkToFit: true };
    return { value: number.value, type: 'number', style: { ...style, alignment, numFmt: number.format } };
  }
  const written = writableText(text);
  if (written === '') return { value: null, style };
  const safe = isLikeFormula(written) ? { ...style, numFmt: '@' } : style;
  return { value: written, type: 'string', style: safe };
}

function cellStyle(size: number, horizontal: PaperCell['align'], isTop = false, isBold = false): CellStyle {
  return {
    font: { name: SONG, size, ...(isBold ? { bold: true } : {}) },
    alignment: { horizontal, vertical: isTop ? 'top' : 'center', wrapText: true },
  };
}

function putHeading(draft: SheetDraft, { title, yearLine, grid }: PaperLayout): void {
  const width = grid.length;
  draft.put(draft.take(30), 0, 1, width, content(title, false, cellStyle(18, 'center', false, true)));
  if (yearLine !== null)
    draft.put(draft.take(20), 0, 1, width, content(yearLine, false, cellStyle(12, 'center')));
}

/**
 * Columns of the cells of a line outside the table: a label takes as many as its words need, at least one is left for every cell
 * behind it; a value takes those of its place in the template.
 */
function lineColumns({ cells }: PaperRow, widths: readonly number[]): PaperCell[] {
  let column = 0;
  return cells.map((cell, index) => {
    const behind = cells.length - 1 - index;
    const last = widths.length - behind;
    let end = behind === 0 ? last : Math.min(last, Math.max(column + 1, cell.column + cell.columns));
    if (cell.role === 'label' && behind > 0) {
      end = column + 1;
      const need = widthOf(cell.text) * LETTERS.em + LETTERS.inset;
      while (end < last && widths.slice(column, end).reduce((sum, width) => sum + width, 0) < need) end += 1;
    }
    const placed = { ...cell, column, columns: end - column };
    column = end;
    return placed;
  });
}

/** Lines outside the table stand on its grid; a label too wide for its columns becomes smaller and not two lines. */
function putLines(draft: SheetDraft, rows: readonly PaperRow[], widths: readonly number[]): void {
  for (const row of rows) {
    const at = draft.take(LINE_HEIGHT);
    const placed = { ...row, cells: lineColumns(row, widths) };
    for (const cell of placed.cells) {
      const style = cellStyle(10, lineAlign(cell, placed));
      const alignment = { ...style.alignment, wrapText: false, shrinkToFit: true };
      const shown = cell.role === 'label' ? { ...style, alignment } : style;
      draft.put(at, cell.column, 1, cell.columns, content(cell.text, false, shown));
    }
  }
}

/** The table; a row higher than a spreadsheet can show is drawn as several rows of the sheet, merged. */
function putTable(
  draft: SheetDraft,
  paper: PaperLayout,
  widths: readonly number[],
): { readonly starts: readonly number[]; readonly isOnePage: boolean } {
  const heights = rowHeights(paper.rows, widths, LETTERS);
  const lines = (paper.linesAbove.length + paper.linesBelow.length) * LINE_HEIGHT + HEADING_HEIGHT;
  const all = heights.reduce((sum, height) => sum + height, lines);
  const isOnePage = all <= PAGE[paper.isLandscape ? 'landscape' : 'portrait'] * MOST_PRESSED;
  const parts = heights.map(splitHeights);
  const starts = parts.map((heights) => draft.take(...heights));
  const end = (row: number): number => starts[row] ?? draft.next;
  paper.rows.forEach(({ cells }, row) => {
    for (const cell of cells) {
      const { column, columns, rows, text, align } = cell;
      const size = cellSize(text, spanOf(cell, widths), LETTERS);
      const style = { ...cellStyle(size, align, isAtTop(cell, !isOnePage)), border: BORDER };
      draft.put(
        end(row),
        column,
        end(row + rows) - end(row),
        columns,
        content(text, align === 'right', style),
      );
    }
  });
  return { starts, isOnePage };
}

function formSheet(paper: PaperLayout, name: string): WriteSheet {
  const orientation = paper.isLandscape ? 'landscape' : 'portrait';
  const total = WIDTH[orientation];
  const widths = shareOut(columnWidths(paper, { total, ...LETTERS }), total * 4).map((width) => width / 4);
  const draft = new SheetDraft();
  putHeading(draft, paper);
  putLines(draft, paper.linesAbove, widths);
  const { starts, isOnePage } = putTable(draft, paper, widths);
  putLines(draft, paper.linesBelow, widths);
  const head = headRows(paper);
  const first = head && starts[head.first];
  const repeated = head && first != null ? `$${String(first + 1)}:$${String(first + head.count)}` : undefined;
  return {
    ...sheetOf(name, draft, widths),
    pageSetup: {
      paperSize: 'a4',
      orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: isOnePage ? 1 : 0,
      margins: MARGINS,
      horizontalCentered: true,
      ...(repeated === undefined ? {} : { printTitlesRow: repeated }),
    },
  };
}

function sheetOf(name: string, draft: SheetDraft, widths: readonly number[]): WriteSheet {
  return {
    name,
    columns: widths.map((width) => ({ width })),
    rows: Array.from({ length: draft.next }, () => widths.map(() => null)),
    cells: draft.cells,
    merges: draft.merges,
    rowDefs: draft.heights,
    view: { showGridLines: false },
    headerFooter: { oddFooter: '&C— &P —' },
  };
}

/** 目录: number, name and link of every form. */
function contentsSheet(papers: readonly PaperLayout[], names: readonly string[]): WriteSheet {
  const draft = new SheetDraft();
  draft.put(draft.take(30), 0, 1, 2, content('目录', false, cellStyle(16, 'center', false, true)));
  papers.forEach((paper, index) => {
    const row = draft.take(20);
    const name = names[index] ?? '';
    const number = cellStyle(11, 'center');
    draft.put(row, 0, 1, 1, { value: index + 1, type: 'number', style: number });
    draft.put(row, 1, 1, 1, {
      ...content(entryOf(paper), false, cellStyle(11, 'left')),
      hyperlink: { target: '', location: `'${name.replaceAll("'", "''")}'!A1` },
    });
  });
  return {
    ...sheetOf('目录', draft, [8, 84]),
    pageSetup: { paperSize: 'a4', orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

/**
 * Excel 文件: one sheet a form; more than one have a sheet of contents before them. The same papers and date give the same
 * bytes.
 */
export function writeXlsx(papers: readonly PaperLayout[], date: string | null): Promise<Uint8Array> {
  const names = sheetNames(papers);
  const sheets = papers.map((paper, index) => formSheet(paper, names[index] ?? ''));
  return writeWorkbook({
    sheets: papers.length > 1 ? [contentsSheet(papers, names), ...sheets] : sheets,
    defaultFont: { name: SONG, size: 10 },
    properties: { created: stampOf(date), modified: stampOf(date) },
  });
}
