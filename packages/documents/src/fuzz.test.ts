import { expect, it } from 'vitest';

import { runFuzz } from '../fuzz/cases.ts';
import { PRODUCT_RULES } from '../fuzz/reading-rules.ts';

it(
  'finds no crash, no hang and no character unaccounted for in 600 broken documents',
  { timeout: 120_000 },
  () => {
    const report = runFuzz(PRODUCT_RULES, 600);
    expect(report.failures).toEqual([]);
    expect(report.forms).toBeGreaterThan(100);
  },
);
