import type { Box } from './geometry.ts';
import { boxOfCells, rowsOfCells, type LooseCell, type LooseRow } from './loose-cells.ts';
import { columnAt } from './loose-walls.ts';

/** Columns of a table without rules: middles of the gutters with both outer edges, and which columns hold levels. */
export interface LooseColumns {
  readonly walls: readonly number[];
  readonly levels: ReadonlySet<number>;
  /** Rows that show the columns. */
  readonly rows: readonly LooseRow[];
}

/** Ways to cut rows into stretches that are looked at. */
const MAX_CUTS = 5_000_000;
/** How far merged labels may be from the middle of their rows on average, in heights of a row. */
const CENTRED = 0.6;

const middle = ({ top, bottom }: { top: number; bottom: number }): number => (top + bottom) / 2;

/**
 * First rows of the stretches over which merged labels of one column stand in the middle: of all ways to cut the rows into
 * stretches the one whose middles are nearest; undefined where the labels stand otherwise. On a page that goes on with a table
 * the first rows may belong to a label of the page before.
 */
function centredStarts(
  labels: readonly LooseCell[],
  boxes: readonly Box[],
  isCarried: boolean,
): number[] | undefined {
  const rows = boxes.length;
  if (labels.length * rows * rows > MAX_CUTS) return undefined;
  const height = ((boxes.at(-1)?.bottom ?? 0) - (boxes[0]?.top ?? 0)) / Math.max(1, rows);
  const off = (from: number, to: number, label: LooseCell): number =>
    Math.abs(((boxes[from]?.top ?? 0) + (boxes[to - 1]?.bottom ?? 0)) / 2 - middle(label.box));
  let costs = Array.from({ length: rows + 1 }, (_, row) => (row === 0 || isCarried ? 0 : Infinity));
  const backs = labels.map((label) => {
    const next = new Array<number>(rows + 1).fill(Infinity);
    const back = new Array<number>(rows + 1).fill(0);
    for (let to = 1; to <= rows; to++)
      for (let from = 0; from < to; from++) {
        const cost = (costs[from] ?? Infinity) + off(from, to, label);
        if (cost < (next[to] ?? Infinity)) [next[to], back[to]] = [cost, from];
      }
    costs = next;
    return back;
  });
  // Rows of totals at the end have no level.
  const end = costs.lastIndexOf(Math.min(...costs));
  if ((costs[end] ?? Infinity) > height * CENTRED * labels.length) return undefined;
  const starts: number[] = [];
  for (let row = end, at = backs.length - 1; at >= 0; at--) {
    row = backs[at]?.[row] ?? 0;
    starts.unshift(row);
  }
  return starts;
}

/** 居中的级次: rows of a body in which levels merged over rows go to the first of their rows. */
export function levelledRows(
  rows: readonly LooseRow[],
  { walls, levels }: LooseColumns,
  isCarried: boolean,
): LooseRow[] {
  const columnOf = ({ box }: LooseCell): number => columnAt(walls, box.left);
  const cells = rows.flat();
  const body = rowsOfCells(cells.filter((cell) => !levels.has(columnOf(cell)))).map((row) => [...row]);
  if (body.length === 0) return [...rows];
  const boxes = body.map(boxOfCells);
  for (const level of levels) {
    const labels = cells.filter((cell) => columnOf(cell) === level).sort((a, b) => a.box.top - b.box.top);
    const starts = centredStarts(labels, boxes, isCarried);
    labels.forEach((label, index) => {
      const touched = boxes.findIndex(({ bottom }) => bottom > label.box.top + 1);
      body[starts?.[index] ?? (touched < 0 ? body.length - 1 : touched)]?.push(label);
    });
  }
  return body.map((row) => row.sort((a, b) => a.box.left - b.box.left));
}
