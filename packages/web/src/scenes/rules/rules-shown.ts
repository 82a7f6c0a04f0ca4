import type { RuleInfo } from '@jiheng/api';
import type { Severity } from '@jiheng/domain';

/** Rules whose code, title, reason or basis holds the text, of one severity or all. */
export function rulesShown(
  rules: readonly RuleInfo[],
  text: string,
  severity: Severity | null,
): readonly RuleInfo[] {
  const wanted = text.trim().toLowerCase();
  return rules.filter(
    (rule) =>
      (severity === null || rule.severity === severity) &&
      [rule.code, rule.title, rule.rationale, rule.citation].some((part) =>
        part.toLowerCase().includes(wanted),
      ),
  );
}
