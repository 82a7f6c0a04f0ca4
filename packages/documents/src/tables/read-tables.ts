import type { Problem } from '@jiheng/domain';

import { readingProblem } from '../problems.ts';
import { fileFormat } from '../read/file-format.ts';
import { readXlsSheets } from '../read/office/xls/read-xls.ts';
import type { NamedSheet } from '../read/office/xlsx/sheet-grid.ts';
import { readXlsxSheets } from '../read/office/xlsx/read-xlsx.ts';
import { UnreadableFile } from '../read/unreadable-file.ts';

/** 数据表: a sheet of a workbook as plain texts; `rows[0]` is row 1, blank cells are empty texts. */
export interface DataTable {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

export type DataTables =
  | { readonly tables: readonly DataTable[]; readonly problem?: undefined }
  | { readonly tables?: undefined; readonly problem: Problem };

/** A list has fewer; a stray cell far away must not make millions of blanks. */
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 60;

function rowsOf({ sheet }: NamedSheet): string[][] {
  const rows: string[][] = [];
  for (const { row, column, text } of sheet.cells) {
    if (row > MOST_ROWS || column > MOST_COLUMNS) continue;
    while (rows.length < row) rows.push([]);
    const cells = rows[row - 1] ?? [];
    while (cells.length < column) cells.push('');
    cells[column - 1] = text.trim();
  }
  return rows;
}

/** 读数据表: lists kept in an Excel workbook (people, organisations, projects). Never throws for content. */
export function readTables(bytes: Uint8Array): DataTables {
  try {
    const format = fileFormat(bytes);
    if (format.kind === 'encrypted') return { problem: readingProblem('READ-ENCRYPTED') };
    const sheets =
      format.kind === 'xlsx'
        ? readXlsxSheets(format.archive, format.main).sheets
        : format.kind === 'xls' && readXlsSheets(bytes);
    if (sheets === false)
      return { problem: readingProblem('READ-UNSUPPORTED', { format: 'Excel工作簿以外' }) };
    return { tables: sheets.map((sheet) => ({ name: sheet.name.trim(), rows: rowsOf(sheet) })) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { problem: error.problem };
    throw error;
  }
}
