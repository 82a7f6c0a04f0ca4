import { describe, expect, it } from 'vitest';
import { parseIndicatorValue } from '../values/parse-value.ts';
import { reachesTarget } from './reaches-target.ts';

describe('whether a target was reached', () => {
  it.each([
    ['≥95%', '96.5%', true],
    ['≥95%', '94%', false],
    ['≤10万元', '98000元', true],
    ['≤10万元', '11万元', false],
    ['=100%', '100%', true],
    ['200盏', '198盏', false],
    ['≥3次', '达成年度指标', true],
    ['≥3次', '部分达成', false],
    ['显著提升', '95%', null],
    ['≥3次', '按计划推进', null],
  ])('%s, %s → %s', (target, actual, expected) => {
    expect(reachesTarget(parseIndicatorValue(target), parseIndicatorValue(actual))).toBe(expected);
  });
});
