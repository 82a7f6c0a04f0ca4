import type { PaperCell, PaperLayout, PaperRow } from '@jiheng/domain';
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type FileChild,
  type ISectionOptions,
} from 'docx';
import { estimatePageNumbersWith } from 'docx/layout';

import { BOLD, contentsOf, CONTENTS_STYLE, entryMark, formPlaces, type FormPlace } from './docx-contents.ts';
import { fittingSize, widthOf } from './pdf/fit-text.ts';
import { headRows, lineAlign, SONG, shareOut, writableText } from './paper-metrics.ts';

/** A4 in twentieths of a point (DXA), upright. */
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = 1_134;
const MARGINS = { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, footer: 600 };
/** Half points. */
const SIZE = { title: 36, year: 24, cell: 21, footer: 18 } as const;

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;
const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = { top: NO_BORDER, bottom: NO_BORDER, left: NO_BORDER, right: NO_BORDER };
/** Lines of the same height in every font, so that pages end where the table of contents says. */
const lineOf = (points: number) => ({ line: points * 20, lineRule: LineRuleType.EXACT });
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = { top: LINE, bottom: LINE, left: LINE, right: LINE };

/** Inner margins of a cell and the room they leave, in points. */
const INSET = { top: 30, bottom: 30, left: 80, right: 80 };
const roomOf = (width: number): number => (width - INSET.left - INSET.right) / 20;

/** Half points at which a number is not broken in a narrow column; undefined for the usual size. */
function fitted(text: string, width: number): number | undefined {
  const size = Math.floor(fittingSize(text, roomOf(width), SIZE.cell / 2) * 2);
  return size < SIZE.cell ? size : undefined;
}

function paragraphs(text: string, align: PaperCell['align'], size: number | undefined): Paragraph[] {
  return writableText(text)
    .split('\n')
    .map(
      (line) =>
        new Paragraph({
          alignment: ALIGN[align],
          spacing: lineOf(14),
          children: [new TextRun({ text: line, ...(size === undefined ? {} : { size }) })],
        }),
    );
}

function tableCell(cell: PaperCell, widths: readonly number[], isLine: boolean, row: PaperRow): TableCell {
  const { column, columns, rows, text, isLong } = cell;
  const size = widths.slice(column, column + columns).reduce((sum, width) => sum + width, 0);
  return new TableCell({
    columnSpan: columns,
    rowSpan: rows,
    width: { size, type: WidthType.DXA },
    verticalAlign: isLong ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
    ...(isLine ? { borders: NO_BORDERS } : {}),
    children: paragraphs(text, isLine ? lineAlign(cell, row) : cell.align, fitted(text, size)),
  });
}

function table(rows: readonly PaperRow[], widths: readonly number[], isLine = false): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    columnWidths: widths,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    borders: isLine ? NO_BORDERS : { ...BORDERS, insideHorizontal: LINE, insideVertical: LINE },
    margins: INSET,
    rows: rows.map(
      (row) =>
        new TableRow({
          cantSplit: !row.cells.some(({ isLong }) => isLong),
          // `false` would be written out, and some readers take any mark for a head.
          ...(row.isHead ? { tableHeader: true } : {}),
          height: { value: isLine ? 320 : 420, rule: 'atLeast' },
          children: row.cells.map((cell) => tableCell(cell, widths, isLine, row)),
        }),
    ),
  });
}

/** Parts two tables, which Word would otherwise join. */
function thread(): Paragraph {
  return new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT }, children: [] });
}

/** The title is a heading of level 1, for the navigation pane and for who makes a table of contents anew. */
function heading({ title, yearLine }: PaperLayout, place: FormPlace | undefined): Paragraph[] {
  const run = new TextRun({ text: writableText(title), size: SIZE.title, ...BOLD });
  const year = new TextRun({ text: writableText(yearLine ?? ''), size: SIZE.year });
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      children: place ? [entryMark(place), new Bookmark({ id: place.bookmark, children: [run] })] : [run],
    }),
    ...(yearLine === null
      ? []
      : [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 120, ...lineOf(18) },
            children: [year],
          }),
        ]),
  ];
}

/** Word repeats only the first rows of a table: the indicator table is a table of its own right under the first. */
function body(paper: PaperLayout, widths: readonly number[]): FileChild[] {
  const head = headRows(paper)?.first ?? 0;
  const parts = [paper.rows.slice(0, head), paper.rows.slice(head)].filter((rows) => rows.length > 0);
  return parts.flatMap((rows, index) => [...(index > 0 ? [thread()] : []), table(rows, widths)]);
}

/** Widths of the cells of a line outside the table: labels as wide as their words, values share the rest. */
function lineWidths({ cells }: PaperRow, total: number): readonly number[] {
  const isLabel = ({ role }: PaperCell): boolean => role === 'label';
  const natural = cells.map(({ text }) => Math.ceil((widthOf(text) + 1) * 10 * SIZE.cell) + 2 * INSET.left);
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

function lines(rows: readonly PaperRow[], widths: readonly number[]): FileChild[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  return rows.flatMap((row) => {
    const cells = row.cells.map((cell, column) => ({ ...cell, column, columns: 1 }));
    return [table([{ ...row, cells }], lineWidths(row, total), true), thread()];
  });
}

function footer(): Footer {
  const text = (children: string) => new TextRun({ children: [children], size: SIZE.footer });
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [text('— '), text(PageNumber.CURRENT), text(' —')],
      }),
    ],
  });
}

function section(paper: PaperLayout, place: FormPlace | undefined): ISectionOptions {
  const { isLandscape } = paper;
  const widths = shareOut(paper.grid, (isLandscape ? A4.height : A4.width) - 2 * MARGIN);
  const orientation = isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT;
  return {
    properties: { page: { size: { ...A4, orientation }, margin: MARGINS } },
    footers: { default: footer() },
    children: [
      ...heading(paper, place),
      ...lines(paper.linesAbove, widths),
      ...body(paper, widths),
      thread(),
      ...lines(paper.linesBelow, widths),
    ],
  };
}

const FONT = { ascii: SONG, hAnsi: SONG, eastAsia: SONG, cs: SONG };
const HEADING = {
  run: { font: FONT, size: SIZE.title, bold: true, color: '000000' },
  paragraph: {
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after: 60, ...lineOf(28) },
    keepNext: true,
  },
};

/** Word 文件: one form after another, each on a page of its own; more than one have a table of contents before them. */
export function writeDocx(papers: readonly PaperLayout[]): Promise<Uint8Array> {
  const places = papers.length > 1 ? formPlaces(papers) : [];
  const contents: ISectionOptions = {
    properties: { page: { size: { ...A4, orientation: PageOrientation.PORTRAIT }, margin: MARGINS } },
    footers: { default: footer() },
    children: contentsOf(places, A4.width - 2 * MARGIN),
  };
  const document = new Document({
    styles: {
      default: { document: { run: { font: FONT, size: SIZE.cell } }, heading1: HEADING },
      paragraphStyles: [CONTENTS_STYLE],
    },
    // Page numbers of the contents are those that Word will show; where it cannot tell for sure they are its best guess.
    ...(places.length > 0 ? { pageNumbers: estimatePageNumbersWith({ guess: true }) } : {}),
    sections: [
      ...(places.length > 0 ? [contents] : []),
      ...papers.map((paper, index) => section(paper, places[index])),
    ],
  });
  return Packer.toBuffer(document);
}
