import { UnreadableFile } from '../../unreadable-file.ts';
import { MAX_COLUMN, type CellRange } from '../xlsx/cell-reference.ts';
import { displayNumber } from '../xlsx/number-format.ts';
import { MAX_MERGES, takeCell, type SheetCell, type UsedUp } from '../xlsx/sheet-limits.ts';
import { Biff, type BiffRecord } from './records.ts';
import { StringReader } from './string-reader.ts';

/** What the cells of a workbook share. */
export interface BiffContext {
  readonly strings: readonly string[];
  readonly is1904: boolean;
  readonly used: UsedUp;
  formatOf(style: number): string;
}

const HIDDEN_ROW = 0x20;
const HIDDEN_COLUMN = 1;
const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

/** A number packed into four bytes. */
function unpackNumber(packed: number): number {
  let value: number;
  if ((packed & 2) !== 0) value = packed >> 2;
  else {
    const view = new DataView(new ArrayBuffer(8));
    view.setUint32(4, packed & 0xfffffffc, true);
    value = view.getFloat64(0, true);
  }
  return (packed & 1) === 0 ? value : value / 100;
}

/** 工作表记录: filled cells, merges, and what is hidden, of one sheet of an old workbook. */
export class BiffSheet {
  readonly cells: SheetCell[] = [];
  readonly merges: CellRange[] = [];
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns = new Uint8Array(MAX_COLUMN + 2);
  readonly #context: BiffContext;
  /** Cell whose formula gave a text, which follows in a record of its own. */
  #awaiting: { row: number; column: number } | undefined;

  constructor(context: BiffContext) {
    this.#context = context;
  }

  take(record: BiffRecord): void {
    const { type, view, segments } = record;
    switch (type) {
      case Biff.LabelShared:
        this.#text(view, this.#context.strings[view.getUint32(6, true)] ?? '');
        break;
      case Biff.Label:
      case Biff.RichString:
        this.#text(view, new StringReader(segments, 6).text(2));
        break;
      case Biff.Number:
        this.#number(view, view.getFloat64(6, true), view.getUint16(4, true));
        break;
      case Biff.Rk:
        this.#number(view, unpackNumber(view.getInt32(6, true)), view.getUint16(4, true));
        break;
      case Biff.MultipleRk:
        for (let at = 4, step = 0; at + 6 <= view.byteLength - 2; at += 6, step++)
          this.#number(view, unpackNumber(view.getInt32(at + 2, true)), view.getUint16(at, true), step);
        break;
      case Biff.Formula:
        this.#formula(view);
        break;
      case Biff.String:
        if (this.#awaiting) this.#add(this.#awaiting, new StringReader(segments).text(2));
        this.#awaiting = undefined;
        break;
      case Biff.BoolError:
        this.#text(view, truthOrError(view.getUint8(6), view.getUint8(7) === 1));
        break;
      default:
        this.#layout(record);
    }
  }

  #layout({ type, view }: BiffRecord): void {
    if (type === Biff.Row) {
      if ((view.getUint16(12, true) & HIDDEN_ROW) !== 0) this.hiddenRows.add(view.getUint16(0, true) + 1);
    } else if (type === Biff.ColumnInfo) {
      const isHidden = (view.getUint16(8, true) & HIDDEN_COLUMN) !== 0 || view.getUint16(4, true) === 0;
      const [from, to] = [view.getUint16(0, true) + 1, Math.min(MAX_COLUMN, view.getUint16(2, true) + 1)];
      if (isHidden && to >= from) this.hiddenColumns.fill(1, from, to + 1);
    } else if (type === Biff.MergedCells) {
      for (let at = 2; at + 8 <= view.byteLength; at += 8) this.#merge(view, at);
    }
  }

  #merge(view: DataView, at: number): void {
    if (this.merges.length >= MAX_MERGES)
      throw new UnreadableFile('READ-TOO-MANY-MERGES', { limit: MAX_MERGES });
    const [top, bottom, left, right] = [0, 2, 4, 6].map((step) => view.getUint16(at + step, true) + 1);
    if (top && bottom && left && right && bottom >= top && right >= left)
      this.merges.push({ top, bottom, left, right });
  }

  #formula(view: DataView): void {
    if (view.getUint16(12, true) !== 0xffff) {
      this.#number(view, view.getFloat64(6, true), view.getUint16(4, true));
      return;
    }
    const kind = view.getUint8(6);
    if (kind === 0)
      this.#awaiting = { row: view.getUint16(0, true) + 1, column: view.getUint16(2, true) + 1 };
    else if (kind < 3) this.#text(view, truthOrError(view.getUint8(8), kind === 2));
  }

  #number(view: DataView, value: number, style: number, step = 0): void {
    const place = { row: view.getUint16(0, true) + 1, column: view.getUint16(2, true) + 1 + step };
    this.#add(place, displayNumber(String(value), this.#context.formatOf(style), this.#context.is1904));
  }

  #text(view: DataView, text: string): void {
    this.#add({ row: view.getUint16(0, true) + 1, column: view.getUint16(2, true) + 1 }, text);
  }

  #add(place: { readonly row: number; readonly column: number }, text: string): void {
    if (text !== '') takeCell(this.cells, this.#context.used, { ...place, text });
  }
}

function truthOrError(value: number, isError: boolean): string {
  if (isError) return ERRORS[value] ?? '#N/A';
  return value === 1 ? 'TRUE' : 'FALSE';
}
