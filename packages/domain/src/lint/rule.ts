import type { Decimal } from '../base/decimal.ts';
import type { FieldPath, OriginMap, Place } from '../base/place.ts';
import type { FormKind, FormRecord } from '../records/form-record.ts';
import type { ScoreSheet } from '../scoring/score-sheet.ts';
import type { Citation } from '../templates/form-template.ts';
import type { Taxonomy } from '../templates/taxonomy.ts';

/** 错误 / 需说明 / 建议 */
export const SEVERITIES = ['error', 'warning', 'advice'] as const;
export type Severity = (typeof SEVERITIES)[number];
/** The official words of the severities, the only list of them. */
export const SEVERITY_LABELS: Readonly<Record<Severity, string>> = {
  error: '错误',
  warning: '需说明',
  advice: '建议',
};

/** One wording of a rule 提示: what is wrong, and what to do about it. `{name}` is filled by the check. */
export interface MessageText {
  /** Chinese, ≤ 40 characters, no closing period. */
  readonly text: string;
  /** Chinese, what to do. */
  readonly remedy: string;
}

/** A value for a brace. Long words are shortened by the runner. */
export type MessageValue = string | number | Decimal;

/** Names in braces of a text, read by the compiler. */
type BraceNames<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | BraceNames<Rest>
  : never;

/** Values a message needs: nothing when it has no braces, else exactly the named ones. */
type ValuesOf<M extends MessageText> = [BraceNames<M['text'] | M['remedy']>] extends [never]
  ? []
  : [values: Readonly<Record<BraceNames<M['text'] | M['remedy']>, MessageValue>>];

/** The texts of a rule by message id. */
export type MessageTexts = Readonly<Record<string, MessageText>>;

/** 问题: one finding on one form. Pure JSON. */
export interface Finding {
  readonly ruleId: string;
  /** Short public code printed in review opinions, `ZP014`. */
  readonly code: string;
  readonly severity: Severity;
  /** Fields concerned, first the one to mark. */
  readonly at: readonly FieldPath[];
  /** Chinese; a text of at most 40 characters with words of the form filled in, long ones shortened. */
  readonly message: string;
  /** Chinese, what to do. */
  readonly remedy: string;
  /** For `set` rules: the other forms concerned, by key. */
  readonly others?: readonly { readonly formKey: string; readonly at: readonly FieldPath[] }[];
  /** The rule itself failed and this form was not checked by it. */
  readonly isRuleFault?: true;
}

/** A finding of a set rule, with the form it belongs to. */
export interface SetFinding extends Finding {
  readonly formKey: string;
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

/** 审核参数: numbers that rules use. All dated in `regulation`; decimals as text. */
export interface RuleParameters {
  /** 预算执行率分值 */
  readonly executionMaxScore: string;
  /** 分值合计 */
  readonly totalMaxScore: string;
  /** 超额完成倍数 from which a reason is due. */
  readonly overAchievementRatio: string;
  /** 预算执行率 in percent, below which a reason is due. */
  readonly lowExecutionRate: string;
  /** Fewest indicators of a form 指标最少条数. */
  readonly fewestIndicators: number;
  /** Largest difference of money sums that can be rounding of the printed 万元, in 万元. */
  readonly moneyTolerance: string;
  /** Share of the budget from which a cost indicator is the budget itself. */
  readonly wholeBudgetShare: string;
  /** Forms of one department from which repetition is judged. */
  readonly fewestRepeatedForms: number;
  /** Share of a department's forms from which an indicator counts as repeated everywhere. */
  readonly repeatedShare: string;
}

/** Handed to a check: message id, paths (first the one to mark), values for the braces. */
export type Report<T extends MessageTexts> = <K extends keyof T & string>(
  message: K,
  at: readonly FieldPath[],
  ...values: ValuesOf<T[K]>
) => void;

/** Handed to the judge of a set rule: message id, the facts concerned, values for the braces. */
export type SetReport<T extends MessageTexts> = <K extends keyof T & string>(
  message: K,
  facts: readonly Fact[],
  ...values: ValuesOf<T[K]>
) => void;

/** What every rule says of itself. */
interface RuleHead<T extends MessageTexts> {
  readonly id: string;
  /** Short public code printed in review opinions, given once and never reused. */
  readonly code: string;
  /** The requirement, in Chinese. */
  readonly title: string;
  readonly severity: Severity;
  /** Kinds of form it applies to. */
  readonly kinds: readonly FormKind[];
  /** First and (exclusive) last day it is in force. */
  readonly effective: { readonly from: string; readonly to?: string };
  readonly citation: Citation;
  /** What goes wrong otherwise, one or two sentences. */
  readonly rationale: string;
  readonly messages: T;
}

/** Single-form rule as its author writes it. */
export interface FormRuleText<T extends MessageTexts> extends RuleHead<T> {
  check(form: FormRecord, report: Report<T>, context: FormContext): void;
}

/** Set rule as its author writes it. */
export interface SetRuleText<T extends MessageTexts> extends RuleHead<T> {
  /** Raised by one when what the rule collects or how it judges changes: facts stored before are then collected anew. */
  readonly factsVersion: number;
  /** Facts of one form; nothing else of it is kept. */
  collect(member: SetMember): readonly Fact[];
  /** Called once for each subject, with all its facts in the order of arrival. */
  judge(facts: readonly Fact[], report: SetReport<T>): void;
}

/** 审核规则 for one form. */
export interface FormRule<M extends string = string> extends RuleHead<Readonly<Record<M, MessageText>>> {
  readonly scope: 'form';
  check(form: FormRecord, report: LooseReport, context: FormContext): void;
}

/** 跨表规则: facts are collected form by form, then judged subject by subject. */
export interface SetRule<M extends string = string> extends RuleHead<Readonly<Record<M, MessageText>>> {
  readonly scope: 'set';
  readonly factsVersion: number;
  collect(member: SetMember): readonly Fact[];
  judge(facts: readonly Fact[], report: LooseSetReport): void;
}

/** What the runner hands out; the strict shape is only for authors of rules. */
export type LooseReport = (
  message: string,
  at: readonly FieldPath[],
  values?: Readonly<Record<string, MessageValue>>,
) => void;
export type LooseSetReport = (
  message: string,
  facts: readonly Fact[],
  values?: Readonly<Record<string, MessageValue>>,
) => void;

/** A form in a set: its key, record and context. */
export interface SetMember {
  readonly key: string;
  readonly form: FormRecord;
  readonly context: FormContext;
}

/** One fact of a form, for joining over many forms. */
export interface Fact {
  readonly formKey: string;
  readonly at: FieldPath;
  /** What is compared, folded text. Facts of one subject are judged together. */
  readonly subject: string;
  readonly value: string;
}

export type Rule = FormRule | SetRule;

/** Good and bad forms beside a rule: its tests, its documentation and its review material. */
export interface Examples<R extends Rule = Rule> {
  readonly good: readonly Example[];
  readonly bad: readonly (Example & {
    /** Findings on `form`, all of them. */
    readonly finds: readonly { readonly message: keyof R['messages'] & string; readonly at: FieldPath }[];
  })[];
}

/** One form with a title; `others` are the further forms of a set, `origins` where the form's text stands. */
export interface Example {
  readonly title: string;
  readonly form: FormRecord;
  readonly origins?: OriginMap;
  readonly others?: readonly FormRecord[];
}

/** Types message ids and brace values from the texts: a misspelt or forgotten one does not compile. */
export function defineFormRule<const T extends MessageTexts>(
  rule: FormRuleText<T>,
): FormRule<keyof T & string> {
  return { scope: 'form', ...rule };
}

/** The same for a rule over many forms. */
export function defineSetRule<const T extends MessageTexts>(rule: SetRuleText<T>): SetRule<keyof T & string> {
  return { scope: 'set', ...rule };
}
