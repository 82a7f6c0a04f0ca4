import type { Box } from './geometry.ts';
import type { TextLine } from './runs.ts';

/** A line of a cell with the page it is printed on. */
export interface PagedLine extends TextLine {
  readonly page: number;
}

/** A cell of a table as printed on one page. */
export interface PdfCell {
  readonly left: number;
  readonly right: number;
  /** Rows it covers on this page. */
  readonly rowSpan: number;
  readonly lines: readonly PagedLine[];
}

/** Cells that begin in one row, from left to right. */
export interface PdfRow {
  readonly cells: readonly PdfCell[];
}

export interface TableBlock {
  readonly kind: 'table';
  readonly page: number;
  readonly box: Box;
  readonly xs: readonly number[];
  readonly rows: readonly PdfRow[];
}

/** Text outside tables: pieces of one line that stand far apart. */
export interface LineBlock {
  readonly kind: 'line';
  readonly page: number;
  readonly box: Box;
  readonly pieces: readonly PagedLine[];
  /** Set askew or as a watermark: furniture wherever it stands. */
  readonly isAside?: boolean;
}

export type PageBlock = TableBlock | LineBlock;
