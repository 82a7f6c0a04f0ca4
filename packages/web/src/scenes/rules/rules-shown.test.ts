import type { RuleInfo } from '@jiheng/api';
import { describe, expect, it } from 'vitest';
import { rulesShown, type WantedRules } from './rules-shown.ts';

const rule = (code: string, change: Partial<RuleInfo>): RuleInfo => ({
  ...{ id: code, code, title: '', severity: 'error', scope: 'form', kinds: [], effectiveFrom: '2000-01-01' },
  ...{ rationale: '', citation: '', profiles: ['全部规则'], count: 0 },
  ...change,
});
const RULES = [
  rule('ZP011', { title: '各资金来源之和应等于资金总额', profiles: ['全部规则', '只查完整与数字一致'] }),
  rule('ZP032', { title: '百分数的写法宜全表一致', severity: 'advice' }),
];
const ALL: WantedRules = { text: '', severity: null, profile: null };

describe('the list of rules', () => {
  it('is narrowed by word, severity and profile, together', () => {
    const codes = (wanted: Partial<WantedRules>) =>
      rulesShown(RULES, { ...ALL, ...wanted }).map(({ code }) => code);
    expect(codes({})).toEqual(['ZP011', 'ZP032']);
    expect(codes({ text: ' zp03' })).toEqual(['ZP032']);
    expect(codes({ severity: 'advice' })).toEqual(['ZP032']);
    expect(codes({ profile: '全部规则' })).toHaveLength(2);
    expect(codes({ profile: '只查完整与数字一致' })).toEqual(['ZP011']);
    expect(codes({ profile: '只查完整与数字一致', severity: 'advice' })).toEqual([]);
  });
});
