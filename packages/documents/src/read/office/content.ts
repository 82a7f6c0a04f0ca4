/** One paragraph or table within the body, a cell or a text box. */
export type Content =
  | { readonly kind: 'text'; readonly text: string; readonly isFurniture: boolean }
  | { readonly kind: 'table'; readonly table: RawTable };

/** 表格 as the file states it, before its grid is worked out. */
export interface RawTable {
  /** Widths of the grid's columns in twentieths of a point; not always true. */
  readonly widths: number[];
  readonly rows: RawRow[];
}

export interface RawRow {
  /** Grid columns left free before the first cell. */
  before: number;
  isDropped: boolean;
  readonly cells: RawCell[];
}

export interface RawCell {
  columns: number;
  /** Vertical merge: `continue` goes on with the cell above. */
  merge: 'none' | 'restart' | 'continue';
  /** Old way of merging sideways: the cell is covered by the one before it. */
  isCovered: boolean;
  readonly content: Content[];
}

/** Text of some content; tables inside as lines of cells. */
export function textOfContent(content: readonly Content[]): string {
  return content
    .map((part) =>
      part.kind === 'text'
        ? part.text
        : part.table.rows
            .map(({ cells }) => cells.map((cell) => textOfContent(cell.content)).join(' '))
            .join('\n'),
    )
    .join('\n')
    .trim();
}
