import type { FieldPath } from '../base/place.ts';
import { foldText } from '../base/text.ts';
import type { Finding } from '../lint/rule.ts';
import type { FormRecord } from '../records/form-record.ts';

/** 说明: why a finding that needs a reason may stand. `at` is made by `silencePlace`. */
export interface Silence {
  readonly ruleId: string;
  readonly at: string;
  readonly reason: string;
}

/**
 * 说明位置: where a finding stands, named so that the reason stays with it when rows are moved or inserted: an indicator
 * by its name, not by its number.
 */
export function silencePlace({ at }: Pick<Finding, 'at'>, record: FormRecord): string {
  const path: FieldPath = at[0] ?? '';
  const match = /^\/indicators\/(\d+)(.*)$/u.exec(path);
  if (!match) return path;
  const { level1, level2, level3 } = record.indicators[Number(match[1])] ?? {};
  return `/indicators/${foldText(level3 ?? level2 ?? level1 ?? '')}${match[2] ?? ''}`;
}

/** The reason given for a finding, if there is one. */
export function silenceOf<S extends Silence>(
  finding: Pick<Finding, 'at' | 'ruleId'>,
  silences: readonly S[],
  record: FormRecord,
): S | undefined {
  const place = silencePlace(finding, record);
  return silences.find(({ ruleId, at }) => ruleId === finding.ruleId && at === place);
}

/**
 * 待处理问题: what still stands between a form and its submission: every error, and every warning without a reason.
 * Errors cannot be silenced; advice need not be followed.
 */
export function findingsToClear<F extends Finding>(
  findings: readonly F[],
  silences: readonly Silence[],
  record: FormRecord,
): readonly F[] {
  return findings.filter(
    (finding) =>
      finding.severity === 'error' ||
      (finding.severity === 'warning' && silenceOf(finding, silences, record) === undefined),
  );
}
