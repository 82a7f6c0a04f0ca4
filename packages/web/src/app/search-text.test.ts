import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch, stringifySearch } from './search-text.ts';

describe('the address', () => {
  it('is plain text that a person can read', () => {
    expect(stringifySearch({ year: 2025, kind: 'target', text: undefined })).toBe('?year=2025&kind=target');
    expect(stringifySearch({})).toBe('');
  });

  it('gives back what was written into it', () => {
    const search = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.string({ unit: 'grapheme', minLength: 1 }),
    );
    fc.assert(
      fc.property(search, (values) => {
        expect(parseSearch(stringifySearch(values))).toEqual({ ...values });
      }),
    );
  });
});
