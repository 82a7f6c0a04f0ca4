import type { RuleInfo } from '@jiheng/api';
import type { Rule } from '@jiheng/domain';

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
    count,
  };
}
