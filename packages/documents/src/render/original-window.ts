import type { NeutralDocument, Range } from '../model/neutral-document.ts';
import { lineAt } from '../model/neutral-document.ts';
import type { Lines, OriginalParts, PartCell, TablePart } from './original-parts.ts';

/** A line of a cell or paragraph; `line` and `column` say where it begins in the text that places count, from 1. */
export interface OriginalLine {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

export interface OriginalCell {
  readonly columns: number;
  readonly rows: number;
  /** None in a blank cell. */
  readonly lines: readonly OriginalLine[];
}

/** A row as shown; its cells and those that reach down from above cover each column once. */
export interface OriginalRow {
  readonly number: number;
  /** Rows left out above it: hidden in the file, and blank ones. */
  readonly hiddenAbove: number;
  readonly blankAbove: number;
  readonly cells: readonly OriginalCell[];
}

export interface OriginalTable {
  readonly kind: 'table';
  readonly table: number;
  readonly sheet: string | null;
  readonly columns: readonly { readonly number: number; readonly hiddenBefore: number }[];
  readonly rows: readonly OriginalRow[];
}

export interface OriginalParagraph {
  readonly kind: 'paragraph';
  readonly lines: readonly OriginalLine[];
}

/** 原件片段: what stands at some lines of the neutral text. */
export interface OriginalWindow {
  /** Lines of the whole original. */
  readonly lines: number;
  readonly parts: readonly (OriginalTable | OriginalParagraph)[];
}

/** Blank rows beyond so many together are left out and counted. */
const MOST_BLANK = 3;
const MOST_COLUMNS = 60;
/** Characters of one line, and of a window. */
const MOST_IN_LINE = 4_000;
const MOST_IN_WINDOW = 400_000;

/** Cuts lines out of the text until the window is full. */
class LineCutter {
  readonly #document: NeutralDocument;
  #left = MOST_IN_WINDOW;

  constructor(document: NeutralDocument) {
    this.#document = document;
  }

  cut({ from, to }: Range): OriginalLine[] {
    const { text, lineStarts } = this.#document;
    const lines: OriginalLine[] = [];
    for (let index = lineAt(lineStarts, from); (lineStarts[index] ?? Infinity) < to; index++) {
      const start = Math.max(from, lineStarts[index] ?? 0);
      const next = lineStarts[index + 1];
      const end = Math.min(to, next === undefined ? text.length : next - 1);
      const shown = text.slice(start, Math.min(end, start + Math.min(MOST_IN_LINE, this.#left)));
      this.#left -= shown.length;
      if (shown.trim() !== '')
        lines.push({ line: index + 1, column: start - (lineStarts[index] ?? 0) + 1, text: shown });
    }
    return lines;
  }

  /** Whole lines. */
  lines({ first, last }: Lines): OriginalLine[] {
    const { text, lineStarts } = this.#document;
    return this.cut({ from: lineStarts[first - 1] ?? 0, to: lineStarts[last] ?? text.length });
  }
}

const meets = ({ first, last }: Lines, wanted: Lines): boolean =>
  first <= wanted.last && last >= wanted.first;

interface ShownRow {
  readonly number: number;
  readonly hiddenAbove: number;
  readonly blankAbove: number;
}

/** Rows from the first to the last filled one that is wanted; hidden rows and long blank stretches are counted only. */
function rowsOf({ filled, hiddenRows }: TablePart, wanted: Lines): ShownRow[] {
  const rows: ShownRow[] = [];
  const hidden = [...hiddenRows].sort((a, b) => a - b);
  let before = 0;
  for (const [number, lines] of filled) {
    if (!meets(lines, wanted) || hiddenRows.has(number)) {
      if (rows.length === 0) before = number;
      continue;
    }
    const above = rows.at(-1)?.number ?? before;
    const hiddenAbove = hidden.filter((row) => row > above && row < number).length;
    const blank = number - above - 1 - hiddenAbove;
    const isShort = rows.length > 0 && hiddenAbove === 0 && blank <= MOST_BLANK;
    for (let row = above + 1; isShort && row < number; row++)
      rows.push({ number: row, hiddenAbove: 0, blankAbove: 0 });
    rows.push({ number, hiddenAbove, blankAbove: isShort || rows.length === 0 ? 0 : blank });
  }
  return rows;
}

/** Columns that cells of the shown rows reach, near the wanted one. */
function columnsOf({ isHiddenColumn }: TablePart, cells: readonly PartCell[], near: number): number[] {
  const filled = cells.filter(({ range }) => range !== undefined);
  const last = filled.reduce((most, { column }) => Math.max(most, column), 1) + MOST_COLUMNS / 2;
  const right = filled.reduce(
    (most, { column, columns }) => Math.max(most, Math.min(last, column + columns - 1)),
    1,
  );
  const left = filled.reduce((least, { column }) => Math.min(least, column), right);
  const from = Math.max(left, Math.min(near - MOST_COLUMNS / 2, right - MOST_COLUMNS + 1));
  const columns = Array.from(
    { length: Math.min(MOST_COLUMNS, right - from + 1) },
    (_, index) => from + index,
  );
  return columns.filter((column) => !isHiddenColumn(column));
}

/** Places of a grid, each given away once. */
class Places {
  readonly #taken: Uint8Array;
  readonly #width: number;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#taken = new Uint8Array(width * height);
  }

  /** Takes the rectangle, or its first place when others stand in it already; false when that one is taken. */
  take(
    row: number,
    column: number,
    rows: number,
    columns: number,
  ): { rows: number; columns: number } | undefined {
    if (this.#taken[row * this.#width + column] !== 0) return undefined;
    const isFree = this.#every(row, column, rows, columns);
    const size = isFree ? { rows, columns } : { rows: 1, columns: 1 };
    for (let down = 0; down < size.rows; down++) {
      const start = (row + down) * this.#width + column;
      this.#taken.fill(1, start, start + size.columns);
    }
    return size;
  }

  #every(row: number, column: number, rows: number, columns: number): boolean {
    for (let down = 0; down < rows; down++) {
      const start = (row + down) * this.#width + column;
      if (this.#taken.subarray(start, start + columns).includes(1)) return false;
    }
    return true;
  }
}

/** First and count of shown numbers within a stretch. */
function within(shown: readonly number[], from: number, count: number): { at: number; count: number } {
  const at = shown.findIndex((number) => number >= from);
  const end = shown.findLastIndex((number) => number < from + count);
  return { at, count: at < 0 ? 0 : end - at + 1 };
}

function tableWindow(
  part: TablePart,
  wanted: Lines,
  near: number,
  cutter: LineCutter,
): OriginalTable | undefined {
  const shown = rowsOf(part, wanted);
  const [top, bottom] = [shown[0]?.number, shown.at(-1)?.number];
  if (top === undefined || bottom === undefined) return undefined;
  const cells = part.cells.filter(({ row, rows }) => row <= bottom && row + rows > top);
  const columns = columnsOf(part, cells, near);
  const numbers = shown.map(({ number }) => number);
  const places = new Places(columns.length, shown.length);
  const grid: { readonly column: number; readonly cell: OriginalCell }[][] = shown.map(() => []);
  for (const { row, column, rows, columns: wide, range } of cells) {
    const [down, across] = [within(numbers, row, rows), within(columns, column, wide)];
    if (down.count === 0 || across.count === 0) continue;
    const size = places.take(down.at, across.at, down.count, across.count);
    if (size)
      grid[down.at]?.push({ column: across.at, cell: { ...size, lines: range ? cutter.cut(range) : [] } });
  }
  const rows = shown.map((row, at): OriginalRow => {
    const own = grid[at] ?? [];
    columns.forEach((_, column) => {
      const size = places.take(at, column, 1, 1);
      if (size) own.push({ column, cell: { ...size, lines: [] } });
    });
    return { ...row, cells: own.sort((a, b) => a.column - b.column).map(({ cell }) => cell) };
  });
  return {
    kind: 'table',
    table: part.table,
    sheet: part.sheet,
    columns: columns.map((number, at) => ({
      number,
      hiddenBefore: at === 0 ? 0 : number - (columns[at - 1] ?? 0) - 1,
    })),
    rows,
  };
}

/**
 * 原件片段: the tables and paragraphs at some lines of the neutral text; of a very wide table the columns near the wanted
 * one. A merge that reaches in from outside is shown with the part that is inside.
 */
export function originalWindow({ document, parts }: OriginalParts, wanted: Lines, near = 1): OriginalWindow {
  const cutter = new LineCutter(document);
  const shown = parts.flatMap<OriginalTable | OriginalParagraph>((part) => {
    if (part.kind === 'table') return tableWindow(part, wanted, near, cutter) ?? [];
    return meets(part.lines, wanted) ? [{ kind: 'paragraph', lines: cutter.lines(part.lines) }] : [];
  });
  return { lines: document.lineStarts.length, parts: shown };
}
