import { expect, it } from 'vitest';

import { runFuzz } from '../fuzz/cases.ts';
import { runOfficeFuzz, soundFiles } from '../fuzz/office-cases.ts';
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

it(
  'finds no crash, no hang and no silence in 200 broken office files, most of them sound outside and broken inside',
  { timeout: 120_000 },
  async () => {
    const report = await runOfficeFuzz(await soundFiles(), 200);
    expect(report.failures).toEqual([]);
    expect(report.forms).toBeGreaterThan(40);
  },
);
