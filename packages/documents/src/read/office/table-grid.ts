import type { BlockCell } from '../../model/blocks.ts';
import { textOfContent, type RawTable } from './content.ts';

type OpenCell = Omit<BlockCell, 'rows'> & { rows: number };

/** Column at which a grid line of this table stands on the scale of all tables that continue each other. */
export type Scale = (gridColumn: number) => number;

/**
 * 表格网格: cells of some rows with the columns and rows they cover. A cell that goes on with the one above belongs to the cell that
 * began at the same column; where none did, as behind a page break, it is a cell of its own.
 */
export function layOutRows(
  rows: RawTable['rows'],
  firstRow: number,
  table: number,
  scale: Scale,
): BlockCell[][] {
  let open = new Map<number, OpenCell>();
  return rows.map(({ before, cells }, index) => {
    const stillOpen = new Map<number, OpenCell>();
    const laid: OpenCell[] = [];
    let column = before;
    for (const { columns, merge, isCovered, content } of cells) {
      const [from, to] = [scale(column), scale(column + columns)];
      const left = laid.at(-1);
      const above = merge === 'continue' ? open.get(column) : undefined;
      if (isCovered && left) laid[laid.length - 1] = { ...left, columns: to - left.column };
      else if (above) {
        above.rows++;
        stillOpen.set(column, above);
      } else {
        const address = { cell: { table, row: firstRow + index + 1, column: column + 1 } };
        const cell = {
          text: textOfContent(content),
          column: from,
          columns: Math.max(1, to - from),
          rows: 1,
          address,
        };
        laid.push(cell);
        if (merge !== 'none') stillOpen.set(column, cell);
      }
      column += columns;
    }
    open = stillOpen;
    return laid;
  });
}

const SAME_LINE = 60;

/** Grid lines of a table from the left; `undefined` where its widths say nothing. */
function gridLines({ widths, rows }: RawTable): number[] | undefined {
  const columns = rows.reduce(
    (most, { before, cells }) =>
      Math.max(
        most,
        cells.reduce((sum, cell) => sum + cell.columns, before),
      ),
    0,
  );
  if (widths.length < columns || widths.some((width) => !(width > 0))) return undefined;
  const lines = [0];
  for (const width of widths) lines.push((lines.at(-1) ?? 0) + width);
  return lines;
}

const isSameGrid = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((line, index) => Math.abs(line - (b[index] ?? 0)) <= SAME_LINE);

/** 对齐: one scale of columns for tables that follow each other directly, so that a table goes on in the next one's columns. */
export function scalesOf(tables: readonly RawTable[]): Scale[] {
  const own: Scale = (column) => column;
  const grids = tables.map(gridLines);
  const [first] = grids;
  if (!first || grids.some((grid) => grid === undefined)) return tables.map(() => own);
  const known = grids.map((grid) => grid ?? []);
  const isApart = known.some((grid) => Math.abs((grid.at(-1) ?? 0) - (first.at(-1) ?? 0)) > SAME_LINE * 4);
  if (isApart || known.every((grid) => isSameGrid(grid, first))) return tables.map(() => own);
  const lines: number[] = [];
  for (const line of known.flat().sort((a, b) => a - b))
    if (lines.length === 0 || line - (lines.at(-1) ?? 0) > SAME_LINE) lines.push(line);
  return known.map((grid) => {
    const places = grid.map((line) => lines.findLastIndex((known) => known <= line));
    return (column) => places[column] ?? column;
  });
}
