import { readerRules } from '../src/match/reader-rules.ts';
import { readPdf, type PdfReading } from '../src/read/pdf/read-pdf.ts';
import type { PdfSketch, SketchCell } from './pdf-sketch.ts';
import { PRODUCT_RULES } from './reading-rules.ts';

export const SKETCH_RULES = readerRules(PRODUCT_RULES);

/** Reads a drawn PDF with the rules of the product. */
export const readSketch = (sketch: PdfSketch): Promise<PdfReading> =>
  readPdf(sketch.bytes(), '表.pdf', SKETCH_RULES);

/** Rows as `column:text`, blank cells as `column:`. */
export function rowsOf({ document }: PdfReading): string[] {
  const rows = new Map<number, string[]>();
  for (const { row, column, text } of document?.units ?? [])
    rows.set(row, [...(rows.get(row) ?? []), `${column}:${text}`]);
  return [...rows.values()].map((cells) => cells.join(' '));
}

/** Texts of what was recognised as furniture of the pages. */
export const furnitureOf = ({ document, furniture }: PdfReading): string[] =>
  furniture.map(({ from, to }) => document?.text.slice(from, to) ?? '').filter((text) => text !== '');

export const cellsOf = (...texts: string[]): SketchCell[] => texts.map((text) => ({ text }));
