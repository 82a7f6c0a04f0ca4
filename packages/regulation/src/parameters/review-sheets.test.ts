import { Decimal } from '@jiheng/domain';
import { describe, expect, it } from 'vitest';

import { REVIEW_SHEETS, reviewSheetOn } from './review-sheets.ts';

describe('绩效目标审核表', () => {
  it('四个方面合计100分，编号不重复', () => {
    for (const { heads } of REVIEW_SHEETS) {
      const items = heads.flatMap((head) => head.items);
      expect(heads.map(({ label }) => label)).toEqual([
        '完整性审核',
        '相关性审核',
        '适当性审核',
        '可行性审核',
      ]);
      expect(Decimal.sum(items.map(({ maxScore }) => Decimal.of(maxScore))).toString()).toBe('100');
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    }
  });

  it('推定的分值注明来源性质，早于最早样式的日期用最早的样式', () => {
    expect(reviewSheetOn('2026-11-21').citation.basis).toBe('recall');
    expect(reviewSheetOn('1999-01-01').id).toBe(REVIEW_SHEETS[0]?.id);
  });
});
