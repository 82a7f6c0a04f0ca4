const A4 = { width: 595.28, height: 841.89 };
export const MARGIN = 51;
/** Inner margin of a cell at each side. */
export const INSET = 3;

/** Width between the margins in pt. */
export const acrossOf = (isLandscape: boolean): number => (isLandscape ? A4.height : A4.width) - 2 * MARGIN;

/** Height between the margins in pt. */
export const downOf = (isLandscape: boolean): number => acrossOf(!isLandscape);

/** A cell on the grid of a sheet, counted from 0; what Typst draws. */
export interface SheetCell {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
  readonly text: string;
  readonly align: 'left' | 'center' | 'right';
  /** Merged over rows as a label: repeated with （续） where a page ends inside it. */
  readonly isLabel: boolean;
  /** Sides without a rule, where one official cell is drawn as several. */
  readonly open: readonly ('top' | 'bottom')[];
}

/** A piece of a line outside the table. */
export interface LineCell {
  readonly text: string;
  /** As wide as its words; values share the rest of the line. */
  readonly isLabel: boolean;
}

/** 印制页: one form before it meets the pages. */
export interface Sheet {
  readonly title: string;
  /** Its line in the contents and the bookmarks. */
  readonly entry: string;
  readonly yearLine: string | null;
  readonly isLandscape: boolean;
  /** Widths in pt. */
  readonly columns: readonly number[];
  readonly above: readonly (readonly LineCell[])[];
  readonly cells: readonly SheetCell[];
  /** Rows of the table. */
  readonly height: number;
  /** Rows repeated at the top of every later page, from and to (exclusive); null when there are none. */
  readonly heads: readonly [from: number, to: number] | null;
  readonly below: readonly (readonly LineCell[])[];
}
