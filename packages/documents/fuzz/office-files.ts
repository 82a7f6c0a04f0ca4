import { strToU8, zipSync } from 'fflate';

import type { SampleRow } from './sample-forms.ts';

/** Small office files made for tests: parts zipped, and sample forms as tables with real merges. */

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const SHEET = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"`;

export type Parts = Readonly<Record<string, string>>;

export function zip(parts: Parts): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function relationships(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}">${items.join('')}</Relationships>`;
}

/** A Word file with this body; further parts may be added. */
export function docx(body: string, further: Parts = {}): Uint8Array {
  return zip({
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relationships([
      ['rId1', 'styles', 'styles.xml'],
      ['rId2', 'numbering', 'numbering.xml'],
    ]),
    'word/document.xml': `${XML}<w:document ${WORD}><w:body>${body}</w:body></w:document>`,
    ...further,
  });
}

export interface SheetParts {
  readonly name?: string;
  readonly state?: string;
  /** Children of `sheetData` and what stands around it. */
  readonly data: string;
  readonly columns?: string;
  readonly merges?: string;
}

export interface WorkbookParts {
  readonly strings?: string;
  readonly formats?: readonly string[];
  readonly properties?: string;
}

function styles(formats: readonly string[]): string {
  const stated = formats.map((code, index) => `<numFmt numFmtId="${170 + index}" formatCode="${code}"/>`);
  const used = formats.map((_, index) => `<xf numFmtId="${170 + index}"/>`);
  return `${XML}<styleSheet ${SHEET}><numFmts>${stated.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${used.join('')}</cellXfs></styleSheet>`;
}

/** An Excel file with these sheets; cell style 1 is the first of `formats`. */
export function xlsx(sheets: readonly SheetParts[], workbook: WorkbookParts = {}): Uint8Array {
  const parts: Record<string, string> = {};
  sheets.forEach(({ data, columns = '', merges = '' }, index) => {
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `${XML}<worksheet ${SHEET}>${columns}<sheetData>${data}</sheetData>${merges}</worksheet>`;
  });
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name ?? `表${index + 1}`}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
  );
  return zip({
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map(
        (_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const,
      ),
      ['rId901', 'styles', 'styles.xml'],
      ['rId902', 'sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/workbook.xml': `${XML}<workbook ${SHEET}><workbookPr ${workbook.properties ?? ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/styles.xml': styles(workbook.formats ?? []),
    'xl/sharedStrings.xml': `${XML}<sst ${SHEET}>${workbook.strings ?? ''}</sst>`,
    ...parts,
  });
}

interface GridCell {
  readonly text: string;
  readonly column: number;
  columns: number;
  rows: number;
}

/** Rows of a sample form on a grid: blanks before the first cell of a row belong to the cell above, others to the one before. */
export function gridOf(rows: readonly SampleRow[]): { width: number; rows: GridCell[][] } {
  const width = Math.max(...rows.map((row) => row.length));
  const above = new Map<number, GridCell>();
  const laid = rows.map((row) => {
    const cells: GridCell[] = [];
    row.forEach((text, column) => {
      const upper = above.get(column);
      const left = cells.at(-1);
      if (text !== null) {
        const cell = { text, column, columns: 1, rows: 1 };
        above.set(column, cell);
        cells.push(cell);
      } else if (left) {
        left.columns++;
        above.delete(column);
      } else if (upper) upper.rows++;
    });
    const last = cells.at(-1);
    if (last) last.columns = width - last.column;
    return cells;
  });
  return { width, rows: laid };
}

export function paragraph(text: string): string {
  return `<w:p><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

/** A sample form as a table of a Word file; rows above the first with two cells are paragraphs. */
export function docxTable(rows: readonly SampleRow[]): string {
  const titles = rows.findIndex((row) => row.length > 1);
  const grid = gridOf(rows.slice(titles));
  const open = new Map<number, { left: number; columns: number }>();
  const body = grid.rows.map((cells) => {
    const all = cells.map(({ text, column, columns, rows: down }) => {
      const merge = down > 1 ? '<w:vMerge w:val="restart"/>' : '';
      return [column, wordCell(columns, merge, text)] as const;
    });
    const goingOn = [...open].map(
      ([column, { columns }]) => [column, wordCell(columns, '<w:vMerge/>', '')] as const,
    );
    for (const [column, cell] of open) if (--cell.left === 0) open.delete(column);
    for (const { column, columns, rows: down } of cells)
      if (down > 1) open.set(column, { left: down - 1, columns });
    const inOrder = [...all, ...goingOn].sort(([a], [b]) => a - b).map(([, cell]) => cell);
    return `<w:tr>${inOrder.join('')}</w:tr>`;
  });
  const widths = '<w:gridCol w:w="1000"/>'.repeat(grid.width);
  const heading = rows.slice(0, titles).map(([text]) => paragraph(text ?? ''));
  return `${heading.join('')}<w:tbl><w:tblGrid>${widths}</w:tblGrid>${body.join('')}</w:tbl>`;
}

function wordCell(columns: number, merge: string, text: string): string {
  return `<w:tc><w:tcPr><w:gridSpan w:val="${columns}"/>${merge}</w:tcPr>${paragraph(text)}</w:tc>`;
}

export function columnName(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + columnName(column % 26);
}

/** Sample forms below each other on one sheet, blank rows between. */
export function sheetOf(forms: readonly (readonly SampleRow[])[]): SheetParts {
  const data: string[] = [];
  const merges: string[] = [];
  let row = 0;
  for (const rows of forms) {
    for (const cells of gridOf(rows).rows) {
      row++;
      const listed = cells.map(({ text, column, columns, rows: down }) => {
        const at = `${columnName(column)}${row}`;
        if (columns > 1 || down > 1)
          merges.push(`<mergeCell ref="${at}:${columnName(column + columns - 1)}${row + down - 1}"/>`);
        return `<c r="${at}" t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`;
      });
      data.push(`<row r="${row}">${listed.join('')}</row>`);
    }
    row += 2;
  }
  return { data: data.join(''), merges: `<mergeCells>${merges.join('')}</mergeCells>` };
}

/** A sample form as a table of a web page. */
export function htmlTable(rows: readonly SampleRow[]): string {
  const body = gridOf(rows).rows.map((cells) => {
    const listed = cells.map(
      ({ text, columns, rows: down }) =>
        `<td colspan="${columns}" rowspan="${down}"><p>${escapeXml(text)}</p></td>`,
    );
    return `<tr>${listed.join('')}</tr>`;
  });
  return `<table>${body.join('\n')}</table>`;
}

/** Ways in which an office program holds sample forms. */
export const OFFICE_SHAPES: Readonly<
  Record<string, (forms: readonly (readonly SampleRow[])[]) => Uint8Array>
> = {
  docx: (forms) => docx(forms.map(docxTable).join('')),
  xlsx: (forms) => xlsx([sheetOf(forms)]),
  'xlsx with a sheet per form': (forms) => xlsx(forms.map((rows) => sheetOf([rows]))),
  html: (forms) =>
    strToU8(
      `<!DOCTYPE html><html><head><title>公示</title></head><body>${forms.map(htmlTable).join('<p></p>')}</body></html>`,
    ),
};
