import { writeXlsx, type CellStyle } from 'hucre';

import { isLikeFormula, writableText } from '../write/paper-metrics.ts';
import type { DataTable } from './read-tables.ts';

const HEAD: CellStyle = {
  font: { bold: true, size: 11 },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E4F0EF' } },
  alignment: { vertical: 'center' },
};
/** Everything is text: a code keeps its zeros, and what looks like a formula is never one. */
const TEXT: CellStyle = { numFmt: '@', font: { size: 11 } };
const PLAIN: CellStyle = { font: { size: 11 } };

function widthOf(rows: DataTable['rows'], column: number): number {
  const longest = Math.max(4, ...rows.slice(0, 200).map((row) => row[column]?.length ?? 0));
  return Math.min(60, longest * 2 + 2);
}

/** 写数据表: a workbook of plain lists, the first row of each as its head. */
export function writeTables(tables: readonly DataTable[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: tables.map(({ name, rows }) => {
      const columns = Math.max(1, ...rows.map((row) => row.length));
      const cells = new Map<string, { value: string; type: 'string'; style: CellStyle }>();
      rows.forEach((row, down) => {
        row.forEach((text, across) => {
          const value = writableText(text);
          if (value === '') return;
          const style = down === 0 ? HEAD : /^\d+$/.test(value) || isLikeFormula(value) ? TEXT : PLAIN;
          cells.set(`${String(down)},${String(across)}`, { value, type: 'string', style });
        });
      });
      return {
        name,
        columns: Array.from({ length: columns }, (_, column) => ({ width: widthOf(rows, column) })),
        rows: rows.map(() => Array.from({ length: columns }, () => null)),
        cells,
        freezePane: { rows: 1 },
      };
    }),
  });
}
