import type { PaperLayout, PaperRow } from '@jiheng/domain';

import { writableText } from './paper-metrics.ts';

/** Points; the height that spreadsheets allow is 409. */
const HIGHEST = 400;
const LINE_HEIGHT = 13.5;
const PADDING = 7;
/** Characters of a cell's width that its inner margins take. */
const MARGIN = 1.4;

/** Half widths: a Chinese character counts two. */
function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x2e_80 ? 1 : 2;
  return width;
}

function heightOf(text: string, width: number): number {
  const lines = writableText(text)
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / Math.max(2, width - MARGIN))), 0);
  return lines * LINE_HEIGHT + PADDING;
}

/**
 * 行高 in points, for spreadsheets do not fit rows to merged cells. What a cell over several rows lacks is shared out
 * among them.
 */
export function rowHeights(rows: readonly PaperRow[], widths: readonly number[]): number[] {
  const heights = rows.map(() => LINE_HEIGHT + PADDING);
  const cells = rows.flatMap((row, at) => row.cells.map((cell) => ({ at, cell })));
  cells.sort((a, b) => a.cell.rows - b.cell.rows);
  for (const { at, cell } of cells) {
    const width = widths
      .slice(cell.column, cell.column + cell.columns)
      .reduce((sum, column) => sum + column, 0);
    const spanned = heights.slice(at, at + cell.rows);
    const lack = heightOf(cell.text, width) - spanned.reduce((sum, height) => sum + height, 0);
    if (lack <= 0) continue;
    spanned.forEach((height, down) => {
      heights[at + down] = height + lack / spanned.length;
    });
  }
  return heights;
}

/** 分行: a height as rows of the sheet, none higher than allowed. */
export function splitHeights(height: number): number[] {
  const count = Math.ceil(height / HIGHEST);
  return Array.from({ length: count }, () => Math.round((height / count) * 4) / 4);
}

/** 数值: a printed number that a spreadsheet can hold exactly, with the format that shows the same digits. */
export function numberIn(text: string): { readonly value: number; readonly format: string } | undefined {
  const match = /^(-?(?:\d{1,3}(?:(,)\d{3})+|0|[1-9]\d*))(?:\.(\d+))?$/u.exec(text);
  if (!match || text.replace(/\D/gu, '').length > 15) return undefined;
  const [, , comma, fraction = ''] = match;
  const places = fraction === '' ? '' : `.${'0'.repeat(fraction.length)}`;
  return {
    value: Number(text.replaceAll(',', '')),
    format: `${comma === undefined ? '0' : '#,##0'}${places}`,
  };
}

const LONGEST_NAME = 31;

/**
 * 工作表名: the project's name of each form, each only once. Only letters and digits, a Chinese character first: the names
 * of the rows to repeat are written without quotation marks, and Excel repairs a file with other signs there.
 */
export function sheetNames(papers: readonly PaperLayout[]): string[] {
  const taken = new Set(['目录', 'history']);
  return papers.map((paper, index) => {
    const plain = Array.from(projectName(paper).replace(/[^\p{L}\p{N}]/gu, ''))
      .slice(0, 15)
      .join('');
    const stem =
      plain === '' ? `第${String(index + 1)}张` : /^\p{sc=Han}/u.test(plain) ? plain : `表${plain}`;
    let name = stem;
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${stem}_${String(number)}`;
    taken.add(name.toLowerCase());
    return name.slice(0, LONGEST_NAME);
  });
}

function projectName({ rows, title }: PaperLayout): string {
  const cells = rows.flatMap((row) => row.cells);
  return writableText(cells.find(({ paths }) => paths.includes('/header/projectName'))?.text ?? title);
}
