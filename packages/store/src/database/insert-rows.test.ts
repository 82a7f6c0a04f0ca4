import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '@jiheng/domain';
import { contentHash } from './content-hash.ts';
import { storableJson, storableText } from './insert-rows.ts';

describe('storable JSON', () => {
  it('is plain JSON for text that PostgreSQL can hold', () => {
    const text = fc.string({ unit: 'grapheme-composite' }).filter((value) => !value.includes('\0'));
    fc.assert(
      fc.property(text, (value) => {
        expect(JSON.parse(storableJson({ value }))).toEqual({ value });
      }),
    );
  });

  it('replaces what PostgreSQL refuses, whatever stands before it', () => {
    const unit = fc.constantFrom('\\', '\0', '\ud800', '\udfff', 'u0000', '"', '汉', '\ud83d\ude00');
    fc.assert(
      fc.property(
        fc.array(unit).map((units) => units.join('')),
        (value) => {
          const expected = value.replaceAll('\0', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd');
          expect(JSON.parse(storableJson(value))).toBe(expected);
        },
      ),
    );
  });

  it('does the same for plain text', () => {
    expect(storableText('文件\0名')).toBe('文件\ufffd名');
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of members nor on absent ones', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(
          [...Object.entries(value), ['zz-absent', undefined] as const].reverse() as [string, unknown][],
        );
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('tells values apart that differ only in type or scale', () => {
    const hashes = [1, '1', '1.0', null, [], {}, [null]].map((value) => contentHash({ value }));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
