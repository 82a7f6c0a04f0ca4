/** 行列号 of a cell, from 1. */
export interface CellReference {
  readonly row: number;
  readonly column: number;
}

/** Cells that one merge joins, both ends included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const MAX_ROW = 1_048_576;
export const MAX_COLUMN = 16_384;

const REFERENCE = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/;

/** `B12` → row 12, column 2; `undefined` for anything outside a sheet. */
export function parseReference(text: string): CellReference | undefined {
  const match = REFERENCE.exec(text);
  if (!match) return undefined;
  const [, letters = '', digits = ''] = match;
  let column = 0;
  for (let at = 0; at < letters.length; at++) column = column * 26 + letters.charCodeAt(at) - 64;
  const row = Number(digits);
  return row >= 1 && row <= MAX_ROW && column <= MAX_COLUMN ? { row, column } : undefined;
}

/** `A1:C3`; `undefined` for a single cell or anything outside a sheet. */
export function parseRange(text: string): CellRange | undefined {
  const [from, to] = text.split(':').map(parseReference);
  if (!from || !to) return undefined;
  const range = {
    top: Math.min(from.row, to.row),
    left: Math.min(from.column, to.column),
    bottom: Math.max(from.row, to.row),
    right: Math.max(from.column, to.column),
  };
  return range.top === range.bottom && range.left === range.right ? undefined : range;
}
