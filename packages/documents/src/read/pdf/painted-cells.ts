import { labelKey } from '../../match/label-key.ts';
import type { ReaderRules } from '../../match/reader-rules.ts';
import { boxAround, boxOf, NOWHERE, type Box, type Glyph } from './geometry.ts';
import { cutAtoms, isAbove, type LooseCell, type LooseRow } from './loose-cells.ts';
import { lineOf } from './runs.ts';

/** A new line of a cell is so far below the last one, in font sizes. */
const MAX_PITCH = 1.9;
const MIN_PITCH = 0.9;
/** Distances of lines are alike up to this ratio: those of digits are smaller than those of characters. */
const SAME_PITCH = 1.25;
/** Share of distances that may be smaller than the usual one. */
const TIGHT = 0.1;
const SAME_SIZE = 1.1;
/** A label has at most so many lines and signs. */
const MAX_LINES = 5;
const MAX_LABEL = 30;
/** Stars and blanks are no part of its key. */
const MAX_LABEL_SIGNS = 2 * MAX_LABEL;
const SAME_LINE = 0.45;
/** Cells of a row overlap in height by more than this. */
const TOUCH = 1;
/** Behind so many cells of a row one may be lower by so many sizes. */
const MERGED_BEHIND = 3;
const MERGED_BELOW = 2;
/** So many rows may stand above the row painted before them: running heads and feet. */
const MAX_STRAYS = 1;
const STRAYS = 0.05;

interface Piece {
  readonly glyphs: readonly Glyph[];
  readonly box: Box;
  readonly y: number;
  readonly size: number;
}

/** Signs painted one after the other on one line without a wide gap. */
function piecesOf(glyphs: readonly Glyph[]): Piece[] {
  const lines: Glyph[][] = [];
  for (const glyph of glyphs) {
    const line = lines.at(-1);
    const last = line?.at(-1);
    const goesOn =
      last && Math.abs(glyph.y - last.y) < SAME_LINE * glyph.size && glyph.left > last.left - glyph.size / 2;
    if (line && goesOn) line.push(glyph);
    else lines.push([glyph]);
  }
  return lines.flatMap(cutAtoms).map((own) => {
    const [first] = own;
    return { glyphs: own, box: boxOf(own), y: first?.y ?? 0, size: first?.size ?? 1 };
  });
}

/** Distance of two pieces painted one after the other on lines below each other, in font sizes; undefined for others. */
function pitchOf(upper: Piece, lower: Piece): number | undefined {
  const pitch = (lower.y - upper.y) / upper.size;
  // The first line of a cell may be indented so far that the second ends left of it.
  const isNext = pitch > MIN_PITCH && pitch < MAX_PITCH && upper.box.left - lower.box.right < upper.size;
  const isAlike = Math.max(upper.size, lower.size) < SAME_SIZE * Math.min(upper.size, lower.size);
  return isNext && isAlike && lower.box.left < upper.box.right ? pitch : undefined;
}

const keyOf = (pieces: readonly Piece[]): string =>
  labelKey(pieces.map(({ glyphs }) => lineOf(glyphs).text).join(''));

/** A look without putting the words together: cells of many lines would be put together at each. */
function mayBeLabel(pieces: readonly Piece[]): boolean {
  let signs = 0;
  return pieces.every(({ glyphs }) => (signs += glyphs.length) <= MAX_LABEL_SIGNS);
}

/** Pieces painted one after the other become cells, where their distance or a label cut in two says so. */
class CellStack {
  readonly cells: Piece[][] = [];
  readonly #rules: ReaderRules;
  readonly #pieces: readonly Piece[];
  readonly #pitches: readonly (number | undefined)[];
  readonly #usual: number;
  /** Around the last cell. */
  #box = NOWHERE;

  constructor(pieces: readonly Piece[], rules: ReaderRules) {
    this.#rules = rules;
    this.#pieces = pieces;
    this.#pitches = pieces.map((piece, index) => {
      const before = pieces[index - 1];
      return before && pitchOf(before, piece);
    });
    const known = this.#pitches.filter((pitch) => pitch !== undefined).sort((a, b) => a - b);
    this.#usual = known[Math.floor(known.length * TIGHT)] ?? 0;
    pieces.forEach((piece, index) => {
      const cell = this.cells.at(-1);
      const goesOn = cell !== undefined && this.#goesOn(cell, index);
      if (goesOn) cell.push(piece);
      else this.cells.push([piece]);
      this.#box = goesOn ? boxAround(this.#box, piece.box) : piece.box;
    });
  }

  #goesOn(cell: readonly Piece[], index: number): boolean {
    const [pitch, piece] = [this.#pitches[index], this.#pieces[index]];
    if (pitch === undefined || !piece) return false;
    if (this.#becomesLabel(cell, index)) return true;
    return isAbove(this.#box, piece.box) && pitch <= this.#usual * SAME_PITCH && !this.#isLabel(cell);
  }

  /** The next lines make the cell a label: 社会 + 效益 + 指标. */
  #becomesLabel(cell: readonly Piece[], index: number): boolean {
    if (!mayBeLabel(cell)) return false;
    const lines = [...cell];
    for (let at = index; at < index + MAX_LINES && this.#pitches[at] !== undefined; at++) {
      const piece = this.#pieces[at];
      if (piece) lines.push(piece);
      if (this.#isLabel(lines)) return true;
    }
    return false;
  }

  #isLabel(pieces: readonly Piece[]): boolean {
    if (!mayBeLabel(pieces)) return false;
    const { labels, levels } = this.#rules;
    const key = keyOf(pieces);
    return key.length <= MAX_LABEL && (labels.find(key) !== undefined || levels.find(key)?.isWeak === false);
  }
}

function cellsOf(pieces: readonly Piece[], rules: ReaderRules): LooseCell[] {
  return new CellStack(pieces, rules).cells.map((own) => ({
    box: boxOf(own.flatMap(({ glyphs }) => glyphs)),
    lines: own.map(({ glyphs }) => glyphs),
    key: keyOf(own),
  }));
}

/**
 * True when a cell painted behind those of a row cannot stand in that row: not right of them, or below. Behind several cells
 * one that is a little lower is merged over the next rows.
 */
function isNextRow(row: LooseRow, { box, lines }: LooseCell): boolean {
  const last = row.at(-1)?.box ?? box;
  const size = lines[0]?.[0]?.size ?? 0;
  const reach = row.length >= MERGED_BEHIND ? size * MERGED_BELOW : -TOUCH;
  return box.left < last.right - TOUCH || box.top > last.bottom + reach;
}

/**
 * 绘制顺序: rows of cells where a page was painted row by row and cell by cell, as office programs and browsers do; a cell merged
 * over rows is painted with the first of them. Undefined where the page was painted otherwise.
 */
export function paintedRows(glyphs: readonly Glyph[], rules: ReaderRules): LooseRow[] | undefined {
  const rows: LooseCell[][] = [];
  for (const cell of cellsOf(piecesOf(glyphs), rules)) {
    const row = rows.at(-1);
    if (row && !isNextRow(row, cell)) row.push(cell);
    else rows.push([cell]);
  }
  // The last cell of a row is hardly ever merged over rows.
  const heights = rows.map((row) => row.at(-1)?.box.top ?? 0);
  const strays = heights.filter((top, index) => top < (heights[index - 1] ?? -Infinity) - TOUCH).length;
  if (strays > Math.max(MAX_STRAYS, rows.length * STRAYS)) return undefined;
  return rows.sort((a, b) => (a.at(-1)?.box.top ?? 0) - (b.at(-1)?.box.top ?? 0));
}
