import type { CellsBlock, TemplateCell } from './form-template.ts';

/** A cell with its place on the grid, counted from 0. */
export interface PlacedCell {
  readonly cell: TemplateCell;
  readonly row: number;
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
}

/** Places the cells of a block on its grid; row spans push the cells of the rows below aside. */
export function placeCells(rows: CellsBlock['rows']): readonly PlacedCell[] {
  const placed: PlacedCell[] = [];
  const taken = new Set<string>();
  rows.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while (taken.has(`${String(row)}:${String(column)}`)) column += 1;
      const { columns = 1, rows: height = 1 } = cell;
      for (let down = 0; down < height; down += 1) {
        for (let across = 0; across < columns; across += 1) {
          taken.add(`${String(row + down)}:${String(column + across)}`);
        }
      }
      placed.push({ cell, row, column, columns, rows: height });
      column += columns;
    }
  });
  return placed;
}

/** Label printed before a cell of a block: the nearest one at its left that begins in the same row. */
export function labelBefore(block: readonly PlacedCell[], { row, column }: PlacedCell): string {
  const found = block.findLast(
    (other) => 'label' in other.cell && other.row === row && other.column < column,
  )?.cell;
  return found && 'label' in found ? found.label : '';
}
