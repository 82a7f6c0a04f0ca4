import type { Block } from '../../../model/blocks.ts';
import { UnreadableFile } from '../../unreadable-file.ts';
import { MAX_COLUMN, MAX_ROW, type CellRange } from '../xlsx/cell-reference.ts';
import { displayNumber } from '../xlsx/number-format.ts';
import { sheetBlock, type NamedSheet } from '../xlsx/sheet-grid.ts';
import { MAX_MERGES, refuseManySheets, takeCell, type SheetCell, type UsedUp } from '../xlsx/sheet-limits.ts';
import { attributeOf, parseXml, type Attributes, type XmlHandler } from '../xml.ts';

/** Formats that this kind of file names in words. */
const NAMED: Readonly<Record<string, string>> = {
  percent: '0.00%',
  fixed: '0.00',
  standard: '#,##0.00',
  currency: '"¥"#,##0.00',
  scientific: '0.00E+00',
  'short date': 'yyyy/m/d',
  'general date': 'yyyy/m/d',
  'medium date': 'd-mmm-yy',
  'long date': 'yyyy"年"m"月"d"日"',
};
const DAY = 86_400_000;
/** Day 0 of a spreadsheet. */
const FIRST_DAY = Date.UTC(1899, 11, 30);

interface OpenSheet {
  readonly name: string;
  readonly cells: SheetCell[];
  readonly merges: CellRange[];
  readonly hiddenRows: Set<number>;
  readonly hiddenColumns: Uint8Array;
  isHidden: boolean;
}

interface OpenCell {
  readonly style: string;
  type: string;
  text: string;
}

const countOf = (attributes: Attributes, name: string, most: number): number => {
  const count = Number.parseInt(attributeOf(attributes, name) ?? '', 10);
  return count > 0 ? Math.min(count, most) : 0;
};
const isHidden = (attributes: Attributes): boolean => attributeOf(attributes, 'Hidden') === '1';

/** Hears a workbook that is one XML part. */
class WorkbookParser implements XmlHandler {
  readonly sheets: OpenSheet[] = [];
  readonly #formats = new Map<string, string>();
  readonly #used: UsedUp = { cells: 0, text: 0 };
  #style = '';
  #sheet: OpenSheet | undefined;
  #row = 0;
  #column = 0;
  /** Last row of the sheet that was marked as hidden: rows that are told again and again are marked once. */
  #hiddenTo = 0;
  #cell: OpenCell | undefined;
  #isData = false;
  #comments = 0;
  #isVisibility = false;

  open(name: string, attributes: Attributes): void {
    if (name === 'Comment') this.#comments++;
    if (this.#comments > 0) return;
    if (name === 'Style') this.#style = attributeOf(attributes, 'ID') ?? '';
    else if (name === 'NumberFormat') this.#formats.set(this.#style, attributeOf(attributes, 'Format') ?? '');
    else if (name === 'Worksheet') this.#openSheet(attributeOf(attributes, 'Name') ?? '');
    else if (name === 'Column') this.#columns(attributes);
    else if (name === 'Row') this.#openRow(attributes);
    else if (name === 'Cell') this.#openCell(attributes);
    else if (name === 'Visible') this.#isVisibility = true;
    else if (name === 'Data' && this.#cell) {
      this.#isData = true;
      this.#cell.type = attributeOf(attributes, 'Type') ?? 'String';
    }
  }

  #openSheet(name: string): void {
    const hiddenColumns = new Uint8Array(MAX_COLUMN + 2);
    this.#sheet = { name, cells: [], merges: [], hiddenRows: new Set(), hiddenColumns, isHidden: false };
    this.sheets.push(this.#sheet);
    refuseManySheets(this.sheets.length);
    [this.#row, this.#column, this.#hiddenTo] = [0, 0, 0];
  }

  #columns(attributes: Attributes): void {
    const from = countOf(attributes, 'Index', MAX_COLUMN) || this.#column + 1;
    this.#column = Math.min(MAX_COLUMN, from + countOf(attributes, 'Span', MAX_COLUMN));
    if (isHidden(attributes)) this.#sheet?.hiddenColumns.fill(1, from, this.#column + 1);
  }

  #openRow(attributes: Attributes): void {
    const first = countOf(attributes, 'Index', MAX_ROW) || Math.min(MAX_ROW, this.#row + 1);
    this.#row = Math.min(MAX_ROW, first + countOf(attributes, 'Span', MAX_ROW));
    this.#column = 0;
    if (!isHidden(attributes)) return;
    for (let row = Math.max(first, this.#hiddenTo + 1); row <= this.#row; row++)
      this.#sheet?.hiddenRows.add(row);
    this.#hiddenTo = Math.max(this.#hiddenTo, this.#row);
  }

  #openCell(attributes: Attributes): void {
    const left = countOf(attributes, 'Index', MAX_COLUMN) || Math.min(MAX_COLUMN, this.#column + 1);
    const right = Math.min(MAX_COLUMN, left + countOf(attributes, 'MergeAcross', MAX_COLUMN));
    const bottom = Math.min(MAX_ROW, this.#row + countOf(attributes, 'MergeDown', MAX_ROW));
    if (right > left || bottom > this.#row) this.#merge({ top: this.#row, left, bottom, right });
    this.#cell = { style: attributeOf(attributes, 'StyleID') ?? '', type: '', text: '' };
    this.#place = [this.#row, left];
    this.#column = right;
  }

  #place: readonly [row: number, column: number] = [0, 0];

  #merge(range: CellRange): void {
    const merges = this.#sheet?.merges ?? [];
    if (merges.length >= MAX_MERGES) throw new UnreadableFile('READ-TOO-MANY-MERGES', { limit: MAX_MERGES });
    merges.push(range);
  }

  text(text: string): void {
    if (this.#comments > 0) return;
    if (this.#isData && this.#cell) this.#cell.text += text;
    else if (this.#isVisibility && text.startsWith('SheetHidden') && this.#sheet) this.#sheet.isHidden = true;
    else if (this.#isVisibility && text.startsWith('SheetVeryHidden') && this.#sheet)
      this.#sheet.isHidden = true;
  }

  close(name: string): void {
    if (name === 'Comment') this.#comments--;
    else if (this.#comments > 0) return;
    else if (name === 'Data') this.#isData = false;
    else if (name === 'Visible') this.#isVisibility = false;
    else if (name === 'Cell') this.#closeCell();
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    const text = cell ? this.#shown(cell) : '';
    const [row, column] = this.#place;
    if (text !== '' && this.#sheet) takeCell(this.#sheet.cells, this.#used, { row, column, text });
  }

  #shown({ style, type, text }: OpenCell): string {
    const stated = this.#formats.get(style) ?? this.#formats.get('Default') ?? '';
    const format = NAMED[stated.toLowerCase()] ?? stated;
    if (type === 'Number') return displayNumber(text, format, false);
    if (type === 'DateTime') {
      const time = Date.parse(`${text.replace(/Z$/u, '')}Z`);
      return Number.isNaN(time) ? text : displayNumber(String((time - FIRST_DAY) / DAY), format, false);
    }
    return type === 'Boolean' ? (text === '1' ? 'TRUE' : 'FALSE') : text;
  }
}

/** XML 表格的工作表: the visible sheets of a workbook saved as one XML part (Excel 2003), mostly under the name .xls. */
export function readSheetXmlSheets(bytes: Uint8Array): readonly NamedSheet[] {
  const parser = new WorkbookParser();
  parseXml(bytes, parser);
  return parser.sheets.flatMap((sheet, index) =>
    sheet.isHidden ? [] : [{ name: sheet.name, table: index + 1, sheet }],
  );
}

/** 读 XML 表格: each visible sheet as one table. */
export function readSheetXml(bytes: Uint8Array): readonly Block[] {
  return readSheetXmlSheets(bytes).map(sheetBlock);
}
