import type { Column } from './align-rows.ts';
import type { Item } from './items.ts';
import { joinItems } from './level-pieces.ts';
import type { LevelIndex } from './level-index.ts';

const NUMBER = /^[\d.,]+$/;

function byRow(items: readonly Item[]): Item[][] {
  const rows: Item[][] = [];
  for (const item of items) {
    if (item.kind === 'blank') continue;
    const last = rows.at(-1);
    if (last && last[0]?.row === item.row) last.push(item);
    else rows.push([item]);
  }
  return rows;
}

/** True when a row only goes on with cells of the row above it: no name, no points, every cell below a filled one. */
function goesOn(
  row: readonly Item[],
  above: readonly Item[],
  columns: readonly Column[],
  levels: LevelIndex,
): boolean {
  return row.every((item) => {
    const field = columns.find(({ column }) => column === item.column)?.field;
    const upper = above.find(({ column }) => column === item.column);
    if (
      !upper ||
      field === undefined ||
      field === 'level3' ||
      field === 'maxScore' ||
      field === 'score' ||
      NUMBER.test(item.key)
    )
      return false;
    if (field !== 'level1' && field !== 'level2') return true;
    const joined = upper.key + item.key;
    return (
      levels.find(upper.key)?.isWeak !== false &&
      (levels.find(joined) !== undefined || levels.isPiece(joined))
    );
  });
}

/** 断行合并: rows of a grid that page ends cut in two become one again, cell by cell. */
export function joinBrokenRows(
  items: readonly Item[],
  columns: readonly Column[],
  levels: LevelIndex,
): Item[] {
  const rows: Item[][] = [];
  for (const row of byRow(items)) {
    const above = rows.at(-1);
    if (!above || !goesOn(row, above, columns, levels)) {
      rows.push(row);
      continue;
    }
    rows[rows.length - 1] = above.map((upper) => {
      const lower = row.find(({ column }) => column === upper.column);
      return lower ? joinItems([upper, lower]) : upper;
    });
  }
  return rows.flat();
}
