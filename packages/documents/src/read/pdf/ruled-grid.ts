import type { Box, Rule } from './geometry.ts';

/** A cell of a ruled table: grid lines it lies between, first and behind-last row and column. */
export interface GridCell {
  readonly row: number;
  readonly toRow: number;
  readonly column: number;
  readonly toColumn: number;
}

/** 表格线框: positions of the grid lines of one table and the cells between them. */
export interface RuledGrid {
  readonly box: Box;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly GridCell[];
  /** Index into `cells` of each slot, row by row. */
  readonly slots: Int32Array;
}

/** Rules so far apart across are the same rule; 2.8 pt apart they are two. */
const SAME_X = 1.2;
const SAME_Y = 2;
/** Gap along a rule that dashes and corners leave. */
const DASH = 4;
const TOUCH = 3;
/** A wall must be this long; shorter strokes are parts of signs and check boxes. */
const MIN_LENGTH = 5;
/** Rows lower than this lie between double rules. */
const SLIVER = 4;
const MAX_RULES = 4000;
const MAX_SLOTS = 200_000;

/** Rules on one line become one, unless a gap parts them. */
function mergeRules(rules: readonly Rule[], tolerance: number): Rule[] {
  const lines: Rule[][] = [];
  let start = -Infinity;
  for (const rule of [...rules].sort((a, b) => a.at - b.at)) {
    if (rule.at - start > tolerance) {
      lines.push([rule]);
      start = rule.at;
    } else lines.at(-1)?.push(rule);
  }
  return lines.flatMap((line) => {
    const at = line.reduce((sum, rule) => sum + rule.at, 0) / line.length;
    const merged: { at: number; from: number; to: number }[] = [];
    for (const { from, to } of line.sort((a, b) => a.from - b.from)) {
      const last = merged.at(-1);
      if (last && from - last.to <= DASH) last.to = Math.max(last.to, to);
      else merged.push({ at, from, to });
    }
    return merged.filter(({ from, to }) => to - from >= MIN_LENGTH);
  });
}

/** 并查集: which things belong together. */
class Groups {
  readonly #parents: Int32Array;

  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, index) => index);
  }

  rootOf(index: number): number {
    let root = index;
    for (let up = this.#parents[root] ?? root; up !== root; up = this.#parents[root] ?? root) root = up;
    for (let at = index; at !== root;) {
      const next = this.#parents[at] ?? root;
      this.#parents[at] = root;
      at = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    const [first, second] = [this.rootOf(a), this.rootOf(b)];
    this.#parents[Math.max(first, second)] = Math.min(first, second);
  }
}

interface Connected {
  readonly horizontal: Rule[];
  readonly vertical: Rule[];
}

/** Rules that touch each other, as one set for each table. */
function connect(horizontal: readonly Rule[], vertical: readonly Rule[]): Connected[] {
  const groups = new Groups(horizontal.length + vertical.length);
  horizontal.forEach((h, row) => {
    vertical.forEach((v, column) => {
      const meets =
        v.at >= h.from - TOUCH && v.at <= h.to + TOUCH && h.at >= v.from - TOUCH && h.at <= v.to + TOUCH;
      if (meets) groups.join(row, horizontal.length + column);
    });
  });
  const sets = new Map<number, Connected>();
  const setOf = (index: number): Connected => {
    const root = groups.rootOf(index);
    const known = sets.get(root) ?? { horizontal: [], vertical: [] };
    sets.set(root, known);
    return known;
  };
  horizontal.forEach((rule, index) => setOf(index).horizontal.push(rule));
  vertical.forEach((rule, index) => setOf(horizontal.length + index).vertical.push(rule));
  return [...sets.values()];
}

/** Different positions in order; the outermost ends of the crossing rules count as edges. */
function positions(rules: readonly Rule[], crossing: readonly Rule[], tolerance: number): number[] {
  const all = rules.map(({ at }) => at);
  const low = Math.min(...crossing.map(({ from }) => from));
  const high = Math.max(...crossing.map(({ to }) => to));
  for (const edge of [low, high]) if (all.every((at) => Math.abs(at - edge) > TOUCH)) all.push(edge);
  const distinct: number[] = [];
  for (const at of all.sort((a, b) => a - b))
    if (distinct.length === 0 || at - (distinct.at(-1) ?? 0) > tolerance) distinct.push(at);
  return distinct;
}

/** For each position, the rules on it. */
function rulesAt(rules: readonly Rule[], at: readonly number[], tolerance: number): Rule[][] {
  return at.map((position) => rules.filter((rule) => Math.abs(rule.at - position) <= tolerance + 0.01));
}

const covers = (rules: readonly Rule[] | undefined, at: number): boolean =>
  rules?.some(({ from, to }) => from - 1 <= at && at <= to + 1) ?? false;

function cellsOf(groups: Groups, rows: number, columns: number): { cells: GridCell[]; slots: Int32Array } {
  const cells: { row: number; toRow: number; column: number; toColumn: number }[] = [];
  const slots = new Int32Array(rows * columns);
  const indexes = new Map<number, number>();
  for (let slot = 0; slot < rows * columns; slot++) {
    const [row, column] = [Math.floor(slot / columns), slot % columns];
    const root = groups.rootOf(slot);
    const index = indexes.get(root) ?? cells.length;
    indexes.set(root, index);
    slots[slot] = index;
    const cell = cells[index];
    if (!cell) cells.push({ row, toRow: row + 1, column, toColumn: column + 1 });
    else {
      cell.toRow = Math.max(cell.toRow, row + 1);
      cell.column = Math.min(cell.column, column);
      cell.toColumn = Math.max(cell.toColumn, column + 1);
    }
  }
  return { cells, slots };
}

/** A rule that parts two rows, neither of them high enough for a line of text, is a slip of the program that drew it. */
function withoutSlips(ys: readonly number[], lineHeight: number): number[] {
  const kept: number[] = [];
  ys.forEach((y, index) => {
    const [above, below] = [y - (kept.at(-1) ?? -Infinity), (ys[index + 1] ?? Infinity) - y];
    const isSlip = above > SLIVER && below > SLIVER && above < lineHeight && below < lineHeight;
    if (!isSlip) kept.push(y);
  });
  return kept;
}

/** Slots between which no rule stands are one cell. */
function gridOf({ horizontal, vertical }: Connected, lineHeight: number): RuledGrid | undefined {
  const xs = positions(vertical, horizontal, SAME_X);
  const ys = withoutSlips(positions(horizontal, vertical, SAME_Y), lineHeight);
  const [rows, columns] = [ys.length - 1, xs.length - 1];
  if (rows < 1 || columns < 1 || rows * columns < 2 || rows * columns > MAX_SLOTS) return undefined;
  const groups = new Groups(rows * columns);
  const [walls, floors] = [rulesAt(vertical, xs, SAME_X), rulesAt(horizontal, ys, SAME_Y)];
  const middle = (at: readonly number[], index: number): number =>
    ((at[index] ?? 0) + (at[index + 1] ?? 0)) / 2;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const slot = row * columns + column;
      if (column + 1 < columns && !covers(walls[column + 1], middle(ys, row))) groups.join(slot, slot + 1);
      if (row + 1 < rows && !covers(floors[row + 1], middle(xs, column))) groups.join(slot, slot + columns);
    }
  const { cells, slots } = cellsOf(groups, rows, columns);
  if (cells.length < 2) return undefined;
  const box = { left: xs[0] ?? 0, top: ys[0] ?? 0, right: xs.at(-1) ?? 0, bottom: ys.at(-1) ?? 0 };
  return { box, xs, ys, cells, slots };
}

/** A row that a page end cuts off has one rule at its other edge and walls. */
const isTable = ({ horizontal, vertical }: Connected): boolean =>
  horizontal.length > 1 ? vertical.length > 0 : horizontal.length > 0 && vertical.length > 2;

/** 找表: the ruled tables of a page, from top to bottom. `lineHeight`: no row with text is lower. */
export function findGrids(
  horizontal: readonly Rule[],
  vertical: readonly Rule[],
  lineHeight: number,
): RuledGrid[] {
  const [rows, columns] = [mergeRules(horizontal, SAME_Y), mergeRules(vertical, SAME_X)];
  if (rows.length + columns.length > MAX_RULES) return [];
  return connect(rows, columns)
    .filter(isTable)
    .flatMap((set) => gridOf(set, lineHeight) ?? [])
    .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
}

/** Index of the interval between ascending positions that holds a value, -1 outside. */
function intervalAt(positions_: readonly number[], value: number): number {
  let [low, high] = [0, positions_.length - 1];
  if (value < (positions_[0] ?? Infinity) || value > (positions_[high] ?? -Infinity)) return -1;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((positions_[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  return low;
}

/** Index of the cell that holds a point, -1 outside the table. */
export function cellAt({ xs, ys, slots }: RuledGrid, x: number, y: number): number {
  const [row, column] = [intervalAt(ys, y), intervalAt(xs, x)];
  return row < 0 || column < 0 ? -1 : (slots[row * (xs.length - 1) + column] ?? -1);
}
