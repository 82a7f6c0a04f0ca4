import { UnreadableFile } from '../../unreadable-file.ts';

const HEADER = 512;
const FIRST_TABLES = 109;
const NO_SECTOR = 0xfffffffa;
const ENTRY = 128;
const MAX_ENTRIES = 4096;

function damaged(): UnreadableFile {
  return new UnreadableFile('READ-ZIP-DAMAGED');
}

/** 复合文件: the streams of an old office file, a small file system of sectors. Chains are as long as the file at most. */
export class CompoundFile {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #sectorSize: number;
  readonly #miniSize: number;
  readonly #miniLimit: number;
  readonly #next: readonly number[];
  readonly #streams = new Map<string, { readonly start: number; readonly size: number }>();
  #root = new Uint8Array();
  #nextMini: readonly number[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const view = this.#view;
    if (bytes.length < HEADER) throw damaged();
    this.#sectorSize = 1 << Math.min(16, view.getUint16(30, true));
    this.#miniSize = 1 << Math.min(12, view.getUint16(32, true));
    this.#miniLimit = view.getUint32(56, true);
    if (this.#sectorSize < HEADER || this.#miniSize < 16) throw damaged();
    this.#next = this.#words(this.#tableSectors());
    this.#readDirectory(this.#chain(view.getUint32(48, true)));
    this.#nextMini = this.#words(this.#sectors(view.getUint32(60, true)));
  }

  /** Sectors of the allocation table: 109 in the header, the rest in a chain of lists. */
  #tableSectors(): number[] {
    const view = this.#view;
    const sectors: number[] = [];
    for (let at = 0; at < FIRST_TABLES; at++) sectors.push(view.getUint32(76 + at * 4, true));
    const perList = this.#sectorSize / 4 - 1;
    const limit = this.#bytes.length / this.#sectorSize;
    let list = view.getUint32(68, true);
    for (let step = 0; list < NO_SECTOR && step < limit; step++) {
      const from = this.#offset(list);
      for (let at = 0; at < perList; at++) sectors.push(view.getUint32(from + at * 4, true));
      list = view.getUint32(from + perList * 4, true);
    }
    return sectors.filter((sector) => sector < NO_SECTOR);
  }

  #offset(sector: number): number {
    const offset = (sector + 1) * this.#sectorSize;
    if (offset >= this.#bytes.length) throw damaged();
    return offset;
  }

  #words(sectors: readonly number[]): number[] {
    const words: number[] = [];
    for (const sector of sectors) {
      const from = this.#offset(sector);
      const end = Math.min(from + this.#sectorSize, this.#bytes.length - 3);
      for (let at = from; at < end; at += 4) words.push(this.#view.getUint32(at, true));
    }
    return words;
  }

  #sectors(start: number): number[] {
    const sectors: number[] = [];
    for (let sector = start; sector < NO_SECTOR; sector = this.#next[sector] ?? NO_SECTOR) {
      if (sectors.length > this.#next.length) throw damaged();
      sectors.push(sector);
    }
    return sectors;
  }

  #chain(start: number): Uint8Array {
    const pieces = this.#sectors(start).map((sector) => {
      const from = this.#offset(sector);
      return this.#bytes.subarray(from, from + this.#sectorSize);
    });
    return Buffer.concat(pieces);
  }

  #readDirectory(directory: Uint8Array): void {
    const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
    const count = Math.min(MAX_ENTRIES, Math.floor(directory.length / ENTRY));
    for (let index = 0; index < count; index++) {
      const at = index * ENTRY;
      const length = Math.min(64, view.getUint16(at + 64, true));
      const name = new TextDecoder('utf-16le').decode(directory.subarray(at, at + Math.max(0, length - 2)));
      const start = view.getUint32(at + 116, true);
      const size = view.getUint32(at + 120, true);
      if (directory[at + 66] === 5) this.#root = new Uint8Array(this.#chain(start));
      else if (directory[at + 66] === 2 && !this.#streams.has(name)) this.#streams.set(name, { start, size });
    }
  }

  /** Content of a stream; `undefined` where the file has none of that name. */
  read(name: string): Uint8Array | undefined {
    const stream = this.#streams.get(name);
    if (!stream) return undefined;
    const { start, size } = stream;
    if (size >= this.#miniLimit) return this.#chain(start).subarray(0, size);
    const pieces: Uint8Array[] = [];
    for (let sector = start; sector < NO_SECTOR; sector = this.#nextMini[sector] ?? NO_SECTOR) {
      if (pieces.length > this.#nextMini.length) throw damaged();
      pieces.push(this.#root.subarray(sector * this.#miniSize, (sector + 1) * this.#miniSize));
    }
    return Buffer.concat(pieces).subarray(0, size);
  }
}
