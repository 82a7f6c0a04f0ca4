import type { Block } from '../../../model/blocks.ts';
import { UnreadableFile } from '../../unreadable-file.ts';
import { builtInFormat } from '../xlsx/number-format.ts';
import { sheetBlock, type NamedSheet } from '../xlsx/sheet-grid.ts';
import { refuseManySheets } from '../xlsx/sheet-limits.ts';
import { CompoundFile } from './compound-file.ts';
import { Biff, recordsFrom, type BiffRecord } from './records.ts';
import { BiffSheet, type BiffContext } from './sheet-records.ts';
import { StringReader } from './string-reader.ts';

const BIFF8 = 0x600;
const VISIBLE = 0;
const WORKSHEET = 0;
const MAX_STRINGS = 1_000_000;

interface SheetEntry {
  readonly name: string;
  readonly offset: number;
  readonly isSeen: boolean;
}

/** What stands before the sheets: their names, texts and formats. */
class Globals implements BiffContext {
  readonly sheets: SheetEntry[] = [];
  readonly strings: string[] = [];
  readonly used = { cells: 0, text: 0 };
  is1904 = false;
  readonly #formats = new Map<number, string>();
  readonly #styles: number[] = [];

  formatOf(style: number): string {
    const id = this.#styles[style] ?? 0;
    return this.#formats.get(id) ?? builtInFormat(id);
  }

  take({ type, view, segments }: BiffRecord): void {
    switch (type) {
      case Biff.FilePass:
        throw new UnreadableFile('READ-ENCRYPTED');
      case Biff.DateMode:
        this.is1904 = view.getUint16(0, true) === 1;
        break;
      case Biff.Format:
        this.#formats.set(view.getUint16(0, true), new StringReader(segments, 2).text(2));
        break;
      case Biff.ExtendedFormat:
        this.#styles.push(view.getUint16(2, true));
        break;
      case Biff.BoundSheet:
        this.sheets.push({
          offset: view.getUint32(0, true),
          isSeen: (view.getUint8(4) & 3) === VISIBLE && view.getUint8(5) === WORKSHEET,
          name: new StringReader(segments, 6).text(1),
        });
        break;
      case Biff.SharedStrings: {
        const reader = new StringReader(segments, 8);
        const count = Math.min(MAX_STRINGS, view.getUint32(4, true));
        for (let index = 0; index < count && !reader.isAtEnd; index++) this.strings.push(reader.text(2));
        break;
      }
    }
  }
}

function openWorkbook(bytes: Uint8Array): NamedSheet[] {
  const stream = new CompoundFile(bytes).read('Workbook');
  if (!stream) throw new UnreadableFile('READ-UNSUPPORTED', { format: 'Excel 95及更早的' });
  const globals = new Globals();
  for (const record of recordsFrom(stream, 0)) {
    if (record.type === Biff.Begin && record.view.getUint16(0, true) !== BIFF8)
      throw new UnreadableFile('READ-UNSUPPORTED', { format: 'Excel 95及更早的' });
    globals.take(record);
  }
  refuseManySheets(globals.sheets.length);
  return globals.sheets.flatMap(({ name, offset, isSeen }, index): NamedSheet[] => {
    if (!isSeen) return [];
    const sheet = new BiffSheet(globals);
    for (const record of recordsFrom(stream, offset)) sheet.take(record);
    return [{ name, table: index + 1, sheet }];
  });
}

/** 旧版工作簿的工作表: the visible sheets of an .xls (Excel 97–2003), cells as displayed. */
export function readXlsSheets(bytes: Uint8Array): readonly NamedSheet[] {
  try {
    return openWorkbook(bytes);
  } catch (error) {
    // Offsets beyond the end of a damaged file.
    throw error instanceof RangeError ? new UnreadableFile('READ-ZIP-DAMAGED') : error;
  }
}

/** 读旧版 Excel 工作簿: each visible sheet as one table. */
export function readXls(bytes: Uint8Array): readonly Block[] {
  return readXlsSheets(bytes).map(sheetBlock);
}
