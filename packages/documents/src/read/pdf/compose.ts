import {
  findLineStarts,
  Gap,
  type NeutralDocument,
  type PrintedRange,
  type Range,
  type Unit,
} from '../../model/neutral-document.ts';
import { cleanText, joinText } from '../clean-text.ts';
import type { PagedLine } from './page-block.ts';
import type { OpenCell } from './cut-rows.ts';
import type { StitchedBlock } from './stitch-pages.ts';

const SAME_WALL = 2.5;

/** Different walls from left to right; the number of a column is the number of walls left of it. */
function distinctWalls(xs: readonly number[]): number[] {
  const walls: number[] = [];
  for (const x of [...xs].sort((a, b) => a - b))
    if (x - (walls.at(-1) ?? -Infinity) > SAME_WALL) walls.push(x);
  return walls;
}

const DIGIT_END = /\d[\d.,]*$/;
const DIGIT_START = /^[\d.,%]/;
/** Room left in a line, in font sizes, that has no place for a further digit beside the margins of its cell. */
const BROKEN_NUMBER = 2;

/** Lines of a cell as one text; a line that ends well before the edge ends a paragraph. */
function cellText(lines: readonly PagedLine[], width: number): string {
  let text = '';
  lines.forEach((line, index) => {
    const piece = cleanText(line.text);
    const last = lines[index - 1];
    const room = last ? width - (last.box.right - last.box.left) : 0;
    // A number in a column too narrow for it goes on in the next line.
    if (last && room < BROKEN_NUMBER * last.size && DIGIT_END.test(text) && DIGIT_START.test(piece)) {
      text += piece;
      return;
    }
    const isShort = last !== undefined && room > 4 * last.size;
    text = isShort && text !== '' && piece !== '' ? `${text}\n${piece}` : joinText(text, piece);
  });
  return text;
}

const round = (points: number): number => Math.round(points * 10) / 10;

/** Builds the neutral text of a document with the units, boxes and furniture in it. */
export class TextComposer {
  #text = '';
  #row = -1;
  readonly #units: Unit[] = [];
  readonly #printed: PrintedRange[] = [];
  readonly furniture: Range[] = [];

  #lines(lines: readonly PagedLine[]): Range {
    const from = this.#text.length;
    lines.forEach((line, index) => {
      if (index > 0) this.#text += '\n';
      const start = this.#text.length;
      this.#text += line.text;
      const { left, top, right, bottom } = line.box;
      const box = [left, round(top), right, round(bottom)] as const;
      this.#printed.push({ from: start, to: this.#text.length, place: { page: line.page, box } });
    });
    return { from, to: this.#text.length };
  }

  /** One row: cells with their column, text and lines. */
  row(
    cells: readonly {
      readonly column: number;
      readonly width: number;
      readonly lines: readonly PagedLine[];
    }[],
    isFurniture: boolean,
  ): void {
    if (cells.every(({ lines }) => lines.length === 0)) return;
    this.#row++;
    cells.forEach(({ column, width, lines }, index) => {
      if (index > 0) this.#text += '\t';
      const range = this.#lines(lines);
      if (isFurniture) this.furniture.push(range);
      else
        this.#units.push({
          text: cellText(lines, width),
          ...range,
          gap: index === 0 ? Gap.Row : Gap.Cell,
          row: this.#row,
          column,
        });
    });
    this.#text += '\n';
  }

  block(block: StitchedBlock): void {
    if (block.kind === 'line') {
      const pieces = block.block.pieces.map((line, column) => ({ column, width: 0, lines: [line] }));
      this.row(pieces, block.isFurniture);
      return;
    }
    const walls = distinctWalls(block.xs);
    const columnOf = (left: number): number => walls.filter((wall) => wall < left - SAME_WALL).length;
    let tall: { readonly cell: OpenCell; readonly until: number }[] = [];
    block.rows.forEach(({ cells, isRepeated }, index) => {
      tall = tall.filter(({ until }) => until > index);
      const covered = tall.map(({ cell }) => ({ ...cell, lines: [] }));
      const all = [...covered, ...cells].sort((a, b) => a.left - b.left);
      this.row(
        all.map(({ left, right, lines }) => ({ column: columnOf(left), width: right - left, lines })),
        isRepeated,
      );
      for (const cell of cells) if (cell.rowSpan > 1) tall.push({ cell, until: index + cell.rowSpan });
    });
  }

  document(file: string): NeutralDocument {
    const text = this.#text;
    return {
      file,
      text,
      lineStarts: findLineStarts(text),
      units: this.#units,
      shape: 'grid',
      printed: this.#printed,
    };
  }
}
