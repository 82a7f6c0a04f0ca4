import type { Block, BlockCell } from '../../../model/blocks.ts';
import type { CellRange } from './cell-reference.ts';
import type { SheetCell } from './sheet-limits.ts';

/** 工作表 as read: filled cells, merges, and what is hidden. */
export interface Sheet {
  readonly cells: readonly SheetCell[];
  readonly merges: readonly CellRange[];
  readonly hiddenRows: ReadonlySet<number>;
  /** 1 at the number of each hidden column. */
  readonly hiddenColumns: Uint8Array;
}

/** A visible sheet of a workbook; `table` is its number among all sheets. */
export interface NamedSheet {
  readonly name: string;
  readonly table: number;
  readonly sheet: Sheet;
}

/** First visible place of a merge, which is where its text is seen. */
function visibleCorner({ top, left, bottom, right }: CellRange, sheet: Sheet): [number, number] | undefined {
  let row = top;
  while (row <= bottom && sheet.hiddenRows.has(row)) row++;
  let column = left;
  while (column <= right && sheet.hiddenColumns[column] === 1) column++;
  return row <= bottom && column <= right ? [row, column] : undefined;
}

const keyOf = (row: number, column: number): number => row * 32_768 + column;

/** Cells that some merge other than their own covers keep their text in the file, but nobody sees it. */
class Merges {
  readonly #byCorner = new Map<number, CellRange>();
  readonly #byTop: readonly CellRange[];
  #next = 0;
  #active: CellRange[] = [];

  constructor(merges: readonly CellRange[]) {
    for (const merge of merges) this.#byCorner.set(keyOf(merge.top, merge.left), merge);
    this.#byTop = [...this.#byCorner.values()].sort((a, b) => a.top - b.top || a.left - b.left);
  }

  at({ row, column }: SheetCell): CellRange | undefined {
    return this.#byCorner.get(keyOf(row, column));
  }

  /** Goes down to a row; rows must come in order. */
  enter(row: number): void {
    const isNew = (this.#byTop[this.#next]?.top ?? Infinity) <= row;
    if (!isNew && this.#active.every(({ bottom }) => bottom >= row)) return;
    this.#active = this.#active.filter(({ bottom }) => bottom >= row);
    for (; (this.#byTop[this.#next]?.top ?? Infinity) <= row; this.#next++) {
      const merge = this.#byTop[this.#next];
      if (merge && merge.bottom >= row) this.#active.push(merge);
    }
    this.#active.sort((a, b) => a.left - b.left);
  }

  covers(column: number): boolean {
    let low = 0;
    let high = this.#active.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#active[middle]?.left ?? Infinity) <= column) low = middle + 1;
      else high = middle;
    }
    return (this.#active[low - 1]?.right ?? 0) >= column;
  }
}

/** 工作表网格: the cells a reader sees, row by row. Rows without text are left out. */
export function layOutSheet(sheet: Sheet, table: number, name: string): BlockCell[][] {
  const cells = [...sheet.cells].sort((a, b) => a.row - b.row || a.column - b.column);
  const merges = new Merges(sheet.merges);
  const rows = new Map<number, BlockCell[]>();
  for (const cell of cells) {
    merges.enter(cell.row);
    const merge = merges.at(cell);
    if (!merge && merges.covers(cell.column)) continue;
    const { row, column } = cell;
    const isSeen = !sheet.hiddenRows.has(row) && sheet.hiddenColumns[column] !== 1;
    const place = isSeen ? ([row, column] as const) : merge && visibleCorner(merge, sheet);
    if (!place) continue;
    const [seenRow, seenColumn] = place;
    const laid: BlockCell = {
      text: cell.text.replaceAll('\r', ''),
      column: seenColumn - 1,
      columns: merge ? merge.right - seenColumn + 1 : 1,
      rows: 1,
      address: { cell: { table, row, column, sheet: name } },
    };
    const list = rows.get(seenRow);
    if (list) list.push(laid);
    else rows.set(seenRow, [laid]);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, list]) => list.sort((a, b) => a.column - b.column));
}

/** 工作表成块: a sheet as one table. */
export function sheetBlock({ sheet, table, name }: NamedSheet): Block {
  return { kind: 'table', isSheet: true, rows: layOutSheet(sheet, table, name) };
}
