import { describe, expect, it } from 'vitest';
import type { Finding, Severity } from '../lint/rule.ts';
import { EMPTY_INDICATOR, emptyRecord } from '../records/empty.ts';
import { findingsToClear, silencePlace } from './silences.ts';

const record = {
  ...emptyRecord('target'),
  indicators: [
    { ...EMPTY_INDICATOR, level3: '改造路灯盏数' },
    { ...EMPTY_INDICATOR, level3: '验收合格率' },
  ],
};
const finding = (severity: Severity, at: string, ruleId = 'unit-present'): Finding => ({
  ruleId,
  code: 'ZP001',
  severity,
  at: [at],
  message: '没有单位',
  remedy: '补上单位',
});

describe('what stands between a form and its submission', () => {
  it('is every error and every warning without a reason, never advice', () => {
    const findings = [
      finding('error', '/indicators/0/target'),
      finding('warning', '/indicators/1/target'),
      finding('advice', '/goals/annual'),
    ];
    expect(findingsToClear(findings, [], record)).toEqual(findings.slice(0, 2));
    const silence = {
      ruleId: 'unit-present',
      at: silencePlace(findings[1] ?? findings[0]!, record),
      reason: '行业惯例',
    };
    expect(findingsToClear(findings, [silence], record)).toEqual(findings.slice(0, 1));
  });

  it('no reason clears an error', () => {
    const error = finding('error', '/indicators/0/target');
    const silence = { ruleId: error.ruleId, at: silencePlace(error, record), reason: '请放行' };
    expect(findingsToClear([error], [silence], record)).toEqual([error]);
  });

  it('a reason stays with its indicator when rows are moved', () => {
    const moved = { ...record, indicators: [...record.indicators].reverse() };
    const at = silencePlace(finding('warning', '/indicators/1/target'), record);
    expect(silencePlace(finding('warning', '/indicators/0/target'), moved)).toBe(at);
    expect(silencePlace(finding('warning', '/goals/annual'), record)).toBe('/goals/annual');
  });
});
