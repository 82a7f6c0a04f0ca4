import type { FieldPath, OriginMap, Place } from '../base/place.ts';
import type { FormKind, FormRecord } from '../records/form-record.ts';
import type { ScoreSheet } from '../scoring/score-sheet.ts';
import type { Citation } from '../templates/form-template.ts';
import type { Taxonomy } from '../templates/taxonomy.ts';

/** 错误 / 需说明 / 建议 */
export const SEVERITIES = ['error', 'warning', 'advice'] as const;
export type Severity = (typeof SEVERITIES)[number];
/** The official words of the severities, the only list of them. */
export const SEVERITY_LABELS: Readonly<Record<Severity, string>> = { error: '错误', warning: '需说明', advice: '建议' };

/** Names in braces of a message text. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** 问题: one finding on one form. Pure JSON. */
export interface Finding {
  readonly ruleId: string;
  /** Short public code printed in review opinions, `ZP014`. */
  readonly code: string;
  readonly severity: Severity;
  /** Fields concerned, first the one to mark. */
  readonly at: readonly FieldPath[];
  /** Chinese, ≤ 40 characters. */
  readonly message: string;
  /** Chinese, what to do. */
  readonly remedy: string;
  /** For `set` rules: the other forms concerned, by key. */
  readonly others?: readonly { readonly formKey: string; readonly at: readonly FieldPath[] }[];
}

/** A finding with its place in the source file. */
export interface PlacedFinding extends Finding {
  readonly place?: Place;
}

/** What a form rule may look at besides the form. */
export interface FormContext {
  readonly taxonomy: Taxonomy;
  /** Dated parameters in force for region, year and kind. */
  readonly parameters: RuleParameters;
  /** Scores computed by the engine, when the form is a self-evaluation. */
  readonly sheet?: ScoreSheet;
  readonly origins?: OriginMap;
}

/** Numbers that rules use. All dated in `regulation`. */
export interface RuleParameters {
  /** Execution-rate weight, 10. */
  readonly executionMaxScore: string;
  /** Σ of all weights, 100. */
  readonly totalMaxScore: string;
  /** Over-achievement ratio from which a reason is due, 1.3. */
  readonly overAchievementRatio: string;
  /** Execution rate below which a reason is due, in percent. */
  readonly lowExecutionRate: string;
  /** Fewest indicators of a form. */
  readonly fewestIndicators: number;
  /** Smallest difference of money sums that is more than rounding of the printed 万元, in 万元. */
  readonly moneyTolerance: string;
}

/** Handed to a check: message id, paths, values for the braces. */
export type Report<M extends string> = (message: M, at: readonly FieldPath[], values?: MessageValues) => void;

/** 审核规则 for one form. */
export interface FormRule<M extends string = string> {
  readonly scope: 'form';
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  /** Kinds of form it applies to. */
  readonly kinds: readonly FormKind[];
  readonly effective: { readonly from: string; readonly to?: string };
  readonly citation: Citation;
  readonly rationale: string;
  readonly messages: Readonly<Record<M, { readonly text: string; readonly remedy: string }>>;
  check(form: FormRecord, report: Report<M>, context: FormContext): void;
}

/** A form in a set: its key, record and context. */
export interface SetMember {
  readonly key: string;
  readonly form: FormRecord;
  readonly context: FormContext;
}

/** One fact of a form, for joining over many forms: `(name, value)`. */
export interface Fact {
  readonly formKey: string;
  readonly at: FieldPath;
  /** What is compared, folded text. */
  readonly subject: string;
  readonly value: string;
}

/** 跨表规则: facts are collected form by form, then judged together; nothing else of the forms is kept in memory. */
export interface SetRule<M extends string = string> {
  readonly scope: 'set';
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  readonly kinds: readonly FormKind[];
  readonly effective: { readonly from: string; readonly to?: string };
  readonly citation: Citation;
  readonly rationale: string;
  readonly messages: Readonly<Record<M, { readonly text: string; readonly remedy: string }>>;
  collect(member: SetMember): readonly Fact[];
  judge(facts: readonly Fact[], report: (message: M, facts: readonly Fact[], values?: MessageValues) => void): void;
}

export type Rule = FormRule | SetRule;

/** Good and bad forms beside a rule: its tests, its documentation and its review material. */
export interface Examples<M extends string = string> {
  readonly good: readonly { readonly title: string; readonly form: FormRecord; readonly others?: readonly FormRecord[] }[];
  readonly bad: readonly {
    readonly title: string;
    readonly form: FormRecord;
    readonly others?: readonly FormRecord[];
    readonly finds: readonly { readonly message: M; readonly at: FieldPath }[];
  }[];
}

/** Types the message ids from the texts. */
export function defineFormRule<M extends string>(rule: FormRule<M>): FormRule<M> {
  return rule;
}

export function defineSetRule<M extends string>(rule: SetRule<M>): SetRule<M> {
  return rule;
}
