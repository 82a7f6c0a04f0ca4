import { boxOfCells, type LooseRow } from './loose-cells.ts';

const MARGIN = 3;

/** 最少分栏: the fewest walls that part all neighbours in the rows, and both edges. Cells may well reach over walls. */
export function fewestWalls(rows: readonly LooseRow[]): number[] {
  const { left, right } = boxOfCells(rows.flat());
  const gaps = rows
    .flatMap((row) => row.slice(1).map(({ box }, at) => ({ from: row[at]?.box.right ?? 0, to: box.left })))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.to - b.to);
  const inner: { from: number; readonly to: number }[] = [];
  for (const { from, to } of gaps) {
    const wall = inner.at(-1);
    // The gap with the nearest end is a place for the wall of all gaps that begin before it.
    if (wall && from < wall.to) wall.from = Math.max(wall.from, from);
    else inner.push({ from, to });
  }
  return [left - MARGIN, ...inner.map(({ from, to }) => (from + to) / 2), right + MARGIN];
}

/** Column that holds a place. */
export const columnAt = (walls: readonly number[], x: number): number =>
  Math.max(
    0,
    walls.findLastIndex((wall) => wall <= x),
  );
