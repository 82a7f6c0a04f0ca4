import type { Origin, OriginMap, TextSpan } from '@jiheng/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boxesOnPage,
  drawnScale,
  fieldAt,
  firstZoom,
  isMarked,
  largerZoom,
  pagesOf,
  smallerZoom,
  valuesOnPage,
  windowAt,
  windowsBeside,
  zoomText,
} from './source-marks.ts';

const at = (...spans: TextSpan[]): Origin => ({ kind: 'document', place: { file: '表.pdf', spans } });
const printed = (line: number, page: number, left: number): TextSpan => ({
  line,
  column: 1,
  toColumn: 5,
  printed: { page, box: [left, 10, left + 40, 20] },
});

describe('windows of an original', () => {
  it('hold the line with what is around it, and lead on without a gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 500 }), (line, more) => {
        const lines = line + more;
        const window = windowAt(line);
        expect(window.from).toBeLessThanOrEqual(line);
        expect(window.to).toBeGreaterThanOrEqual(Math.min(lines, line + 20));
        const { before, after } = windowsBeside(window, lines);
        expect(before === null).toBe(window.from === 1);
        expect(after === null).toBe(window.to >= lines);
        if (before) expect(before.from < window.from && before.to >= window.from - 1).toBe(true);
        if (after) expect(after.to > window.to && after.from <= window.to + 1).toBe(true);
      }),
    );
  });
});

describe('the marks of a value', () => {
  const spans = [{ line: 7, column: 4, toColumn: 9 }];

  it('are on the cells whose text it is, not on neighbours in the same line', () => {
    expect(isMarked([{ line: 7, column: 4, text: '河道保洁费' }], spans)).toBe(true);
    expect(isMarked([{ line: 7, column: 9, text: '下一格' }], spans)).toBe(false);
    expect(isMarked([{ line: 7, column: 1, text: '前一' }], spans)).toBe(false);
    expect(isMarked([{ line: 8, column: 4, text: '下一行' }], spans)).toBe(false);
  });

  it('are all boxes of a value that was joined over lines and pages', () => {
    const joined = [printed(3, 2, 50), printed(4, 2, 50), printed(5, 3, 60)];
    expect(pagesOf(joined)).toEqual([2, 3]);
    expect(boxesOnPage(joined, 2)).toHaveLength(2);
    expect(boxesOnPage(joined, 3)).toEqual([[60, 10, 100, 20]]);
    expect(boxesOnPage(joined, 4)).toEqual([]);
  });

  it('lead back to the field, the most exact one where several hold the text', () => {
    const origins: OriginMap = {
      '/indicators/0': at({ line: 7, column: 1, toColumn: 30 }),
      '/indicators/0/target': at(...spans),
      '/fiscalYear': { kind: 'default', reason: '文件名', confidence: 1 },
    };
    expect(fieldAt(origins, [{ line: 7, column: 4, text: '河道保洁费' }])).toBe('/indicators/0/target');
    expect(fieldAt(origins, [{ line: 7, column: 20, text: '别处' }])).toBe('/indicators/0');
    expect(fieldAt(origins, [{ line: 99, column: 1, text: '无' }])).toBeUndefined();
    expect(valuesOnPage({ ...origins, '/grade': at(printed(9, 1, 5)) }, 1)).toEqual([
      { path: '/grade', box: [5, 10, 45, 20] },
    ]);
  });
});

describe('the size of a page', () => {
  it('begins as wide as the panel, but readable', () => {
    expect(zoomText(firstZoom(400, 842))).toBe('90%');
    expect(zoomText(firstZoom(1190, 595))).toBe('150%');
  });

  it('grows and shrinks in steps and stays at the ends', () => {
    let zoom = firstZoom(400, 842);
    for (let step = 0; step < 20; step++) zoom = largerZoom(zoom);
    expect(zoomText(zoom)).toBe('300%');
    for (let step = 0; step < 20; step++) zoom = smallerZoom(zoom);
    expect(zoomText(zoom)).toBe('50%');
  });

  it('is drawn fine enough, in few scales', () => {
    expect(drawnScale(0.7, 1)).toBe(2);
    expect(drawnScale(2.4, 1)).toBe(3);
    expect(drawnScale(4, 2)).toBe(4);
  });
});
