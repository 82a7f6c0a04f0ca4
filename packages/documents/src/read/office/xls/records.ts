/** Record numbers of a BIFF8 workbook that tell what a reader sees. */
export const Biff = {
  Formula: 0x06,
  Eof: 0x0a,
  DateMode: 0x22,
  FilePass: 0x2f,
  Continue: 0x3c,
  ColumnInfo: 0x7d,
  BoundSheet: 0x85,
  MultipleRk: 0xbd,
  RichString: 0xd6,
  ExtendedFormat: 0xe0,
  MergedCells: 0xe5,
  SharedStrings: 0xfc,
  LabelShared: 0xfd,
  Number: 0x203,
  Label: 0x204,
  BoolError: 0x205,
  String: 0x207,
  Row: 0x208,
  Rk: 0x27e,
  Format: 0x41e,
  Begin: 0x809,
} as const;

/** 记录: one record with the records that continue it. */
export interface BiffRecord {
  readonly type: number;
  readonly view: DataView;
  /** Bytes of the record and of each that continues it. */
  readonly segments: readonly Uint8Array[];
}

/** Records from an offset to the end of its part of the stream. A record cut off by the end of the file ends it too. */
export function* recordsFrom(stream: Uint8Array, offset: number): Generator<BiffRecord> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  let at = offset;
  while (at + 4 <= stream.length) {
    const type = view.getUint16(at, true);
    const segments: Uint8Array[] = [];
    do {
      const length = view.getUint16(at + 2, true);
      segments.push(stream.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    } while (at + 4 <= stream.length && view.getUint16(at, true) === Biff.Continue);
    const [first = new Uint8Array()] = segments;
    yield { type, segments, view: new DataView(first.buffer, first.byteOffset, first.byteLength) };
    if (type === Biff.Eof) return;
  }
}
