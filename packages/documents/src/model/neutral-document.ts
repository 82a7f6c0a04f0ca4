import type { PagePlace, Place, TextSpan } from '@jiheng/domain';

/** Strength of the boundary before a unit, weakest first. */
export const Gap = { None: 0, Blank: 1, Line: 2, Paragraph: 3, Cell: 4, Row: 5 } as const;
export type Gap = (typeof Gap)[keyof typeof Gap];

/**
 * Smallest piece of a document between two boundaries: a table cell, a line, or a word of flowing text.
 * A blank cell that can be seen (`a | | b`) is a unit with empty text.
 */
export interface Unit {
  /** Printed text: mark-up dropped, blanks squeezed. */
  readonly text: string;
  /** Stretch of the document's text. */
  readonly from: number;
  readonly to: number;
  readonly gap: Gap;
  /** The lines of a cell, where other cells stand between them; they lie within `from`–`to`. */
  readonly parts?: readonly Range[];
  /** Table row and column from 0 where the file shows them, else -1. */
  readonly row: number;
  readonly column: number;
}

/** How the units of a document were told apart. */
export type Shape = 'grid' | 'cells' | 'flow';

/** Where a stretch of the text stands in a file that is no text: sheet and cell, page and box. */
export type SourceAddress = Omit<Place, 'file' | 'spans'>;

/** A stretch of the text that was made from one cell or box of the file. */
export interface Source extends Range {
  readonly address: SourceAddress;
}

export type Break = 'sheet' | 'text' | 'table';

/** 中性文档: what every reader makes of its bytes; the matcher sees only this. */
export interface NeutralDocument {
  readonly file: string;
  /** The whole text; units and character classes point into it. */
  readonly text: string;
  readonly lineStarts: readonly number[];
  /** Given up to the matcher, which takes them away. */
  readonly units: Unit[];
  readonly shape: Shape;
  /** Rows at which something new begins that need not belong to the form above: a sheet, a line, a table behind lines. */
  readonly breaks?: ReadonlyMap<number, Break>;
  /** In the order of the text; absent where the file is the text. */
  readonly sources?: readonly Source[];
  /** Where stretches of the text are printed, in order of the text, when the file has pages. */
  readonly printed?: readonly PrintedRange[];
}

/** True where rows and columns are those that the file shows, as in all files but texts. */
export function isDrawn({ sources, printed }: Pick<NeutralDocument, 'sources' | 'printed'>): boolean {
  return sources !== undefined || printed !== undefined;
}

/** A line of the text and where it is printed. */
export interface PrintedRange extends Range {
  readonly place: PagePlace;
}

/** Offsets at which lines start, the first being 0. */
export function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the line that holds an offset. */
export function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A line's end without its break. */
function lineEnd(document: NeutralDocument, line: number): number {
  const next = document.lineStarts[line + 1];
  return next === undefined ? document.text.length : next - 1;
}

/** Where a stretch within one line is printed; a part of a printed line stands in a part of its box. */
function printedAt(printed: readonly PrintedRange[], from: number, to: number): PagePlace | undefined {
  let low = 0;
  let high = printed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((printed[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const line = printed[low];
  if (!line || line.from >= to) return undefined;
  const [left, top, right, bottom] = line.place.box;
  const width = (right - left) / Math.max(1, line.to - line.from);
  const at = (offset: number): number =>
    Math.round((left + Math.min(Math.max(0, offset - line.from), line.to - line.from) * width) * 10) / 10;
  return { page: line.place.page, box: [at(from), top, at(to), bottom] };
}

function spansOf(document: NeutralDocument, range: Range): TextSpan[] {
  const spans: TextSpan[] = [];
  let line = lineAt(document.lineStarts, range.from);
  for (let from = range.from; from < range.to; line++) {
    const start = document.lineStarts[line] ?? 0;
    const end = Math.min(range.to, lineEnd(document, line));
    if (document.text.slice(from, end).trim() !== '') {
      const span = { line: line + 1, column: from - start + 1, toColumn: end - start + 1 };
      const printed = document.printed && printedAt(document.printed, from, end);
      spans.push(printed ? { ...span, printed } : span);
    }
    from = lineEnd(document, line) + 1;
  }
  return spans;
}

/** The cell or box that holds an offset. */
function addressAt(sources: readonly Source[], offset: number): SourceAddress | undefined {
  let low = 0;
  let high = sources.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sources[middle]?.from ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = sources[low];
  return found && found.from <= offset && offset <= found.to ? found.address : undefined;
}

/** 位置 of some stretches of a document, in reading order; the cell is that of the first. */
export function placeOf(document: NeutralDocument, ranges: readonly Range[]): Place {
  const [first] = ranges;
  const spans =
    first && ranges.length === 1
      ? spansOf(document, first)
      : ranges.flatMap((range) => spansOf(document, range));
  const address = document.sources && first ? addressAt(document.sources, first.from) : undefined;
  const place = { file: document.file, spans };
  return address ? { ...place, ...address } : place;
}
