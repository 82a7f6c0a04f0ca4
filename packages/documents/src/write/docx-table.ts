import type { PaperCell, PaperLayout, PaperRow } from '@jiheng/domain';
import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type FileChild,
} from 'docx';

import { columnWidths, isRoomy } from './column-widths.ts';
import { widthOf } from './pdf/fit-text.ts';
import { headRows, lineAlign, shareOut, writableText } from './paper-metrics.ts';
import { cellSize, isAtTop, rowHeights, spanOf, type Letters } from './row-heights.ts';

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;
const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = { top: NO_BORDER, bottom: NO_BORDER, left: NO_BORDER, right: NO_BORDER };
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = { top: LINE, bottom: LINE, left: LINE, right: LINE };
/** Inner margins of a cell in twentieths of a point (DXA). */
const INSET = { top: 30, bottom: 30, left: 80, right: 80 };
const POINT = 20;

/** Lines of the same height in every font, so that pages end where the table of contents says. */
export const lineOf = (points: number) => ({ line: points * POINT, lineRule: LineRuleType.EXACT });

const lettersOf = (size: number, line: number, padding: number): Letters => ({
  size,
  line,
  em: size * POINT,
  inset: INSET.left + INSET.right + POINT,
  padding,
});
/** 五号; 小五 for papers of many columns; set tighter where the paper stands on one page by that. */
const USUAL = lettersOf(10.5, 14, 7);
const SMALL = lettersOf(9, 12, 7);
const TIGHT = lettersOf(9, 11, 4);
/** In points. */
export const TITLE = { size: 18, line: 28 } as const;
/** Height of the year with what is left free around it, and of a line outside the table. */
const YEAR = 32;
const OUTSIDE = 18;

/** 字号、列宽. */
interface Setting {
  readonly widths: readonly number[];
  readonly letters: Letters;
  /** The paper is longer than a page. */
  readonly runsOver: boolean;
}

/** A table while it is drawn. */
interface Frame extends Setting {
  /** `lines`: no rules at all. `open`: the table below begins with the rule that this one ends with. */
  readonly rules: 'all' | 'open' | 'lines';
}

function paragraphs(
  cell: PaperCell,
  align: PaperCell['align'],
  width: number,
  letters: Letters,
): Paragraph[] {
  const size = cellSize(cell.text, width, letters) * 2;
  return writableText(cell.text)
    .split('\n')
    .map(
      (text) =>
        new Paragraph({
          alignment: ALIGN[align],
          spacing: lineOf(letters.line),
          children: [new TextRun({ text, size })],
        }),
    );
}

function tableCell(cell: PaperCell, row: PaperRow, isLast: boolean, frame: Frame): TableCell {
  const { widths, letters, rules, runsOver } = frame;
  const width = spanOf(cell, widths);
  const isLine = rules === 'lines';
  return new TableCell({
    columnSpan: cell.columns,
    rowSpan: cell.rows,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: isAtTop(cell, runsOver) ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
    ...(isLine
      ? { borders: NO_BORDERS }
      : rules === 'open' && isLast
        ? { borders: { bottom: NO_BORDER } }
        : {}),
    children: paragraphs(cell, isLine ? lineAlign(cell, row) : cell.align, width, letters),
  });
}

function table(rows: readonly PaperRow[], frame: Frame): Table {
  const { widths, letters, rules } = frame;
  const isLine = rules === 'lines';
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    columnWidths: widths,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    borders: isLine
      ? NO_BORDERS
      : {
          ...BORDERS,
          ...(rules === 'open' ? { bottom: NO_BORDER } : {}),
          insideHorizontal: LINE,
          insideVertical: LINE,
        },
    margins: INSET,
    rows: rows.map(
      (row, at) =>
        new TableRow({
          cantSplit: !row.cells.some(({ isLong }) => isLong),
          // `false` would be written out, and some readers take any mark for a head.
          ...(row.isHead ? { tableHeader: true } : {}),
          height: { value: isLine ? 320 : (letters.line + letters.padding) * POINT, rule: 'atLeast' },
          children: row.cells.map((cell) => tableCell(cell, row, at + cell.rows === rows.length, frame)),
        }),
    ),
  });
}

/** Parts two tables, which Word would otherwise join. */
export function thread(): Paragraph {
  return new Paragraph({ spacing: lineOf(1), children: [] });
}

/** What a page has between its margins: DXA across, points from top to bottom. */
export interface PageRoom {
  readonly total: number;
  readonly down: number;
}

/** 字号和列宽 of a paper: the largest letters in which it stands on one page, else those in which its words have room. */
export function setting(paper: PaperLayout, { total, down }: PageRoom): Setting {
  const { title, rows, linesAbove, linesBelow, isLandscape } = paper;
  const titleLines = Math.ceil((widthOf(title) * TITLE.size * POINT) / total);
  const room = down - YEAR - titleLines * TITLE.line - OUTSIDE * (linesAbove.length + linesBelow.length);
  const at = (letters: Letters): Setting => {
    const widths = shareOut(columnWidths(paper, { ...letters, total }), total);
    const height = rowHeights(rows, widths, letters).reduce((sum, row) => sum + row, 0);
    return { letters, widths, runsOver: height > room };
  };
  const roomy = at(!isLandscape && isRoomy(paper, { ...USUAL, total }) ? USUAL : SMALL);
  if (!roomy.runsOver) return roomy;
  return [SMALL, TIGHT].map(at).find(({ runsOver }) => !runsOver) ?? roomy;
}

/** 表体. Word repeats only the first rows of a table: the indicator table is one of its own right under the first. */
export function bodyTables(paper: PaperLayout, page: PageRoom): FileChild[] {
  const frame = setting(paper, page);
  const head = headRows(paper)?.first ?? 0;
  const parts = [paper.rows.slice(0, head), paper.rows.slice(head)].filter((rows) => rows.length > 0);
  return parts.flatMap((rows, index) => [
    ...(index > 0 ? [thread()] : []),
    table(rows, { ...frame, rules: index + 1 < parts.length ? 'open' : 'all' }),
  ]);
}

/** Widths of the cells of a line outside the table: labels as wide as their words, values share the rest. */
function lineWidths({ cells }: PaperRow, total: number): readonly number[] {
  const isLabel = ({ role }: PaperCell): boolean => role === 'label';
  const natural = cells.map(({ text }) => Math.ceil((widthOf(text) + 1) * USUAL.em) + 2 * INSET.left);
  const rest =
    total - natural.reduce((sum, width, at) => sum + (cells.slice(at, at + 1).some(isLabel) ? width : 0), 0);
  const values = cells.filter((cell) => !isLabel(cell)).reduce((sum, { columns }) => sum + columns, 0);
  if (values === 0 || rest < total / 4)
    return shareOut(
      cells.map(({ columns }) => columns),
      total,
    );
  return shareOut(
    cells.map((cell, at) => (isLabel(cell) ? (natural[at] ?? 0) : (rest * cell.columns) / values)),
    total,
  );
}

/** 表外行: each a table without rules. */
export function lineTables(rows: readonly PaperRow[], total: number): FileChild[] {
  return rows.flatMap((row) => {
    const cells = row.cells.map((cell, column) => ({ ...cell, column, columns: 1 }));
    const frame: Frame = { widths: lineWidths(row, total), letters: USUAL, runsOver: false, rules: 'lines' };
    return [table([{ ...row, cells }], frame), thread()];
  });
}
