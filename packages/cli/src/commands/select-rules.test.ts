import { RULES } from '@jiheng/regulation';
import { describe, expect, it } from 'vitest';

import { UsageError } from '../usage-error.ts';
import { selectRules } from './select-rules.ts';

describe('selectRules', () => {
  it('takes all rules down to the mildest severity asked for', () => {
    expect(selectRules(RULES, { severity: 'advice' })).toEqual(RULES);
    const errors = selectRules(RULES, { severity: 'error' });
    expect(errors).toEqual(RULES.filter(({ severity }) => severity === 'error'));
    const warnings = selectRules(RULES, { severity: 'warning' });
    expect(warnings).toEqual(RULES.filter(({ severity }) => severity !== 'advice'));
  });

  it('takes rules named by code in any case or by id', () => {
    const [first, second] = RULES;
    const rules = [first?.code.toLowerCase() ?? '', second?.id ?? ''];
    expect(selectRules(RULES, { rules, severity: 'advice' })).toEqual([first, second]);
  });

  it('refuses a name that no rule has', () => {
    expect(() => selectRules(RULES, { rules: ['ZP001', 'ZP999'], severity: 'advice' })).toThrow(UsageError);
  });
});
