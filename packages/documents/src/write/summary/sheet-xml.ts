import { Decimal } from '@jiheng/domain';

import { isLikeFormula, SONG, writableText } from '../paper-metrics.ts';
import type { ColumnKind, SummaryColumn } from './summary-columns.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** A spreadsheet computes with so many digits; longer numbers are written as text, which keeps them. */
const MOST_DIGITS = 15;
/** What a cell may hold. */
const LONGEST_TEXT = 32_767;

/** Cell formats in the order of the style sheet. */
const FORMATS = ['head', 'text', 'formula', 'count', 'year', 'money', 'percent', 'score'] as const;
const TOTAL = FORMATS.length;
const NUMBER_FORMATS: Readonly<Record<Exclude<ColumnKind, 'text'>, number>> = {
  count: 164,
  year: 165,
  money: 166,
  percent: 167,
  score: 167,
};

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function formatXml(name: (typeof FORMATS)[number], isBold: boolean): string {
  const kind = name === 'head' || name === 'formula' ? 'text' : name;
  const format = name === 'formula' ? 49 : kind === 'text' ? 0 : NUMBER_FORMATS[kind];
  const horizontal =
    name === 'head' || kind === 'count' || kind === 'year' ? 'center' : kind === 'text' ? 'left' : 'right';
  const head = name === 'head';
  const quote = name === 'formula' ? ' quotePrefix="1"' : '';
  return `<xf numFmtId="${String(format)}" fontId="${head || isBold ? '1' : '0'}" fillId="${head ? '2' : '0'}" borderId="1" xfId="0"${quote} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${horizontal}" vertical="center" wrapText="1"/></xf>`;
}

/** The formats of all cells; the second half of them, in bold, is for the line of totals. */
export function stylesXml(): string {
  const font = (bold: string) =>
    `<font>${bold}<sz val="10"/><name val="${SONG}"/><charset val="134"/></font>`;
  const side = (name: string) => `<${name} style="thin"><color rgb="FFB9C3C2"/></${name}>`;
  const sides = ['left', 'right', 'top', 'bottom'].map(side).join('');
  const formats = [
    ...FORMATS.map((name) => formatXml(name, false)),
    ...FORMATS.map((name) => formatXml(name, true)),
  ];
  return `${XML_HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="4"><numFmt numFmtId="164" formatCode="#,##0"/><numFmt numFmtId="165" formatCode="0"/><numFmt numFmtId="166" formatCode="#,##0.00####"/><numFmt numFmtId="167" formatCode="0.00##"/></numFmts><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE4F0EF"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${sides}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${String(formats.length + 1)}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${formats.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function styleOf(name: (typeof FORMATS)[number], isTotal = false): string {
  return String(FORMATS.indexOf(name) + 1 + (isTotal ? TOTAL : 0));
}

/** `A`, `Z`, `AA`. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest > 0 ? columnName(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}

/** Text as spreadsheets store it: `_x0041_` would be read as an escape. */
function storedText(text: string): string {
  const written = writableText(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_');
  return escapeXml(written.length > LONGEST_TEXT ? `${written.slice(0, LONGEST_TEXT - 1)}…` : written);
}

function textCell(place: string, text: string, style: string): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${storedText(text)}</t></is></c>`;
}

function cellXml(place: string, kind: ColumnKind, text: string | null): string {
  if (text === null || text === '') return `<c r="${place}" s="${styleOf(kind)}"/>`;
  const number = kind === 'text' ? undefined : Decimal.parse(text);
  if (number && text.replace(/\D/gu, '').length <= MOST_DIGITS)
    return `<c r="${place}" s="${styleOf(kind)}"><v>${number.toString()}</v></c>`;
  return textCell(place, text, styleOf(isLikeFormula(text) ? 'formula' : 'text'));
}

export function rowXml<T>(columns: readonly SummaryColumn<T>[], row: number, values: T): string {
  const cells = columns.map(({ kind, value }, index) =>
    cellXml(`${columnName(index)}${String(row)}`, kind, value(values)),
  );
  return `<row r="${String(row)}">${cells.join('')}</row>`;
}

export function textRowXml(row: number, texts: readonly string[], format: 'head' | 'text'): string {
  const cells = texts.map((text, index) =>
    textCell(
      `${columnName(index)}${String(row)}`,
      text,
      styleOf(format === 'text' && isLikeFormula(text) ? 'formula' : format),
    ),
  );
  return `<row r="${String(row)}"${format === 'head' ? ' ht="30" customHeight="1"' : ''}>${cells.join('')}</row>`;
}

/** 合计: sums that follow the filter, with the values they have now. */
export function totalRowXml<T>(
  columns: readonly SummaryColumn<T>[],
  last: number,
  sums: readonly Decimal[],
): string {
  const row = String(last + 1);
  const cells = columns.map(({ kind, isSummed }, index) => {
    const column = columnName(index);
    if (index === 1) return textCell(`${column}${row}`, '合计', styleOf('text', true));
    if (!isSummed) return `<c r="${column}${row}" s="${styleOf(kind, true)}"/>`;
    const formula = `SUBTOTAL(109,${column}2:${column}${String(last)})`;
    return `<c r="${column}${row}" s="${styleOf(kind, true)}"><f>${formula}</f><v>${(sums[index] ?? Decimal.ZERO).toString()}</v></c>`;
  });
  return `<row r="${row}">${cells.join('')}</row>`;
}

/** What stands before the rows: frozen head and first two columns, widths. */
export function sheetHead(widths: readonly number[], isFirst: boolean): string {
  const columns = widths.map(
    (width, index) =>
      `<col min="${String(index + 1)}" max="${String(index + 1)}" width="${String(width)}" customWidth="1"/>`,
  );
  return `${XML_HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0"><pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>`;
}

/** What stands after the rows: filter, printing across one page. */
export function sheetFoot(filtered: string): string {
  return `</sheetData><autoFilter ref="${filtered}"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第&amp;P页 共&amp;N页</oddFooter></headerFooter></worksheet>`;
}
