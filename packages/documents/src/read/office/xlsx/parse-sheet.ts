import { UnreadableFile } from '../../unreadable-file.ts';
import type { Attributes, XmlHandler } from '../xml.ts';
import { MAX_COLUMN, MAX_ROW, parseRange, parseReference, type CellRange } from './cell-reference.ts';
import { displayNumber } from './number-format.ts';
import { decodeEscapes, RichText } from './shared-strings.ts';
import { MAX_MERGES, takeCell, type SheetCell, type UsedUp } from './sheet-limits.ts';

/** What cells of a workbook share. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly formats: readonly string[];
  readonly is1904: boolean;
  readonly used: UsedUp;
}

interface OpenCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly format: string;
  value: string;
  hasFormula: boolean;
}

const HIDDEN = /^(?:1|true|on)$/;

function isHidden(attributes: Attributes): boolean {
  return HIDDEN.test(attributes['hidden'] ?? '');
}

/** 工作表解析: filled cells, merges, and what is hidden. Formulas are never worked out; their stored results are taken. */
export class SheetParser implements XmlHandler {
  readonly cells: SheetCell[] = [];
  readonly merges: CellRange[] = [];
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns = new Uint8Array(MAX_COLUMN + 2);
  /** Formulas whose result the file does not hold. */
  unresolved = 0;
  readonly #context: CellContext;
  readonly #rich = new RichText();
  #row = 0;
  #column = 0;
  #cell: OpenCell | undefined;
  #isValue = false;

  constructor(context: CellContext) {
    this.#context = context;
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'row': {
        const row = Number(attributes['r'] ?? this.#row + 1);
        this.#row = Number.isInteger(row) && row > 0 && row <= MAX_ROW ? row : this.#row + 1;
        this.#column = 0;
        // Some programs hide a row by giving it no height.
        if (isHidden(attributes) || Number(attributes['ht'] ?? 1) === 0) this.hiddenRows.add(this.#row);
        break;
      }
      case 'c':
        this.#openCell(attributes);
        break;
      case 'v':
        this.#isValue = true;
        break;
      case 'f':
        if (this.#cell) this.#cell.hasFormula = true;
        break;
      case 'col':
        this.#columns(attributes);
        break;
      case 'mergeCell':
        this.#merge(attributes['ref'] ?? '');
        break;
      default:
        if (this.#cell) this.#rich.open(name);
    }
  }

  #openCell(attributes: Attributes): void {
    const place = parseReference(attributes['r'] ?? '') ?? { row: this.#row, column: this.#column + 1 };
    this.#column = place.column;
    this.#cell = {
      ...place,
      type: attributes['t'] ?? 'n',
      format: this.#context.formats[Number(attributes['s'] ?? 0)] ?? 'General',
      value: '',
      hasFormula: false,
    };
  }

  #columns(attributes: Attributes): void {
    const width = attributes['width'];
    if (!isHidden(attributes) && !(width !== undefined && Number(width) === 0)) return;
    const from = Math.max(1, Number(attributes['min'] ?? 0));
    const to = Math.min(MAX_COLUMN, Number(attributes['max'] ?? 0));
    if (to >= from) this.hiddenColumns.fill(1, from, to + 1);
  }

  #merge(text: string): void {
    if (this.merges.length >= MAX_MERGES)
      throw new UnreadableFile('READ-TOO-MANY-MERGES', { limit: MAX_MERGES });
    const range = parseRange(text);
    if (range) this.merges.push(range);
  }

  text(text: string): void {
    if (!this.#cell) return;
    if (this.#isValue) this.#cell.value += text;
    else this.#rich.add(text);
  }

  close(name: string): void {
    if (name === 'v') this.#isValue = false;
    else if (name === 'c') this.#closeCell();
    else if (this.#cell) this.#rich.close(name);
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    const inline = this.#rich.take();
    if (!cell) return;
    const text = cell.type === 'inlineStr' ? inline : this.#display(cell);
    if (cell.hasFormula && text === '' && cell.type !== 'str') this.unresolved++;
    if (text === '') return;
    takeCell(this.cells, this.#context.used, { row: cell.row, column: cell.column, text });
  }

  #display({ type, value, format }: OpenCell): string {
    switch (type) {
      case 's':
        return this.#context.strings[Number(value)] ?? '';
      case 'b':
        return value === '' ? '' : value === '1' ? 'TRUE' : 'FALSE';
      case 'str':
        return decodeEscapes(value);
      case 'e':
      case 'd':
        return value;
      default:
        return displayNumber(value, format, this.#context.is1904);
    }
  }
}
