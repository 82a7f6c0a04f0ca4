/** Small Excel 97–2003 workbooks made for tests: records in a compound file. */

const SECTOR = 512;
const END_OF_CHAIN = 0xfffffffe;
const TABLE = 0xfffffffd;
const FREE = 0xffffffff;
/** Streams below this size would lie in the small sectors. */
const SMALL = 4096;

export function words(...values: readonly number[]): number[] {
  return values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff]);
}

export function longWord(value: number): number[] {
  return words(value & 0xffff, value >>> 16);
}

export function double(value: number): number[] {
  return [...new Uint8Array(new Float64Array([value]).buffer)];
}

/** A text with its length in two bytes before it; wide unless it is plain Latin. */
export function unicode(text: string): number[] {
  return [...words(text.length), 1, ...Buffer.from(text, 'utf16le')];
}

export function record(type: number, ...data: readonly number[]): number[] {
  return [...words(type, data.length), ...data];
}

export interface SheetRecords {
  readonly name: string;
  readonly isHidden?: boolean;
  readonly records: readonly number[];
}

const BEGIN = (kind: number): number[] =>
  record(0x809, ...words(0x600, kind, 0, 0), ...longWord(0), ...longWord(0));
const END = record(0x0a);

/** The stream of a workbook: what is common to all sheets, then each sheet. */
function workbookStream(common: readonly number[], sheets: readonly SheetRecords[]): number[] {
  const entry = ({ name, isHidden }: SheetRecords, offset: number): number[] =>
    record(
      0x85,
      ...longWord(offset),
      isHidden === true ? 1 : 0,
      0,
      name.length,
      1,
      ...Buffer.from(name, 'utf16le'),
    );
  const bodies = sheets.map(({ records }) => [...BEGIN(0x10), ...records, ...END]);
  const head = [...BEGIN(5), ...common];
  const listed = sheets.reduce((sum, sheet) => sum + entry(sheet, 0).length, 0);
  let offset = head.length + listed + END.length;
  const entries = sheets.flatMap((sheet, index) => {
    const made = entry(sheet, offset);
    offset += bodies[index]?.length ?? 0;
    return made;
  });
  return [...head, ...entries, ...END, ...bodies.flat()];
}

function directoryEntry(name: string, type: number, start: number, size: number): Uint8Array {
  const bytes = new Uint8Array(128);
  const view = new DataView(bytes.buffer);
  bytes.set(Buffer.from(name, 'utf16le'));
  view.setUint16(64, name.length * 2 + 2, true);
  bytes[66] = type;
  view.setUint32(116, start, true);
  view.setUint32(120, size, true);
  return bytes;
}

/** An .xls file with these records. */
export function xls(common: readonly number[], sheets: readonly SheetRecords[]): Uint8Array {
  const stream = workbookStream(common, sheets);
  const size = Math.max(SMALL, stream.length);
  const sectors = Math.ceil(size / SECTOR);
  const bytes = new Uint8Array(SECTOR * (3 + sectors));
  const view = new DataView(bytes.buffer);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(30, 9, true);
  view.setUint16(32, 6, true);
  view.setUint32(44, 1, true);
  view.setUint32(48, 1, true);
  view.setUint32(56, SMALL, true);
  view.setUint32(60, END_OF_CHAIN, true);
  view.setUint32(68, END_OF_CHAIN, true);
  for (let at = 76; at < SECTOR; at += 4) view.setUint32(at, at === 76 ? 0 : FREE, true);
  const next = [TABLE, END_OF_CHAIN, ...Array.from({ length: sectors }, (_, at) => at + 3)];
  next[next.length - 1] = END_OF_CHAIN;
  next.forEach((sector, at) => {
    view.setUint32(SECTOR + at * 4, sector, true);
  });
  bytes.set(directoryEntry('Root Entry', 5, END_OF_CHAIN, 0), SECTOR * 2);
  bytes.set(directoryEntry('Workbook', 2, 2, size), SECTOR * 2 + 128);
  bytes.set(stream, SECTOR * 3);
  return bytes;
}
