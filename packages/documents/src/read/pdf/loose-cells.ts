import { labelKey } from '../../match/label-key.ts';
import type { ReaderRules } from '../../match/reader-rules.ts';
import { boxAround, boxOf, NOWHERE, type Box, type Glyph } from './geometry.ts';
import { lineOf } from './runs.ts';

/** A cell found by white space alone: its lines from top to bottom. */
export interface LooseCell {
  readonly box: Box;
  readonly lines: readonly (readonly Glyph[])[];
  readonly key: string;
}

export type LooseRow = readonly LooseCell[];

/** Gap, in sizes, that parts cells on one line; after a printed blank it must be wider. */
const CELL_GAP = 0.3;
const BLANK_CELL_GAP = 1.5;
/** A wrapped line follows at most so far below, in pitches of the table and in sizes. */
const SAME_PITCH = 1.12;
const WRAP_SIZES = 1.8;

/** Parts of a line between gaps. */
export function cutAtoms(line: readonly Glyph[]): Glyph[][] {
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

/** Cells beside a cell that are looked at; a merged label has no more. */
const MAX_BESIDE = 60;

const overlap = (from: number, to: number, from2: number, to2: number): number =>
  Math.min(to, to2) - Math.max(from, from2);
export const isAbove = (a: Box, b: Box): boolean => overlap(a.left, a.right, b.left, b.right) > 0;
const isBeside = (a: Box, b: Box): boolean => overlap(a.top, a.bottom, b.top, b.bottom) > 0;

interface Atom {
  readonly glyphs: readonly Glyph[];
  readonly box: Box;
  readonly y: number;
  readonly size: number;
}

/** Distance of wrapped lines: the smallest between pieces that stand below each other. */
function linePitch(atoms: readonly Atom[]): number {
  let pitch = Infinity;
  atoms.forEach((upper, index) => {
    for (let at = index + 1; at < atoms.length; at++) {
      const lower = atoms[at];
      const distance = (lower?.y ?? Infinity) - upper.y;
      if (!lower || distance > 3 * upper.size) break;
      if (distance > upper.size && isAbove(upper.box, lower.box)) pitch = Math.min(pitch, distance);
    }
  });
  return pitch;
}

const keyOf = (lines: readonly (readonly Glyph[])[]): string =>
  labelKey(lines.map((line) => lineOf(line).text).join(''));

/** Pieces below each other become cells, where the distance or a label cut in two says so. */
export function stackCells(lines: readonly (readonly Glyph[])[], { labels }: ReaderRules): LooseCell[] {
  const atoms = lines.flatMap(cutAtoms).map((glyphs): Atom => {
    const [first] = glyphs;
    return { glyphs, box: boxOf(glyphs), y: first?.y ?? 0, size: first?.size ?? 1 };
  });
  const pitch = linePitch(atoms);
  const rightmost = Math.max(0, ...atoms.map(({ box }) => box.right));
  const open: { box: Box; readonly atoms: Atom[] }[] = [];
  for (const atom of atoms) {
    const above = open.findLast((cell) => {
      const last = cell.atoms.at(-1) ?? atom;
      const distance = atom.y - last.y;
      if (distance < atom.size * 0.5 || distance > atom.size * WRAP_SIZES || !isAbove(cell.box, atom.box))
        return false;
      const isFull = last.box.right + 1.2 * atom.size > rightmost;
      const joined = keyOf([...cell.atoms, atom].map(({ glyphs }) => glyphs));
      return distance <= pitch * SAME_PITCH || isFull || labels.find(joined) !== undefined;
    });
    if (above) {
      above.atoms.push(atom);
      above.box = boxOf(above.atoms.flatMap(({ glyphs }) => glyphs));
    } else open.push({ box: atom.box, atoms: [atom] });
  }
  return open.map((cell) => {
    const own = cell.atoms.map(({ glyphs }) => glyphs);
    return { box: cell.box, lines: own, key: keyOf(own) };
  });
}

/** True for a cell beside two others that stand below each other: it is merged over their rows. */
function isTall(cell: LooseCell, cells: readonly LooseCell[]): boolean {
  const beside = cells
    .filter((other) => other !== cell && isBeside(other.box, cell.box) && !isAbove(other.box, cell.box))
    .slice(0, MAX_BESIDE);
  return beside.some((one) =>
    beside.some((two) => one !== two && isAbove(one.box, two.box) && !isBeside(one.box, two.box)),
  );
}

/** Cells at one height are a row; merged cells go to the first row they touch. */
export function rowsOfCells(cells: readonly LooseCell[]): LooseRow[] {
  const tall = new Set(cells.filter((cell) => isTall(cell, cells)));
  const rows: { bottom: number; readonly cells: LooseCell[] }[] = [];
  for (const cell of cells.filter((one) => !tall.has(one)).sort((a, b) => a.box.top - b.box.top)) {
    const { top, bottom } = cell.box;
    const row = rows.at(-1);
    if (row && top < row.bottom - 1) {
      row.cells.push(cell);
      row.bottom = Math.max(row.bottom, bottom);
    } else rows.push({ bottom, cells: [cell] });
  }
  for (const cell of tall)
    (rows.find(({ bottom }) => bottom > cell.box.top + 1) ?? rows.at(-1))?.cells.push(cell);
  return rows.map((row) => row.cells.sort((a, b) => a.box.left - b.box.left));
}

/** Box around cells. */
export function boxOfCells(cells: readonly LooseCell[]): Box {
  return cells.reduce<Box>((all, { box }) => boxAround(all, box), NOWHERE);
}
