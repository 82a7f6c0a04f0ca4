import type { PaperCell, PaperLayout, PaperRow } from '@jiheng/domain';

/** 字体 of the papers; only named, the reader's machine has it. */
export const SONG = '宋体';

/** What XML cannot hold: control characters and halves of characters. */
// eslint-disable-next-line no-control-regex -- these are the characters that make a file unreadable
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** 可写文字: the text without the characters that no office file can hold, line breaks as `\n`. */
export function writableText(text: string): string {
  return text.replace(/\r\n?/gu, '\n').replace(NOT_XML, '');
}

/** 形似公式: a text that a spreadsheet would take for a formula when it is edited or read from CSV. */
export function isLikeFormula(text: string): boolean {
  return /^[=+\-@\t\r\n]/u.test(text);
}

/** 列宽: `total` shared out by the relative widths of the grid, whole numbers that sum up to it. */
export function shareOut(grid: readonly number[], total: number): number[] {
  const sum = grid.reduce((all, part) => all + part, 0);
  let before = 0;
  let given = 0;
  return grid.map((part) => {
    before += part;
    const upTo = Math.round((before / sum) * total);
    const share = upTo - given;
    given = upTo;
    return share;
  });
}

/** 表外行对齐: a line outside the table begins at its left edge and ends at its right one. */
export function lineAlign(cell: PaperCell, { cells }: PaperRow): PaperCell['align'] {
  if (cell === cells[0]) return 'left';
  return cell === cells.at(-1) && cell.role === 'label' ? 'right' : 'left';
}

/** 表头行: index of the first head row of the indicator table and how many there are; null without one. */
export function headRows({ rows }: PaperLayout): { readonly first: number; readonly count: number } | null {
  const first = rows.findIndex(({ isHead }) => isHead);
  return first < 0 ? null : { first, count: rows.filter(({ isHead }) => isHead).length };
}

/** 目录条目: forms of one file mostly share their title, so the project's name comes first. */
export function entryOf({ title, rows }: PaperLayout): string {
  const cells = rows.flatMap((row) => row.cells);
  const name = cells.find(({ paths }) => paths.includes('/header/projectName'))?.text ?? '';
  return name === '' || title.includes(name) ? title : `${name} ${title}`;
}
