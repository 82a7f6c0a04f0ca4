import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeNotes } from './margin.ts';

const notes = fc
  .array(fc.record({ at: fc.integer({ min: 0, max: 3000 }), height: fc.integer({ min: 10, max: 120 }) }), {
    maxLength: 30,
  })
  .map((list) => list.sort((a, b) => a.at - b.at));

describe('notes in the margin', () => {
  it('stand at their rows where there is room', () => {
    const places = placeNotes([
      { at: 40, height: 50 },
      { at: 300, height: 50 },
    ]);
    expect(places).toEqual([40, 300]);
  });

  it('never overlap, keep their order and never leave the top, whichever is chosen', () => {
    fc.assert(
      fc.property(notes, fc.nat(), fc.nat(300), (list, pick, start) => {
        const active = list.length === 0 || pick % 3 === 0 ? null : pick % list.length;
        const tops = placeNotes(list, active, start);
        tops.forEach((top, index) => {
          expect(top).toBeGreaterThanOrEqual(start);
          const before = tops[index - 1];
          if (before !== undefined) expect(top).toBeGreaterThan(before + (list[index - 1]?.height ?? 0));
        });
      }),
    );
  });

  it('give the chosen one its row by moving the ones above up', () => {
    const crowd = [
      { at: 500, height: 100 },
      { at: 510, height: 100 },
      { at: 520, height: 100 },
    ];
    expect(placeNotes(crowd, 2)).toEqual([308, 414, 520]);
  });
});
