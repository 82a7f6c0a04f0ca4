import { labelKey } from '../../match/label-key.ts';
import { meaningOf } from '../../match/label-index.ts';
import type { ReaderRules } from '../../match/reader-rules.ts';
import { boxOf, type Box, type Glyph } from './geometry.ts';
import { lineOf } from './runs.ts';

/** A cell found by white space alone: its lines from top to bottom. */
export interface LooseCell {
  readonly box: Box;
  readonly lines: readonly (readonly Glyph[])[];
}

/** 无线表: a table without rules. Its head part has no columns, its body has those of the row of heads. */
export interface UnruledTable {
  readonly head: readonly LooseRow[];
  readonly body: readonly LooseRow[];
  /** Middles of the gutters of the body, with both outer edges. */
  readonly gutters: readonly number[];
  /** Lines of the page it is made of, first and behind-last. */
  readonly from: number;
  readonly to: number;
}

export type LooseRow = readonly LooseCell[];

/** Gap, in sizes, that parts cells on one line; after a printed blank it must be wider. */
const CELL_GAP = 0.3;
const BLANK_CELL_GAP = 1.5;
/** A wrapped line follows at most so far below, in pitches of the table and in sizes. */
const SAME_PITCH = 1.12;
const WRAP_SIZES = 1.8;
/** White space, in sizes, that ends a table. */
const END_GAP = 5;
const MIN_HEADS = 3;
const MIN_GUTTER = 1.5;
/** A line over so much of the width of the table is no row of it. */
const FULL_WIDTH = 0.7;

const textOf = (glyphs: readonly Glyph[]): string => lineOf(glyphs).text;

/** Parts of a line between gaps. */
function cutAtoms(line: readonly Glyph[]): Glyph[][] {
  const atoms: Glyph[][] = [];
  for (const glyph of line) {
    const atom = atoms.at(-1);
    const last = atom?.at(-1);
    const limit = (glyph.isAfterBlank ? BLANK_CELL_GAP : CELL_GAP) * glyph.size;
    if (atom && last && glyph.left - last.right < limit) atom.push(glyph);
    else atoms.push([glyph]);
  }
  return atoms;
}

const overlap = (from: number, to: number, from2: number, to2: number): number =>
  Math.min(to, to2) - Math.max(from, from2);
const besides = (a: Box, b: Box): boolean => overlap(a.left, a.right, b.left, b.right) > 0;
const levels = (a: Box, b: Box): boolean => overlap(a.top, a.bottom, b.top, b.bottom) > 0;

/** Distance of wrapped lines: the smallest between pieces that stand below each other. */
function linePitch(atoms: readonly (readonly Glyph[])[]): number {
  let pitch = Infinity;
  const placed = atoms.map((atom) => ({ box: boxOf(atom), y: atom[0]?.y ?? 0, size: atom[0]?.size ?? 1 }));
  placed.forEach((upper, index) => {
    for (const lower of placed.slice(index + 1)) {
      const distance = lower.y - upper.y;
      if (distance > 3 * upper.size) break;
      if (distance > upper.size && besides(upper.box, lower.box)) pitch = Math.min(pitch, distance);
    }
  });
  return pitch;
}

/** Pieces below each other become cells, where the distance or a label cut in two says so. */
function stack(lines: readonly (readonly (readonly Glyph[])[])[], rules: ReaderRules): LooseCell[] {
  const atoms = lines.flat();
  const pitch = linePitch(atoms);
  const rightmost = Math.max(...atoms.map((atom) => atom.at(-1)?.right ?? 0));
  const open: Glyph[][][] = [];
  for (const atom of atoms) {
    const box = boxOf(atom);
    const above = open.findLast((cell) => {
      const last = cell.at(-1) ?? [];
      const distance = (atom[0]?.y ?? 0) - (last[0]?.y ?? 0);
      const size = atom[0]?.size ?? 0;
      if (distance < size * 0.5 || distance > size * WRAP_SIZES || !besides(boxOf(cell.flat()), box))
        return false;
      const isFull = (last.at(-1)?.right ?? 0) + 1.2 * size > rightmost;
      const joined = labelKey(textOf(cell.flat()) + textOf(atom));
      return distance <= pitch * SAME_PITCH || isFull || rules.labels.find(joined) !== undefined;
    });
    if (above) above.push([...atom]);
    else open.push([[...atom]]);
  }
  return open.map((cell) => ({ box: boxOf(cell.flat()), lines: cell }));
}

/** True for a cell beside two others that stand below each other: it is merged over their rows. */
function isTall(cell: LooseCell, cells: readonly LooseCell[]): boolean {
  const beside = cells.filter(
    (other) => other !== cell && levels(other.box, cell.box) && !besides(other.box, cell.box),
  );
  return beside.some((one) =>
    beside.some((two) => one !== two && besides(one.box, two.box) && !levels(one.box, two.box)),
  );
}

/** Cells at one height are a row; merged cells go to the first row they touch. */
function rowsOf(cells: readonly LooseCell[]): LooseRow[] {
  const tall = cells.filter((cell) => isTall(cell, cells));
  const rows: { top: number; bottom: number; cells: LooseCell[] }[] = [];
  for (const cell of cells.filter((one) => !tall.includes(one)).sort((a, b) => a.box.top - b.box.top)) {
    const { top, bottom } = cell.box;
    const row = rows.at(-1);
    if (row && top < row.bottom - 1) {
      row.cells.push(cell);
      row.bottom = Math.max(row.bottom, bottom);
    } else rows.push({ top, bottom, cells: [cell] });
  }
  for (const cell of tall) rows.find(({ bottom }) => bottom > cell.box.top + 1)?.cells.push(cell);
  return rows.map((row) => row.cells.sort((a, b) => a.box.left - b.box.left));
}

/** Middles of the vertical bands that no piece covers, and both edges. */
function guttersOf(atoms: readonly (readonly Glyph[])[]): number[] {
  const boxes = atoms.map(boxOf).sort((a, b) => a.left - b.left);
  const [first] = boxes;
  if (!first) return [];
  const gutters = [first.left - 3];
  let right = first.right;
  for (const box of boxes) {
    if (box.left - right >= MIN_GUTTER) gutters.push((right + box.left) / 2);
    right = Math.max(right, box.right);
  }
  return [...gutters, right + 3];
}

/** How many heads of columns of the indicator table a line holds. */
function headCount(atoms: readonly (readonly Glyph[])[], { labels }: ReaderRules): number {
  return atoms.filter((atom) => meaningOf(labels.find(labelKey(textOf(atom))), 'column') !== undefined)
    .length;
}

/** Line behind the last of a table that begins with its heads at `head`. */
function endOf(lines: readonly (readonly Glyph[])[], head: number): number {
  const width = (boxes: readonly Glyph[]): number => boxOf(boxes).right - boxOf(boxes).left;
  const full = Math.max(...lines.map(width));
  for (let at = head + 1; at < lines.length; at++) {
    const [line, before] = [lines[at] ?? [], lines[at - 1] ?? []];
    const size = line[0]?.size ?? 1;
    const isApart = (line[0]?.y ?? 0) - (before[0]?.y ?? 0) > END_GAP * size;
    const [only, ...others] = cutAtoms(line);
    if (isApart || (others.length === 0 && only && width(only) > full * FULL_WIDTH)) return at;
  }
  return lines.length;
}

/** 找无线表: a table among lines outside ruled tables; it must have a row of known heads. */
export function findUnruledTable(
  lines: readonly (readonly Glyph[])[],
  rules: ReaderRules,
): UnruledTable | undefined {
  const cut = lines.map(cutAtoms);
  const head = cut.findIndex((atoms) => headCount(atoms, rules) >= MIN_HEADS);
  if (head < 0) return undefined;
  const from = cut.findIndex((atoms) =>
    atoms.some((atom) =>
      rules.labels
        .find(labelKey(textOf(atom)))
        ?.meanings.some(({ kind }) => kind !== 'section' && kind !== 'year'),
    ),
  );
  const to = endOf(lines, head);
  const above = cut.slice(from, head);
  const below = cut.slice(head, to);
  return {
    head: above.length > 0 ? rowsOf(stack(above, rules)) : [],
    body: rowsOf(stack(below, rules)),
    gutters: guttersOf(below.flat()),
    from,
    to,
  };
}
