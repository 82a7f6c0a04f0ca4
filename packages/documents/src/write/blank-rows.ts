import type { PaperCell, PaperLayout, PaperRow } from '@jiheng/domain';

import { headRows } from './paper-metrics.ts';

/** Rows to be filled in by hand where a paper has no indicator yet. */
const BLANK_ROWS = 6;

function blankRow(heads: readonly PaperCell[], number: number): PaperRow {
  const key = `blank-${String(number)}`;
  const cells = heads.map<PaperCell>(({ column, columns }) => {
    return {
      key: `${key}-${String(column)}`,
      role: 'blank',
      text: '',
      column,
      columns,
      rows: 1,
      align: 'center',
      paths: [],
    };
  });
  return { key, cells };
}

/** 空表: a paper without indicators gets blank rows under the heads of its indicator table. */
export function withBlankRows(paper: PaperLayout): PaperLayout {
  const head = headRows(paper);
  if (!head || paper.rows.some(({ cells }) => cells.some(({ indicator }) => indicator !== undefined)))
    return paper;
  const end = head.first + head.count;
  const heads = paper.rows.slice(head.first, end);
  // What reaches down to the last head row has a column under it; the label beside the table goes on.
  const isSide = ({ key }: PaperCell): boolean => key === 'indicator-side';
  const lowest = heads.flatMap(({ cells }, at) =>
    cells.filter((cell) => !isSide(cell) && at + cell.rows === head.count),
  );
  const columns = lowest.sort((a, b) => a.column - b.column);
  const grown = heads.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => (isSide(cell) ? { ...cell, rows: cell.rows + BLANK_ROWS } : cell)),
  }));
  const blanks = Array.from({ length: BLANK_ROWS }, (_, number) => blankRow(columns, number));
  return {
    ...paper,
    rows: [...paper.rows.slice(0, head.first), ...grown, ...blanks, ...paper.rows.slice(end)],
  };
}
