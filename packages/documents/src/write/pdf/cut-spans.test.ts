import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cutSpans } from './cut-spans.ts';
import type { Sheet, SheetCell } from './sheet.ts';

function label(text: string, y: number, rows: number): SheetCell {
  return { x: 0, y, columns: 1, rows, text, align: 'center', isLabel: true, open: [] };
}

function sheet(cells: readonly SheetCell[], heads: Sheet['heads'] = null): Sheet {
  const height = Math.max(...cells.map(({ y, rows }) => y + rows));
  const texts = { title: '表', entry: '表', yearLine: null };
  return { ...texts, isLandscape: false, columns: [1], above: [], below: [], cells, height, heads };
}

const shown = (cells: readonly SheetCell[]): string[] =>
  cells.map(({ text, y, rows, open }) => `${text}@${y}+${rows}${open.map((side) => ` ${side}`).join('')}`);

describe('labels merged over rows', () => {
  it('are repeated where a page begins inside them', () => {
    expect(shown(cutSpans(sheet([label('产出指标', 2, 9)]), [4, 8]))).toEqual([
      '产出指标@2+2',
      '产出指标（续）@4+4',
      '产出指标（续）@8+3',
    ]);
  });

  it('stay whole where a page begins with them or elsewhere', () => {
    expect(shown(cutSpans(sheet([label('产出指标', 2, 3)]), [1, 2, 5]))).toEqual(['产出指标@2+3']);
  });

  it('beside repeated heads are drawn in two cells without a rule between them, the words in the lower one', () => {
    expect(shown(cutSpans(sheet([label('绩效指标', 3, 8)], [3, 5]), [9]))).toEqual([
      '@3+2 bottom',
      '绩效指标@5+4 top',
      '绩效指标（续）@9+2 top',
    ]);
  });

  it('are not repeated where they are long texts', () => {
    const text = { ...label('全年采购图书三千册并上架流通。', 0, 4), isLabel: false };
    expect(shown(cutSpans(sheet([text]), [2]))).toEqual(['全年采购图书三千册并上架流通。@0+4']);
  });

  it('cover the same rows, however they are cut', () => {
    const rows = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(rows, rows, fc.array(rows, { maxLength: 6 }), (y, height, starts) => {
        const sorted = [...new Set(starts)].sort((a, b) => a - b);
        const cells = cutSpans(sheet([label('标', y, height)]), sorted);
        const covered = cells.flatMap((cell) =>
          Array.from({ length: cell.rows }, (_, down) => cell.y + down),
        );
        expect(covered).toEqual(Array.from({ length: height }, (_, down) => y + down));
      }),
    );
  });
});
