import type { Rule } from '@jiheng/domain';

import { national, RULE_PROFILES, type RuleProfile } from './profiles.ts';

/** The chosen profile and why, in Chinese. */
export interface RuleProfileChoice {
  readonly profile: RuleProfile;
  readonly reason: string;
}

/** The profile of an id; undefined when there is none. */
export function ruleProfileById(id: string): RuleProfile | undefined {
  return RULE_PROFILES.find((profile) => profile.id === id);
}

/**
 * 选用规则方案: the one that the round has chosen, else all rules.
 *
 * @example
 * chooseRuleProfile(null).profile.id // 'national'
 */
export function chooseRuleProfile(id: string | null): RuleProfileChoice {
  const chosen = id === null ? undefined : ruleProfileById(id);
  if (chosen) return { profile: chosen, reason: `批次选用“${chosen.title}”` };
  return { profile: national, reason: `未另行选用，按“${national.title}”` };
}

/** 方案内的规则: those of some rules that a profile holds, in their order. */
export function rulesHeld<R extends Rule>({ rules: held }: RuleProfile, rules: readonly R[]): readonly R[] {
  return held === 'all' ? rules : rules.filter(({ id }) => held.includes(id));
}
