import { labelKey } from '../../match/label-key.ts';
import type { ReaderRules } from '../../match/reader-rules.ts';
import type { PagedLine } from './page-block.ts';

/** A cell while pages are stitched: lines from later pages may come to it. */
export interface OpenCell {
  readonly left: number;
  readonly right: number;
  readonly rowSpan: number;
  lines: readonly PagedLine[];
}

export interface OpenRow {
  readonly cells: OpenCell[];
  /** A head that is printed again on a later page. */
  readonly isRepeated: boolean;
}

const SAME_WALL = 2.5;
/** Blank at the end of a line that is called full, in font sizes and points. */
const FULL_SIZES = 1.1;
const FULL_POINTS = 12;
/** A text of so many lines may end a paragraph where the page ends. */
const LONG = 3;
const NUMBER = /^[-\d.,%/]+$/;
/** Share of rows that fill a column which a whole row fills, and rows needed to tell. */
const USUAL = 0.8;
const MIN_ROWS = 3;
const RECENT = 200;

interface Pair {
  readonly upper: OpenCell;
  readonly lower: OpenCell;
  /** Neither is merged over rows. */
  readonly isLeaf: boolean;
}

const textOf = (lines: readonly PagedLine[]): string => labelKey(lines.map(({ text }) => text).join(''));
const isFilled = ({ lines }: OpenCell): boolean => lines.length > 0;
const sameWalls = (a: OpenCell, b: OpenCell): boolean =>
  Math.abs(a.left - b.left) < SAME_WALL && Math.abs(a.right - b.right) < SAME_WALL;

/** Cells that reach the lower edge of a page's part. */
function bottomCells(rows: readonly OpenRow[]): OpenCell[] {
  return rows.flatMap(({ cells }, index) => cells.filter(({ rowSpan }) => index + rowSpan >= rows.length));
}

function pairsOf(rows: readonly OpenRow[], lower: OpenRow): Pair[] {
  const bottom = bottomCells(rows);
  return lower.cells.flatMap((cell) => {
    const upper = bottom.find((other) => sameWalls(other, cell));
    return upper ? [{ upper, lower: cell, isLeaf: upper.rowSpan === 1 && cell.rowSpan === 1 }] : [];
  });
}

function isFull({ left, right, lines }: OpenCell): boolean {
  const last = lines.at(-1);
  if (!last) return false;
  return right - left - (last.box.right - last.box.left) < FULL_SIZES * last.size + FULL_POINTS;
}

/** True when the lower text can be the rest of the upper one. */
function canGoOn({ upper, lower }: Pair): boolean {
  if (!isFilled(upper) || !isFilled(lower)) return true;
  if (NUMBER.test(textOf(lower.lines))) return false;
  return isFull(upper) || (upper.lines.length > 1 && upper.lines.length + lower.lines.length > LONG);
}

/** Walls of the columns that rows of this shape usually fill. */
function usualCells(all: readonly OpenRow[], pairs: readonly Pair[]): ReadonlySet<Pair> {
  const usual = pairs.filter(({ upper }) => {
    const column = all.slice(-RECENT).flatMap(({ cells }) => cells.filter((cell) => sameWalls(cell, upper)));
    return column.length >= MIN_ROWS && column.filter(isFilled).length >= USUAL * column.length;
  });
  return new Set(usual);
}

/** True when the first row of a page is the rest of the last row of the page before. */
function isCut(all: readonly OpenRow[], leaves: readonly Pair[]): boolean {
  const filled = leaves.filter(({ lower }) => isFilled(lower));
  if (filled.length === 0 || !leaves.every(canGoOn)) return false;
  const usual = usualCells(all, leaves);
  const lacks = (side: 'upper' | 'lower'): boolean =>
    leaves.some((pair) => {
      const other = side === 'upper' ? pair.lower : pair.upper;
      return !isFilled(pair[side]) && (usual.has(pair) || (usual.size === 0 && isFilled(other)));
    });
  return lacks('lower') || lacks('upper') || filled.every(({ upper }) => isFilled(upper) && isFull(upper));
}

function moveUp({ upper, lower }: Pair): void {
  upper.lines = [...upper.lines, ...lower.lines];
  lower.lines = [];
}

const isLabel = (key: string, { labels, levels }: ReaderRules): boolean =>
  levels.find(key)?.isWeak === false || labels.find(key) !== undefined;

/** True for the words of a label that the page end cuts in two. */
function isLabelRest({ upper, lower }: Pair, rules: ReaderRules): boolean {
  if (!isFilled(upper) || !isFilled(lower)) return false;
  const [above, below] = [textOf(upper.lines), textOf(lower.lines)];
  return isLabel(above + below, rules) && !(isLabel(above, rules) && isLabel(below, rules));
}

/** A label merged over rows of both pages: its words may be cut by the page, or stand on the later one only. */
function mendMerged(pair: Pair, rules: ReaderRules): void {
  const { upper, lower } = pair;
  const isLate = !isFilled(upper) && upper.rowSpan > 1 && isLabel(textOf(lower.lines), rules);
  if (isLate || isLabelRest(pair, rules)) moveUp(pair);
}

/**
 * 跨页续行: joins what the page end cut, a row or a label merged over rows, and gives the rows of the later page that stay.
 * Cells of `all` grow.
 */
export function joinCutRow(
  all: readonly OpenRow[],
  lastPart: readonly OpenRow[],
  next: readonly OpenRow[],
  rules: ReaderRules,
): readonly OpenRow[] {
  const [first] = next;
  if (!first) return next;
  const pairs = pairsOf(lastPart, first);
  const leaves = pairs.filter(({ isLeaf }) => isLeaf);
  if (pairs.length === first.cells.length && isCut(all, leaves)) {
    pairs.forEach(moveUp);
    return next.slice(1);
  }
  for (const pair of pairs) mendMerged(pair, rules);
  return next;
}
