import type { Block } from '../model/blocks.ts';
import { lineAt, type NeutralDocument, type Range } from '../model/neutral-document.ts';
import type { NamedSheet } from '../read/office/xlsx/sheet-grid.ts';

/** A cell with the place it covers, rows and columns from 1, and its stretch of the neutral text; none when blank. */
export interface PartCell {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly range: Range | undefined;
}

/** First and last line of the neutral text, from 1. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** A table or sheet; cells of more than one place come first, then from top to bottom. */
export interface TablePart {
  readonly kind: 'table';
  readonly table: number;
  readonly sheet: string | null;
  readonly cells: readonly PartCell[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly isHiddenColumn: (column: number) => boolean;
  /** Lines of each row that begins a filled cell, in order of the rows. */
  readonly filled: ReadonlyMap<number, Lines>;
}

export interface ParagraphPart {
  readonly kind: 'paragraph';
  readonly lines: Lines;
}

/** 原件各部分: an original as its tables and paragraphs, each tied to the lines that the places of its values count. */
export interface OriginalParts {
  readonly document: NeutralDocument;
  readonly parts: readonly (TablePart | ParagraphPart)[];
}

type RangeOf = (table: number, row: number, column: number) => Range | undefined;

/** Where the text of each cell of the file stands in the neutral text. */
function rangesByCell({ sources = [] }: NeutralDocument): RangeOf {
  const ranges = new Map<string, Range>();
  for (const { from, to, address } of sources) {
    const { cell } = address;
    if (cell && to > from) ranges.set(`${cell.table} ${cell.row} ${cell.column}`, { from, to });
  }
  return (table, row, column) => ranges.get(`${table} ${row} ${column}`);
}

function linesOf({ lineStarts }: NeutralDocument, { from, to }: Range): Lines {
  return { first: lineAt(lineStarts, from) + 1, last: lineAt(lineStarts, Math.max(from, to - 1)) + 1 };
}

function filledRows(document: NeutralDocument, cells: readonly PartCell[]): Map<number, Lines> {
  const filled = new Map<number, Lines>();
  for (const { row, range } of cells) {
    if (!range) continue;
    const own = linesOf(document, range);
    const known = filled.get(row);
    filled.set(row, {
      first: Math.min(own.first, known?.first ?? own.first),
      last: Math.max(own.last, known?.last ?? own.last),
    });
  }
  return new Map([...filled].sort(([a], [b]) => a - b));
}

/** What is merged goes first: it takes the places that it covers. */
const inOrder = (cells: PartCell[]): PartCell[] =>
  cells.sort(
    (a, b) =>
      Number(b.rows * b.columns > 1) - Number(a.rows * a.columns > 1) || a.row - b.row || a.column - b.column,
  );

function sheetPart(
  { sheet, table, name }: NamedSheet,
  document: NeutralDocument,
  rangeOf: RangeOf,
): TablePart {
  const merged = sheet.merges.map(({ top, left, bottom, right }) => ({
    row: top,
    column: left,
    rows: bottom - top + 1,
    columns: right - left + 1,
    range: rangeOf(table, top, left),
  }));
  const corners = new Set(merged.map(({ row, column }) => `${row} ${column}`));
  const single = sheet.cells
    .filter(({ row, column }) => !corners.has(`${row} ${column}`))
    .map(({ row, column }) => ({ row, column, rows: 1, columns: 1, range: rangeOf(table, row, column) }));
  const cells = inOrder([...merged, ...single]);
  return {
    kind: 'table',
    table,
    sheet: name,
    cells,
    hiddenRows: sheet.hiddenRows,
    isHiddenColumn: (column) => sheet.hiddenColumns[column] === 1,
    filled: filledRows(document, cells),
  };
}

/** 工作簿各表 as parts. */
export function partsOfSheets(document: NeutralDocument, sheets: readonly NamedSheet[]): OriginalParts {
  const rangeOf = rangesByCell(document);
  return { document, parts: sheets.map((sheet) => sheetPart(sheet, document, rangeOf)) };
}

function blockPart(
  { rows }: Extract<Block, { kind: 'table' }>,
  document: NeutralDocument,
  rangeOf: RangeOf,
): TablePart | undefined {
  const first = rows.find((row) => row.length > 0)?.[0]?.address.cell;
  if (!first) return undefined;
  let number = 0;
  const cells = rows.flatMap((row) => {
    // A row whose places are all covered from above has no cell that says its number.
    number = row[0]?.address.cell?.row ?? number + 1;
    return row.map(({ column, columns, rows: span, address: { cell } }) => ({
      row: number,
      column: column + 1,
      rows: span,
      columns,
      range: cell && rangeOf(cell.table, cell.row, cell.column),
    }));
  });
  return {
    kind: 'table',
    table: first.table,
    sheet: null,
    cells: inOrder(cells),
    hiddenRows: new Set(),
    isHiddenColumn: () => false,
    filled: filledRows(document, cells),
  };
}

/** 文档各段落和表格 as parts; `starts` are the offsets at which the blocks start in the text. */
export function partsOfBlocks(
  document: NeutralDocument,
  blocks: readonly Block[],
  starts: readonly number[],
): OriginalParts {
  const rangeOf = rangesByCell(document);
  const parts = blocks.flatMap<TablePart | ParagraphPart>((block, index) => {
    if (block.kind === 'table') return blockPart(block, document, rangeOf) ?? [];
    const [from = 0, to = document.text.length] = [starts[index], starts[index + 1]];
    return to > from ? [{ kind: 'paragraph', lines: linesOf(document, { from, to: to - 1 }) }] : [];
  });
  return { document, parts };
}
