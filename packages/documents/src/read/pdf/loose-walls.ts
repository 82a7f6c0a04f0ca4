import type { LooseRow } from './loose-cells.ts';

const MIN_GUTTER = 1.5;
/** Cells a row needs to show gutters. */
const MIN_CELLS = 3;
const MARGIN = 3;

/** 空白分栏: middles of the vertical bands that no cell of the rows covers, and both edges. */
export function gutters(rows: readonly LooseRow[]): number[] {
  const boxes = rows
    .filter((row) => row.length >= MIN_CELLS)
    .flatMap((row) => row.map(({ box }) => box))
    .sort((a, b) => a.left - b.left);
  const [first] = boxes;
  if (!first) return [];
  const walls = [first.left - MARGIN];
  let { right } = first;
  for (const box of boxes) {
    if (box.left - right >= MIN_GUTTER) walls.push((right + box.left) / 2);
    right = Math.max(right, box.right);
  }
  return [...walls, right + MARGIN];
}

/** 最少分栏: the fewest walls that part all neighbours in the rows, and both edges. Cells may well reach over walls. */
export function fewestWalls(rows: readonly LooseRow[]): number[] {
  const boxes = rows.flat().map(({ box }) => box);
  const gaps = rows
    .flatMap((row) =>
      row.slice(1).map(({ box }, index) => ({ from: row[index]?.box.right ?? 0, to: box.left })),
    )
    .sort((a, b) => a.to - b.to);
  const walls = [Math.min(...boxes.map(({ left }) => left)) - MARGIN];
  for (const { from, to } of gaps) if ((walls.at(-1) ?? 0) < from) walls.push(to);
  return [...walls, Math.max(...boxes.map(({ right }) => right)) + MARGIN];
}

/** Column that holds a place. */
export const columnAt = (walls: readonly number[], x: number): number =>
  Math.max(
    0,
    walls.findLastIndex((wall) => wall <= x + 1),
  );
