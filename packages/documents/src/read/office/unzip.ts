import { crc32, inflateRawSync } from 'node:zlib';

import { UnreadableFile } from '../unreadable-file.ts';

const MAX_ENTRIES = 10_000;
const MAX_TOTAL = 128 * 1024 * 1024;
const MAX_RATIO = 200;
/** Below this size no ratio hurts. */
const RATIO_FROM = 1024 * 1024;

const END_SIGNATURE = 0x06054b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_SIZE = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

function damaged(): UnreadableFile {
  return new UnreadableFile('READ-ZIP-DAMAGED');
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_SIZE - MAX_COMMENT);
  for (let at = view.byteLength - END_SIZE; at >= lowest; at--)
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  throw damaged();
}

function refuseBomb({ packed, size }: Entry, total: number): void {
  if (total > MAX_TOTAL || (size > RATIO_FROM && size > packed * MAX_RATIO))
    throw new UnreadableFile('READ-ZIP-BOMB', { limit: MAX_TOTAL / RATIO_FROM });
}

/** Names are compared without case and with `/`, as office programs do. */
function entryName(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll('\\', '/').toLowerCase();
}

/**
 * 压缩包: the parts of a zip file. The central directory is checked before anything is inflated, and a part never inflates to more
 * than it declares, so neither a bomb nor a lying size costs memory.
 */
export class Archive {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #entries = new Map<string, Entry>();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    try {
      this.#readDirectory();
    } catch (error) {
      // Offsets beyond the end of a truncated file.
      throw error instanceof RangeError ? damaged() : error;
    }
  }

  #readDirectory(): void {
    const view = this.#view;
    const end = findEnd(view);
    const count = view.getUint16(end + 10, true);
    if (count === 0xffff || count > MAX_ENTRIES)
      throw new UnreadableFile('READ-ZIP-BOMB', { limit: MAX_TOTAL / RATIO_FROM });
    let at = view.getUint32(end + 16, true);
    let total = 0;
    for (let index = 0; index < count; index++) {
      if (view.getUint32(at, true) !== ENTRY_SIGNATURE) throw damaged();
      if ((view.getUint16(at + 8, true) & 1) === 1) throw new UnreadableFile('READ-ENCRYPTED');
      const nameLength = view.getUint16(at + 28, true);
      const name = entryName(this.#bytes.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength));
      const entry: Entry = {
        method: view.getUint16(at + 10, true),
        checksum: view.getUint32(at + 16, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
      };
      total += entry.size;
      refuseBomb(entry, total);
      if (this.#entries.has(name)) throw damaged();
      this.#entries.set(name, entry);
      at += ENTRY_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  names(): IterableIterator<string> {
    return this.#entries.keys();
  }

  /** A part inflated; `undefined` where the archive has none of that name. */
  read(name: string): Uint8Array | undefined {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) return undefined;
    const content = this.#inflate(entry, this.#packedBytes(entry));
    if (content.length !== entry.size || crc32(content) !== entry.checksum) throw damaged();
    return content;
  }

  #packedBytes({ offset, packed }: Entry): Uint8Array {
    const view = this.#view;
    if (offset + LOCAL_SIZE > view.byteLength || view.getUint32(offset, true) !== LOCAL_SIGNATURE)
      throw damaged();
    const from = offset + LOCAL_SIZE + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    if (from + packed > view.byteLength) throw damaged();
    return this.#bytes.subarray(from, from + packed);
  }

  #inflate({ method, size }: Entry, packed: Uint8Array): Uint8Array {
    if (method === STORED) return packed;
    if (method !== DEFLATED) throw damaged();
    if (size === 0) return new Uint8Array();
    try {
      return inflateRawSync(packed, { maxOutputLength: size });
    } catch {
      throw damaged();
    }
  }
}
