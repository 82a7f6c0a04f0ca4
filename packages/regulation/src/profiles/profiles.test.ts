import { describe, expect, it } from 'vitest';

import { assessForm } from '../assess.ts';
import { targetWith } from '../rules/examples.ts';
import { FORM_RULES, RULES, ruleById, SET_RULES } from '../rules/index.ts';
import { chooseRuleProfile, RULE_PROFILES, ruleProfileById, rulesHeld } from './index.ts';

const light = chooseRuleProfile('complete-and-consistent').profile;
/** Findings about wording only: two ways to write a percentage, a number that is not definite. */
const badlyWritten = targetWith({ change: { 1: { target: '100百分比' }, 4: { target: '约20%' } } });

describe('规则方案', () => {
  it('每个方案的编号各不相同，名称也不相同', () => {
    expect(new Set(RULE_PROFILES.map(({ id }) => id)).size).toBe(RULE_PROFILES.length);
    expect(new Set(RULE_PROFILES.map(({ title }) => title)).size).toBe(RULE_PROFILES.length);
  });

  it.each(RULE_PROFILES)('$title：只列真有的规则，每条一次', ({ rules }) => {
    if (rules === 'all') return;
    expect(rules.filter((id) => ruleById(id) === undefined)).toEqual([]);
    expect(new Set(rules).size).toBe(rules.length);
  });

  it('没有选用时按全部规则，选用了就按选用的，并说明理由', () => {
    expect(rulesHeld(chooseRuleProfile(null).profile, RULES)).toEqual(RULES);
    expect(chooseRuleProfile(null).reason).toBe('未另行选用，按“全部规则”');
    expect(chooseRuleProfile(light.id).reason).toBe('批次选用“只查完整与数字一致”');
    expect(ruleProfileById('没有的方案')).toBeUndefined();
    expect(chooseRuleProfile('没有的方案').profile.id).toBe('national');
  });

  it('只查完整与数字一致：没有一条建议，规则按原来的次序', () => {
    const held = rulesHeld(light, RULES);
    expect(held.filter(({ severity }) => severity === 'advice')).toEqual([]);
    expect(held).toHaveLength(light.rules.length);
    expect(rulesHeld(light, FORM_RULES)).toEqual(held.filter(({ scope }) => scope === 'form'));
    expect(rulesHeld(light, SET_RULES).map(({ id }) => id)).toEqual([
      'one-value-for-one-fact',
      'one-score-for-one-fact',
    ]);
  });

  it('写法上的问题在轻的方案下不提，漏填的照样提', () => {
    const codes = (ruleProfileId: string | null, record = badlyWritten) =>
      assessForm({
        ...{ record, origins: {}, template: null },
        round: { schemeId: null, ruleProfileId },
      }).findings.map(({ ruleId }) => ruleId);
    expect(codes(null)).toEqual(expect.arrayContaining(['percent-written-alike', 'number-is-definite']));
    expect(codes(light.id)).toEqual([]);
    const unnamed = targetWith({ header: { projectName: null } });
    expect(codes(light.id, unnamed)).toEqual(['project-name-present']);
  });
});
