import { brokenToFit, fittingSize, heightOf, lineSize, TEXT_SIZE, withBreaks } from './fit-text.ts';
import { acrossOf, downOf, INSET, MARGIN, type LineCell, type Sheet, type SheetCell } from './sheet.ts';

/** Rows higher than this share of a page may be cut between lines; lower ones move to the next page whole. */
const WHOLE_ROW = 0.4;

/** Columns narrower than this have no room to show where a paragraph ends. */
const LONG_TEXT = 160;
const TITLE_SIZE = 16;

interface PrintedCell extends Omit<SheetCell, 'isLabel' | 'text'> {
  readonly paragraphs: readonly string[];
  readonly isLong: boolean;
  /** Number of the row over all forms, in the one cell of a row that tells its page. */
  readonly row: number | null;
  readonly size: number;
  readonly breakable: boolean;
}

function printed(cell: SheetCell, sheet: Sheet, row: number | null, isWhole: boolean): PrintedCell {
  const { x, y, columns, rows, align, open } = cell;
  const width = sheet.columns.slice(x, x + columns).reduce((sum, part) => sum + part, 0) - 2 * INSET;
  const text = brokenToFit(withBreaks(cell.text), width);
  const size = fittingSize(text, width);
  const breakable = (rows > 1 && !isWhole) || heightOf(text, width) > WHOLE_ROW * downOf(sheet.isLandscape);
  const paragraphs = text.split('\n');
  return {
    x,
    y,
    columns,
    rows,
    paragraphs,
    isLong: width >= LONG_TEXT && align === 'left',
    align,
    open,
    row,
    size,
    breakable,
  };
}

function printedPiece({ text, isLabel }: LineCell): object {
  return { isLabel, size: TEXT_SIZE, isLong: false, paragraphs: withBreaks(text).split('\n') };
}

/** The cell of each row that tells its page: one of that row alone, where there is one. */
function tellers(cells: readonly SheetCell[]): ReadonlySet<SheetCell> {
  const byRow = new Map<number, SheetCell>();
  for (const cell of cells) {
    const known = byRow.get(cell.y);
    if (!known || (known.rows > 1 && cell.rows === 1)) byRow.set(cell.y, cell);
  }
  return new Set(byRow.values());
}

/** A sheet with its cells as they are cut for the pages, and the number its rows begin with. */
export interface CutSheet {
  readonly sheet: Sheet;
  readonly cells: readonly SheetCell[];
  /** Cells that no page may cut. */
  readonly whole: ReadonlySet<SheetCell>;
  readonly firstRow: number;
}

function parts({ sheet, cells, whole, firstRow }: CutSheet): unknown[] {
  const [from, to] = sheet.heads ?? [sheet.height, sheet.height];
  const telling = tellers(cells);
  const part = (header: boolean, low: number, high: number) => ({
    header,
    cells: cells
      .filter(({ y }) => y >= low && y < high)
      .map((cell) =>
        printed(cell, sheet, !header && telling.has(cell) ? firstRow + cell.y : null, whole.has(cell)),
      ),
  });
  return [part(false, 0, from), part(true, from, to), part(false, to, sheet.height)].filter(
    ({ cells: held }) => held.length > 0,
  );
}

export interface PrintOptions {
  readonly title: string;
  /** Civil date `YYYY-MM-DD`. */
  readonly date: string | null;
  /** Families tried before our own. */
  readonly fonts: readonly string[];
}

/** 排版数据: everything Typst is told, as the JSON of its one input. */
export function typstInput(sheets: readonly CutSheet[], { title, date, fonts }: PrintOptions): string {
  const [year, month, day] = (date ?? '').split('-').map(Number);
  return JSON.stringify({
    title,
    date: date === null ? null : { year, month, day },
    fonts,
    margin: MARGIN,
    inset: INSET,
    forms: sheets.map((cut) => ({
      title: cut.sheet.title,
      titleSize: lineSize(cut.sheet.title, acrossOf(cut.sheet.isLandscape), TITLE_SIZE),
      entry: cut.sheet.entry,
      yearLine: cut.sheet.yearLine,
      landscape: cut.sheet.isLandscape,
      columns: cut.sheet.columns,
      above: cut.sheet.above.map((line) => line.map(printedPiece)),
      below: cut.sheet.below.map((line) => line.map(printedPiece)),
      parts: parts(cut),
    })),
  });
}
