import type { RuleInfo } from '@jiheng/api';
import type { Severity } from '@jiheng/domain';

/** What of the rules is wanted; null: of any severity, of all profiles. */
export interface WantedRules {
  readonly text: string;
  readonly severity: Severity | null;
  /** 规则方案, by its title. */
  readonly profile: string | null;
}

/** Rules whose code, title, reason or basis holds the text, of one severity and profile or all. */
export function rulesShown(
  rules: readonly RuleInfo[],
  { text, severity, profile }: WantedRules,
): readonly RuleInfo[] {
  const wanted = text.trim().toLowerCase();
  return rules.filter(
    (rule) =>
      (severity === null || rule.severity === severity) &&
      (profile === null || rule.profiles.includes(profile)) &&
      [rule.code, rule.title, rule.rationale, rule.citation].some((part) =>
        part.toLowerCase().includes(wanted),
      ),
  );
}
