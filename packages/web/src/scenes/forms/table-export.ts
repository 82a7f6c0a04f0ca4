import type { FormListItem } from '@jiheng/api';
import { saveFile } from '../../client/exports.ts';
import type { Column } from './columns.tsx';

/** Digits that a spreadsheet would not show as they are: a zero in front is dropped, more than eleven become 1.2E+11. */
const MANGLED = /^(?:0\d+|\d{12,})$/;

/**
 * One cell of a CSV file. Text that a spreadsheet would run as a formula gets an apostrophe; plain numbers do not need it. A code of
 * digits gets a tab behind it, which nobody sees and which keeps it a text.
 */
export function csvCell(text: string): string {
  if (MANGLED.test(text)) return `${text}\t`;
  const isFormula = /^[=+\-@\t\r\n]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The shown columns of the given forms as CSV; with BOM, because Excel and WPS guess GBK otherwise. */
export function csvOf(
  items: readonly FormListItem[],
  columns: readonly Pick<Column, 'label' | 'text'>[],
): string {
  const rows = [
    columns.map(({ label }) => label),
    ...items.map((item) => columns.map(({ text }) => text(item))),
  ];
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** Hands a CSV text to the person as a file. */
export function saveText(name: string, text: string): void {
  saveFile(name, new Blob([text], { type: 'text/csv;charset=utf-8' }));
}
