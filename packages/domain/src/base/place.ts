/** A stretch of a text file. Lines and columns count from 1; columns are UTF-16 units of the decoded line; `toColumn` is exclusive. */
export interface TextSpan {
  readonly line: number;
  readonly column: number;
  readonly toColumn: number;
  /** Where it is printed, when the file has pages. */
  readonly printed?: PagePlace;
}

/** 版面位置: page from 1, and a box in points from the upper left corner of the page as it is seen. */
export interface PagePlace {
  readonly page: number;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

/** Where something stands in a file: text spans in reading order (several when a cell was joined over line or page breaks). */
export interface Place {
  /** File name as given by the user, without directories of the machine. */
  readonly file: string;
  readonly spans: readonly TextSpan[];
  /** Table cell, when the file has cells: sheet or table, row and column from 1; the sheet's name where it has one. */
  readonly cell?: {
    readonly table: number;
    readonly row: number;
    readonly column: number;
    readonly sheet?: string;
  };
}

/** Where a value of a record comes from 来源. One compact JSON object per revision: field path → origin. */
export type Origin =
  | {
      readonly kind: 'document';
      readonly place: Place;
      /** Pieces that were joined, in words a person can read: `line-wrap`, `page-break`. */
      readonly joins?: readonly ('line-wrap' | 'page-break' | 'row-continuation')[];
      /** Set when the text stood under another label than the one it belongs to. */
      readonly printedUnder?: string;
    }
  | { readonly kind: 'default'; readonly reason: string; readonly confidence: number }
  | { readonly kind: 'inferred'; readonly reason: string; readonly confidence: number }
  | { readonly kind: 'typed'; readonly actor: string; readonly at: string }
  | { readonly kind: 'copied'; readonly formId: string; readonly revision: number }
  | { readonly kind: 'computed'; readonly reason: string };

/**
 * Path of a field in a record as a JSON pointer: `/header/projectName`, `/funds/0/expenditure`, `/indicators/3/target`.
 */
export type FieldPath = string;

/** Origins of one record. */
export type OriginMap = Readonly<Record<FieldPath, Origin>>;
