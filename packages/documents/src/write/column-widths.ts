import type { PaperCell, PaperLayout } from '@jiheng/domain';

import { longestRun, widthOf } from './pdf/fit-text.ts';

/** What a table is drawn in: its width, the width of a Chinese character and what a cell's margins take, in one unit. */
export interface TableRoom {
  readonly total: number;
  readonly em: number;
  readonly inset: number;
}

/** In characters: up to here a label, a name of a level, a number stands on one line if there is any room for it. */
const WHOLE = { label: 4, value: 3, number: 8, wish: 6 } as const;
/** A number may be printed so much smaller before it is broken. */
const SMALLER = 0.8;
/** Long texts wish for no more. */
const WIDEST_WISH = 10;
/** A label over so many rows is read downwards. */
const TALL = 3;

interface Need {
  /** Narrower, and words or numbers fall apart. */
  readonly floor: number;
  /** A width at which the text is neither a thread nor a flood. */
  readonly wish: number;
}

function needOf({ role, text, rows }: PaperCell): Need {
  const lines = text.split('\n').map(widthOf);
  const width = Math.max(...lines);
  if (role !== 'value') {
    const floor = Math.min(width, rows < TALL ? WHOLE.label : 2);
    return { floor, wish: rows < TALL ? Math.max(floor, width <= WHOLE.wish ? width : width / 2) : floor };
  }
  const floor = Math.max(Math.min(longestRun(text), WHOLE.number) * SMALLER, Math.min(width, WHOLE.value));
  const all = lines.reduce((sum, line) => sum + line, 0);
  const wish = width <= WHOLE.wish ? width : Math.min(WIDEST_WISH, Math.max(WHOLE.wish, Math.sqrt(2 * all)));
  return { floor, wish: Math.max(floor, wish) };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Widens the columns of a span in proportion until they hold what their cell needs. */
function widen(
  widths: number[],
  { column, columns }: PaperCell,
  need: number,
  grid: readonly number[],
): void {
  const lack = need - sum(widths.slice(column, column + columns));
  const share = sum(grid.slice(column, column + columns));
  for (let at = column; lack > 0 && at < column + columns; at += 1)
    widths[at] = (widths[at] ?? 0) + (lack * (grid[at] ?? 0)) / share;
}

function columnNeeds({ rows, grid }: PaperLayout, { em, inset }: TableRoom) {
  // A column that says nothing stays a column.
  const floors = grid.map(() => inset);
  const wishes = grid.map(() => inset);
  const cells = rows.flatMap((row) => row.cells).filter(({ text }) => text !== '');
  for (const cell of cells.sort((a, b) => a.columns - b.columns)) {
    const { floor, wish } = needOf(cell);
    widen(floors, cell, floor * em + inset, grid);
    // What spans columns has room enough for more than its words.
    widen(wishes, cell, (cell.columns === 1 ? wish : floor) * em + inset, grid);
  }
  return { floors, wishes };
}

/** True when every short label and number has its line at this size of letters, with some room to spare. */
export function isRoomy(paper: PaperLayout, room: TableRoom): boolean {
  return sum(columnNeeds(paper, room).floors) <= room.total * 0.8;
}

/** Takes what is too much from widths, in proportion to what each has above its least one; undefined where they have not enough. */
function pressed(widths: readonly number[], least: readonly number[], total: number): number[] | undefined {
  const over = sum(widths) - total;
  const spare = sum(widths) - sum(least);
  if (over > spare) return undefined;
  return widths.map((width, at) =>
    spare === 0 ? width : width - ((width - (least[at] ?? 0)) * over) / spare,
  );
}

/**
 * 列宽: those of the template, as far as the words and numbers of this paper stand in them. A column that is too narrow gets what it
 * lacks from those that have more than they need: first from what is beyond the template, then from the template's own.
 */
export function columnWidths(paper: PaperLayout, room: TableRoom): number[] {
  const { total } = room;
  const { floors, wishes } = columnNeeds(paper, room);
  const official = paper.grid.map((part) => (part / sum(paper.grid)) * total);
  const own = official.map((width, at) => Math.max(floors[at] ?? 0, Math.min(width, wishes[at] ?? 0)));
  const wanted = official.map((width, at) => Math.max(width, wishes[at] ?? 0, floors[at] ?? 0));
  return (
    pressed(wanted, own, total) ??
    pressed(own, floors, total) ??
    floors.map((floor) => (floor * total) / sum(floors))
  );
}
