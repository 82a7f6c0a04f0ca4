import type { SampleRow } from './sample-forms.ts';

/** Ways in which tools flatten a table to text. */

type Shape = (rows: readonly SampleRow[]) => string;

const filled = (row: SampleRow): string[] => row.map((cell) => cell ?? '');
const visible = (row: SampleRow): string[] => row.filter((cell) => cell !== null);
const printed = (rows: readonly SampleRow[]): string[] =>
  rows.flatMap((row) => visible(row).filter((cell) => cell !== ''));

/** Breaks a text at a width, never inside a number or a Latin word. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [piece] of text.matchAll(/[≥≤=<>]?[\dA-Za-z.,%]+|[^]/gu)) {
    if (line !== '' && line.length + piece.length > width) {
      lines.push(line);
      line = '';
    }
    line += piece;
  }
  return line === '' ? lines : [...lines, line];
}

/** Flowing text as drawn from a PDF: short cells share a line, long ones are broken, level labels are narrow columns. */
function wrapped(rows: readonly SampleRow[], between: string): string {
  const lines: string[] = [];
  for (const row of rows) {
    let line = '';
    row.forEach((cell, column) => {
      if (cell === null || cell === '') return;
      const isNarrow =
        column < 3 && /^(?:..级指标|.{2,6}指标|年度总体目标)$/.test(cell) && !cell.startsWith('三级');
      const pieces = wrap(cell, isNarrow ? 2 : 15);
      if (pieces.length === 1) line = line === '' ? cell : `${line} ${cell}`;
      else {
        if (line !== '') lines.push(line);
        line = '';
        lines.push(...pieces);
      }
    });
    if (line !== '') lines.push(line);
  }
  return lines.join(between);
}

export const TEXT_SHAPES: Readonly<Record<string, Shape>> = {
  'tab rows': (rows) => rows.map((row) => filled(row).join('\t')).join('\n'),
  'tab rows without trailing cells': (rows) => rows.map((row) => filled(row).join('\t').trimEnd()).join('\n'),
  'bar rows': (rows) =>
    rows.map((row) => (row.length > 1 ? `${filled(row).join(' | ')} |` : filled(row).join(''))).join('\n'),
  'bar rows without merged cells': (rows) =>
    rows
      .map((row) => (row.length > 1 ? `${visible(row).join(' | ')} | |||` : filled(row).join('')))
      .join('\n'),
  'Markdown table': (rows) =>
    rows
      .flatMap((row, index) => {
        if (row.length < 2) return filled(row);
        const line = `| ${filled(row).join(' | ')} |`;
        return (rows[index - 1]?.length ?? 0) < 2 ? [line, `|${'---|'.repeat(row.length)}`] : [line];
      })
      .join('\n'),
  'a cell per line with a bar behind': (rows) =>
    rows.flatMap((row) => visible(row).map((cell) => (cell === '' ? '|' : `${cell} |`))).join('\n'),
  'bars on lines of their own': (rows) =>
    rows
      .map((row) => (row.length > 1 ? `|\n${visible(row).join('\n|\n')}\n|` : filled(row).join('')))
      .join('\n'),
  'a cell per paragraph': (rows) =>
    rows.flatMap((row) => visible(row).map((cell) => (cell === '' ? ' ' : cell))).join('\n\n'),
  'a cell per paragraph without blanks': (rows) => printed(rows).join('\n\n'),
  'a cell per line': (rows) => printed(rows).join('\n'),
  'a cell per line behind tabs': (rows) =>
    rows
      .map((row) => (row.length > 1 ? filled(row) : visible(row)).map((cell) => `\t${cell}`).join('\n'))
      .join('\n\n'),
  'words in lines': (rows) =>
    rows
      .map((row) =>
        visible(row)
          .filter((cell) => cell !== '')
          .join(' '),
      )
      .join('\n'),
  'one line': (rows) => printed(rows).join(' '),
  'wrapped lines': (rows) => wrapped(rows, '\n'),
  'wrapped lines with blank lines between': (rows) => wrapped(rows, '\n\n'),
};
