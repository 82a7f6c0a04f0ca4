import type { PaperLayout } from '@jiheng/domain';

import { writableText } from './paper-metrics.ts';

/** Points; the height that spreadsheets allow is 409. */
const HIGHEST = 400;

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
