import type { SourceAddress } from './neutral-document.ts';

/** 单元格: a cell of a table as printed. Cells that a merge covers are not listed. */
export interface BlockCell {
  /** Text; paragraphs and line breaks as `\n`. */
  readonly text: string;
  /** Grid column from 0 at which the cell begins, the same scale for all tables that continue each other. */
  readonly column: number;
  /** Grid columns and rows that the cell covers, at least 1. */
  readonly columns: number;
  readonly rows: number;
  readonly address: SourceAddress;
}

/** 版块: what a file shows from top to bottom. Rows of a table hold their cells from left to right. */
export type Block =
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      /** Known to be no content: a line of a table of contents. */
      readonly isFurniture?: boolean;
      readonly address?: SourceAddress;
    }
  | {
      readonly kind: 'table';
      readonly rows: readonly (readonly BlockCell[])[];
      readonly isSheet?: boolean;
    };
