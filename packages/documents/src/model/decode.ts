import type { ReadResult } from '../read-result.ts';

/** 解码结果: the text of a file and how it was encoded. */
export interface Decoded {
  readonly text: string;
  readonly encoding: NonNullable<ReadResult['encoding']>;
  /** How many characters could not be decoded and were replaced. */
  readonly replaced: number;
}

/** Formats recognised by their first bytes that this reader does not read. */
export type ForeignFormat = 'pdf' | 'zip' | 'ole' | 'binary';

const SNIFFED_BYTES = 64 * 1024;
const REPLACEMENT = '\uFFFD';

function startsWith(bytes: Uint8Array, ...head: number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

/** Control bytes that no text in UTF-8 or GB18030 holds. */
function isControl(byte: number): boolean {
  return byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127;
}

function countWhere(
  bytes: Uint8Array,
  step: number,
  offset: number,
  test: (byte: number) => boolean,
): number {
  let count = 0;
  const end = Math.min(bytes.length, SNIFFED_BYTES);
  for (let at = offset; at < end; at += step) if (test(bytes[at] ?? 0)) count++;
  return count;
}

/** UTF-16 without a byte order mark: Chinese in it has its high bytes in 4E–9F or 00 at one parity. */
function sniffUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.min(bytes.length, SNIFFED_BYTES) >> 1;
  if (bytes.length % 2 !== 0 || pairs < 2) return undefined;
  if (!bytes.subarray(0, SNIFFED_BYTES).includes(0)) return undefined;
  const isHigh = (byte: number): boolean =>
    byte === 0 || (byte >= 0x4e && byte <= 0x9f) || byte === 0x30 || byte === 0xff;
  const even = countWhere(bytes, 2, 0, isHigh) / pairs;
  const odd = countWhere(bytes, 2, 1, isHigh) / pairs;
  if (odd > 0.9 && odd > even) return 'utf-16le';
  if (even > 0.9 && even > odd) return 'utf-16be';
  return undefined;
}

/** Format of a file that is no text, by its first bytes; `undefined` for text. */
export function foreignFormat(bytes: Uint8Array): ForeignFormat | undefined {
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return 'pdf';
  if (startsWith(bytes, 0x50, 0x4b, 3, 4)) return 'zip';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'ole';
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff) || sniffUtf16(bytes)) return undefined;
  const sniffed = Math.min(bytes.length, SNIFFED_BYTES);
  return countWhere(bytes, 1, 0, isControl) > sniffed / 200 ? 'binary' : undefined;
}

function countReplaced(text: string): number {
  let count = 0;
  for (let at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, at + 1)) count++;
  return count;
}

function decodeWith(bytes: Uint8Array, encoding: Decoded['encoding']): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, replaced: countReplaced(text) };
}

/** 解码: UTF-8 with or without mark, UTF-16 in both orders, GB18030. Invalid bytes become U+FFFD and are counted. */
export function decode(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, 0xff, 0xfe)) return decodeWith(bytes, 'utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return decodeWith(bytes, 'utf-16be');
  const wide = sniffUtf16(bytes);
  if (wide) return decodeWith(bytes, wide);
  const utf8 = decodeWith(bytes, 'utf-8');
  if (utf8.replaced === 0 || startsWith(bytes, 0xef, 0xbb, 0xbf)) return utf8;
  const national = decodeWith(bytes, 'gb18030');
  return national.replaced < utf8.replaced ? national : utf8;
}
