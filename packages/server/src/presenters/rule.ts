import type { RuleInfo } from '@jiheng/api';
import type { Rule } from '@jiheng/domain';
import { RULE_PROFILES, rulesHeld } from '@jiheng/regulation';

export function presentRule(rule: Rule, count: number): RuleInfo {
  const { source, clause } = rule.citation;
  return {
    id: rule.id,
    code: rule.code,
    title: rule.title,
    severity: rule.severity,
    scope: rule.scope,
    kinds: [...rule.kinds],
    effectiveFrom: rule.effective.from,
    rationale: rule.rationale,
    citation: clause === undefined ? source : `${source}，${clause}`,
    profiles: RULE_PROFILES.filter((profile) => rulesHeld(profile, [rule]).length > 0).map(
      ({ title }) => title,
    ),
    count,
  };
}
