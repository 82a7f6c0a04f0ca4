import { describe, expect, it } from 'vitest';

import { decode, foreignFormat } from './decode.ts';

/** Encoder for the two-byte part of GB18030, made from the decoder. */
function toGb18030(text: string): Uint8Array {
  const codes = new Map<string, [number, number]>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return Uint8Array.from(Array.from(text).flatMap((sign) => codes.get(sign) ?? [sign.charCodeAt(0)]));
}

const TEXT = '项目支出绩效自评表\n项目名称\t道路养护（二〇二三年度）≥95%\n';

describe('decoding', () => {
  it('tells GB18030 from UTF-8', () => {
    expect(decode(toGb18030(TEXT))).toEqual({ text: TEXT, encoding: 'gb18030', replaced: 0 });
    expect(decode(new TextEncoder().encode(TEXT))).toEqual({ text: TEXT, encoding: 'utf-8', replaced: 0 });
  });

  it('replaces and counts bytes that are no text', () => {
    const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0x41, 0xff, 0x42);
    expect(decode(bytes)).toEqual({ text: 'A\uFFFDB', encoding: 'utf-8', replaced: 1 });
  });

  it('takes text in any encoding for text and other formats for what they are', () => {
    expect(foreignFormat(toGb18030(TEXT))).toBeUndefined();
    expect(foreignFormat(Uint8Array.of(0x50, 0x4b, 3, 4))).toBe('zip');
    expect(foreignFormat(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).toBe('ole');
    expect(foreignFormat(Uint8Array.of(0, 1, 2, 3, 4, 5))).toBe('binary');
  });
});
