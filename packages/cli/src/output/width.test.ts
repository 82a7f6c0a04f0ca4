import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { displayWidth, padEnd, padStart, shorten } from './width.ts';

describe('widths on a terminal', () => {
  it('count Chinese characters and full-width signs as two columns', () => {
    expect(displayWidth('绩效 ab')).toBe(7);
    expect(displayWidth('（％）')).toBe(6);
    expect(displayWidth('≥98.00(%)')).toBe(9);
    expect([padEnd('绩', 4), padStart('绩', 4)]).toEqual(['绩  ', '  绩']);
  });

  it('shorten any text to at most the given columns and leave a short one alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, width) => {
        const short = shorten(text, width);
        expect(displayWidth(short)).toBeLessThanOrEqual(Math.max(width, 1));
        if (displayWidth(text) <= width) expect(short).toBe(text);
        else expect(short.endsWith('…')).toBe(true);
      }),
    );
  });
});
