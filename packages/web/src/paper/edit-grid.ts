import {
  placeOf,
  type Draft,
  type DraftPlace,
  type FormTemplate,
  type PaperCell,
  type PaperLayout,
} from '@jiheng/domain';

/** 可编辑单元格 with its place on the grid of the paper; a merged level cell has the places of all its rows. */
export interface EditCell {
  readonly cell: PaperCell;
  readonly places: readonly DraftPlace[];
  readonly top: number;
  readonly left: number;
  /** Exclusive. */
  readonly bottom: number;
  readonly right: number;
}

/** 编辑网格: the editable cells of a paper, by square and in reading order. */
export interface EditGrid {
  readonly cells: readonly EditCell[];
  readonly at: (row: number, column: number) => EditCell | undefined;
  /** The cell that shows a place of the draft. */
  readonly of: (place: DraftPlace | null) => EditCell | undefined;
  readonly height: number;
  readonly width: number;
}

/** Sign and unit that have columns of their own are typed together with the number. */
const NOT_TYPED: ReadonlySet<string> = new Set(['targetOperator', 'targetUnit', 'ignored']);

export function placeKey({ row, field }: DraftPlace): string {
  return `${row ?? ''}|${field}`;
}

function placesOf(cell: PaperCell, draft: Draft, template: FormTemplate): readonly DraftPlace[] {
  const { field, indicator, rows, paths } = cell;
  if (field === undefined || NOT_TYPED.has(field)) return [];
  if (indicator !== undefined) {
    return draft.rows.slice(indicator, indicator + rows).map(({ id }) => ({ row: id, field }));
  }
  const known = paths[0] === undefined ? undefined : placeOf(draft, template, paths[0]);
  return [known ?? { row: null, field }];
}

function square(row: number, column: number): number {
  return row * 1000 + column;
}

export function editGrid(paper: PaperLayout, draft: Draft, template: FormTemplate): EditGrid {
  const rows = [...paper.linesAbove, ...paper.rows, ...paper.linesBelow];
  const cells: EditCell[] = [];
  const squares = new Map<number, EditCell>();
  const places = new Map<string, EditCell>();
  rows.forEach((row, top) => {
    for (const cell of row.cells) {
      const shown = cell.role === 'value' ? placesOf(cell, draft, template) : [];
      if (shown.length === 0) continue;
      const { column: left, columns } = cell;
      const edit = { cell, places: shown, top, left, bottom: top + cell.rows, right: left + columns };
      cells.push(edit);
      for (const place of shown) places.set(placeKey(place), edit);
      for (let down = top; down < edit.bottom; down += 1)
        for (let across = left; across < edit.right; across += 1) squares.set(square(down, across), edit);
    }
  });
  return {
    cells,
    at: (row, column) => squares.get(square(row, column)),
    of: (place) => (place === null ? undefined : places.get(placeKey(place))),
    height: rows.length,
    width: paper.grid.length,
  };
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The next editable cell in a direction, over labels if need be; the cell itself at the edge. */
export function neighbour(grid: EditGrid, from: EditCell, direction: Direction): EditCell {
  const isAcross = direction === 'left' || direction === 'right';
  const step = direction === 'down' || direction === 'right' ? 1 : -1;
  const start = { up: from.top - 1, down: from.bottom, left: from.left - 1, right: from.right }[direction];
  const end = isAcross ? grid.width : grid.height;
  for (let at = start; at >= 0 && at < end; at += step) {
    const found = isAcross ? grid.at(from.top, at) : rowNearest(grid, at, from);
    if (found && found !== from) return found;
  }
  return from;
}

/** In a row the cell straight above or below; where labels stand there, the nearest one at the right. */
function rowNearest(grid: EditGrid, row: number, from: EditCell): EditCell | undefined {
  for (let column = from.left; column < from.right; column += 1) {
    const found = grid.at(row, column);
    if (found) return found;
  }
  return undefined;
}

/** Tab: the next (or previous) cell in reading order. */
export function inOrder(grid: EditGrid, from: EditCell, step: 1 | -1): EditCell {
  const at = grid.cells.indexOf(from);
  return grid.cells[at + step] ?? from;
}

/** A rectangle of squares; ends exclusive. */
export type Rectangle = Pick<EditCell, 'top' | 'left' | 'bottom' | 'right'>;

/** 选区: the rectangle that two cells span, grown until no merged cell is cut. */
export function spanned(grid: EditGrid, anchor: EditCell, focus: EditCell): Rectangle {
  let area = bounding([anchor, focus]);
  for (;;) {
    const grown = bounding([area, ...grid.cells.filter((cell) => overlaps(cell, area))]);
    if (
      grown.top === area.top &&
      grown.bottom === area.bottom &&
      grown.left === area.left &&
      grown.right === area.right
    )
      return grown;
    area = grown;
  }
}

function bounding(parts: readonly Rectangle[]): Rectangle {
  return {
    top: Math.min(...parts.map(({ top }) => top)),
    left: Math.min(...parts.map(({ left }) => left)),
    bottom: Math.max(...parts.map(({ bottom }) => bottom)),
    right: Math.max(...parts.map(({ right }) => right)),
  };
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;
}

/** Cells of a rectangle in reading order. */
export function cellsIn(grid: EditGrid, area: Rectangle): readonly EditCell[] {
  return grid.cells.filter((cell) => overlaps(cell, area));
}
