import { SEVERITIES, type Rule, type Severity } from '@jiheng/domain';

import { UsageError } from '../usage-error.ts';

export interface RuleChoice {
  /** Codes or ids; all rules when absent. */
  readonly rules?: readonly string[];
  /** Mildest severity that is reported. */
  readonly severity: Severity;
}

/** Rules to run, in the order of their codes. An unknown name is refused: a check that silently ran nothing looks clean. */
export function selectRules(all: readonly Rule[], { rules, severity }: RuleChoice): readonly Rule[] {
  const unknown = rules?.filter((name) => !all.some((rule) => isNamed(rule, name))) ?? [];
  if (unknown.length > 0)
    throw new UsageError(
      `没有规则“${unknown.join('、')}”`,
      `可用编号：${all
        .map(({ code }) => code)
        .sort()
        .join('、')}`,
    );
  const mildest = SEVERITIES.indexOf(severity);
  return all.filter(
    (rule) =>
      SEVERITIES.indexOf(rule.severity) <= mildest && (!rules || rules.some((name) => isNamed(rule, name))),
  );
}

function isNamed({ code, id }: Rule, name: string): boolean {
  return code.toLowerCase() === name.toLowerCase() || id === name;
}
