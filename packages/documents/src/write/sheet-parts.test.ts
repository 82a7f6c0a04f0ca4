import fc from 'fast-check';
import { read } from 'hucre';
import { describe, expect, it } from 'vitest';

import { shareOut, writableText } from './paper-metrics.ts';
import { rowHeights } from './row-heights.ts';
import { numberIn, sheetNames, splitHeights } from './sheet-parts.ts';
import { writeXlsx } from './xlsx.ts';

const cell = (text: string, columns = 1, rows = 1, column = 0) =>
  ({ key: text, role: 'value', text, column, columns, rows, align: 'left', paths: [] }) as const;
const paper = (title: string, text: string) => ({
  title,
  yearLine: null,
  grid: [1],
  linesAbove: [],
  rows: [{ key: 'a', cells: [cell(text)] }],
  linesBelow: [],
  leftOver: [],
  isLandscape: false,
});

const LETTERS = { em: 2, inset: 1.4, size: 10, line: 13.5, padding: 7 };

describe('parts of a sheet', () => {
  it('shares a width out without losing any of it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 100, max: 20_000 }),
        (grid, total) => {
          const shares = shareOut(grid, total);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
          expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it.each([
    ['1,234.50', { value: 1234.5, format: '#,##0.00' }],
    ['10.00', { value: 10, format: '0.00' }],
    ['-3', { value: -3, format: '0' }],
    ['98.00%', undefined],
    ['007', undefined],
    ['1,23', undefined],
    ['1234567890123456.5', undefined],
  ])('takes %s as the number that shows the same digits', (text, expected) => {
    expect(numberIn(text)).toEqual(expected);
  });

  it('gives rows the height of their text and shares the lack of a merged cell out', () => {
    const long = '数'.repeat(60);
    const [alone = 0] = rowHeights([{ key: 'a', cells: [cell(long)] }], [20], LETTERS);
    const rows = [
      { key: 'a', cells: [cell(long, 1, 2), cell('短', 1, 1, 1)] },
      { key: 'b', cells: [cell('短', 1, 1, 1)] },
    ];
    const [upper = 0, lower = 0] = rowHeights(rows, [20, 20], LETTERS);
    expect(alone).toBeGreaterThan(80);
    expect(upper + lower).toBeCloseTo(alone);
    expect(splitHeights(alone)).toHaveLength(1);
    expect(splitHeights(900)).toEqual([300, 300, 300]);
  });

  it('names sheets by letters and digits alone, each only once', () => {
    expect(
      sheetNames([paper('甲/乙:[丙]', ''), paper('甲乙丙', ''), paper('*?', ''), paper('2024年“甲+乙”', '')]),
    ).toEqual(['甲乙丙', '甲乙丙_2', '第3张', '表2024年甲乙']);
  });

  it('drops what no office file can hold and keeps everything else', () => {
    expect(writableText('甲\u0000乙\ud800丙\r\n丁𠮷')).toBe('甲乙丙\n丁𠮷');
  });

  it.each(['=100.00(%)', '+1', '-2', '@x', '=HYPERLINK("a")'])(
    'writes %s as a text and not as a formula',
    async (text) => {
      const { sheets } = await read(await writeXlsx([paper('表', text)], null));
      expect(sheets[0]?.rows.flat()).toContain(text);
      expect([...(sheets[0]?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual(
        [],
      );
    },
  );
});
