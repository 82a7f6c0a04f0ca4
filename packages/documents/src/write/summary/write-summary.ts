import { PassThrough, Readable } from 'node:stream';

import { Decimal, quoted, type FormRecord } from '@jiheng/domain';
import { ZipFile } from 'yazl';

import {
  columnName,
  escapeXml,
  rowXml,
  sheetFoot,
  sheetHead,
  stylesXml,
  textRowXml,
  totalRowXml,
  XML_HEAD,
} from './sheet-xml.ts';
import { FORM_COLUMNS, INDICATOR_COLUMNS, type SummaryColumn } from './summary-columns.ts';

/** Rows of one sheet. */
const MOST_ROWS = 1_048_576;
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Sheets in the order of the workbook. */
const SHEETS = ['汇总', '指标', '说明'] as const;
const NOTE_WIDTHS = [6, 110];

/** A form of the summary, or why one is missing from it. */
export type SummaryEntry =
  | { readonly record: FormRecord; readonly problem?: never }
  | { readonly problem: string; readonly record?: never };

type SummaryForms = AsyncIterable<SummaryEntry> | Iterable<SummaryEntry>;

export interface SummaryOptions {
  /** Time kept in the file. */
  readonly modified: Date;
  /** What the sheet 说明 says of a form that cannot be listed. */
  readonly explain: (record: FormRecord, error: unknown) => string;
}

/** The workbook while the forms come in: rows of forms are kept, those of indicators leave at once. */
class Summary {
  readonly formRows: string[] = [];
  readonly notes: string[] = [];
  indicatorRow = 1;
  private number = 0;
  private readonly sums = FORM_COLUMNS.map(() => Decimal.ZERO);

  /** Rows of the indicators of one form. A record that cannot be written throws before anything of it is kept. */
  add(record: FormRecord): string {
    const form = { number: this.number + 1, record };
    const row = rowXml(FORM_COLUMNS, form.number + 1, form);
    const values = FORM_COLUMNS.map(({ isSummed, value }) =>
      isSummed ? Decimal.parse(value(form) ?? '') : undefined,
    );
    const from = this.indicatorRow + 1;
    const indicators = record.indicators.map((indicator, index) =>
      rowXml(INDICATOR_COLUMNS, from + index, { ...form, indicator }),
    );
    this.number = form.number;
    this.formRows.push(row);
    values.forEach((value, index) => {
      if (value) this.sums[index] = (this.sums[index] ?? Decimal.ZERO).add(value);
    });
    if (this.indicatorRow + indicators.length > MOST_ROWS) {
      this.note(
        `${quoted(record.header.projectName ?? '未填项目名称')}的指标超出一张工作表的行数，未列入“指标”。`,
      );
      return '';
    }
    this.indicatorRow += indicators.length;
    return indicators.join('');
  }

  note(text: string): void {
    this.notes.push(text);
  }

  *formSheet(): Generator<string> {
    yield head(FORM_COLUMNS, true);
    yield* this.formRows;
    const last = this.number + 1;
    if (this.number > 0) yield totalRowXml(FORM_COLUMNS, last, this.sums);
    yield sheetFoot(filterOf(FORM_COLUMNS, last));
  }

  *noteSheet(): Generator<string> {
    yield sheetHead(NOTE_WIDTHS, false);
    yield textRowXml(1, ['序号', '未列入的内容'], 'head');
    for (const [index, text] of this.notes.entries())
      yield textRowXml(index + 2, [String(index + 1), text], 'text');
    yield sheetFoot(`A1:B${String(this.notes.length + 1)}`);
  }
}

function head<T>(columns: readonly SummaryColumn<T>[], isFirst: boolean): string {
  const widths = columns.map(({ width }) => width);
  const labels = columns.map(({ label }) => label);
  return sheetHead(widths, isFirst) + textRowXml(1, labels, 'head');
}

function filterOf<T>(columns: readonly SummaryColumn<T>[], last: number): string {
  return `A1:${columnName(columns.length - 1)}${String(last)}`;
}

async function* indicatorSheet(
  summary: Summary,
  forms: SummaryForms,
  explain: SummaryOptions['explain'],
): AsyncGenerator<string> {
  yield head(INDICATOR_COLUMNS, false);
  for await (const { record, problem } of forms) {
    if (problem !== undefined) {
      summary.note(problem);
      continue;
    }
    try {
      yield summary.add(record);
    } catch (error) {
      summary.note(explain(record, error));
    }
  }
  yield sheetFoot(filterOf(INDICATOR_COLUMNS, summary.indicatorRow));
}

const sheetNames = (count: number): readonly string[] => SHEETS.slice(0, count);

function workbookXml(count: number, lastRows: readonly number[]): string {
  const sheets = sheetNames(count).map(
    (name, at) =>
      `<sheet name="${escapeXml(name)}" sheetId="${String(at + 1)}" r:id="rId${String(at + 1)}"/>`,
  );
  const columns = [FORM_COLUMNS.length, INDICATOR_COLUMNS.length, NOTE_WIDTHS.length];
  const filters = sheetNames(count).map((name, at) => {
    const range = `'${name}'!$A$1:$${columnName((columns[at] ?? 1) - 1)}$${String(lastRows[at] ?? 1)}`;
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${String(at)}" hidden="1">${range}</definedName>`;
  });
  const titles = sheetNames(count).map(
    (name, at) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${String(at)}">'${name}'!$1:$1</definedName>`,
  );
  return `${XML_HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews><sheets>${sheets.join('')}</sheets><definedNames>${filters.join('')}${titles.join('')}</definedNames></workbook>`;
}

function relationsXml(count: number): string {
  const sheets = sheetNames(count).map(
    (_, at) =>
      `<Relationship Id="rId${String(at + 1)}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${String(at + 1)}.xml"/>`,
  );
  const styles = `<Relationship Id="rId${String(count + 1)}" Type="${OFFICE}/styles" Target="styles.xml"/>`;
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets.join('')}${styles}</Relationships>`;
}

function contentTypesXml(count: number): string {
  const sheets = sheetNames(count).map(
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${String(at + 1)}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
  );
  return `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${sheets.join('')}</Types>`;
}

const ROOT_RELATIONS = `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

/** What is known only when all forms came in. */
function addRest(zip: ZipFile, summary: Summary, mtime: Date): void {
  const count = summary.notes.length > 0 ? 3 : 2;
  const add = (name: string, text: string): void => {
    zip.addBuffer(Buffer.from(text), name, { mtime });
  };
  zip.addReadStream(Readable.from(summary.formSheet()), 'xl/worksheets/sheet1.xml', { mtime });
  if (count === 3)
    zip.addReadStream(Readable.from(summary.noteSheet()), 'xl/worksheets/sheet3.xml', { mtime });
  const lastRows = [summary.formRows.length + 1, summary.indicatorRow, summary.notes.length + 1];
  add('xl/workbook.xml', workbookXml(count, lastRows));
  add('xl/_rels/workbook.xml.rels', relationsXml(count));
  add('xl/styles.xml', stylesXml());
  add('_rels/.rels', ROOT_RELATIONS);
  add('[Content_Types].xml', contentTypesXml(count));
  zip.end();
}

/**
 * 汇总表: one row a form with real numbers, one more sheet with all indicators, a third one with what is missing. The forms
 * are taken one by one and the file comes out as a stream, so that ten thousand forms take no more memory than a few
 * megabytes. A form that cannot be listed does not stop the others.
 */
export function writeSummary(forms: SummaryForms, { modified, explain }: SummaryOptions): Readable {
  const zip = new ZipFile();
  const summary = new Summary();
  const output = new PassThrough();
  const rows = Readable.from(indicatorSheet(summary, forms, explain));
  rows.once('end', () => {
    addRest(zip, summary, modified);
  });
  const fail = (error: Error): void => {
    output.destroy(error);
  };
  rows.on('error', fail);
  zip.on('error', fail);
  zip.addReadStream(rows, 'xl/worksheets/sheet2.xml', { mtime: modified });
  zip.outputStream.pipe(output);
  return output;
}
