import type { DecimalText, FormKind, FormState, Severity } from '@jiheng/domain';

/** 总览: sums over the current revisions of one tenant. Amounts in 万元. */
export interface OverviewFigures {
  readonly totals: {
    readonly forms: number;
    readonly projects: number;
    readonly units: number;
    readonly budgetWan: DecimalText;
    readonly spentWan: DecimalText;
    /** Budget of the projects that state what was spent: the base of the execution rate. */
    readonly evaluatedBudgetWan: DecimalText;
    readonly formsWithErrors: number;
    readonly needsReview: number;
  };
  /** Years that occur in the tenant, newest first; not narrowed by the year asked for. */
  readonly years: readonly number[];
  readonly byState: readonly { readonly state: FormState; readonly count: number }[];
  readonly byKind: readonly { readonly kind: FormKind; readonly count: number }[];
  readonly byGrade: readonly { readonly grade: string; readonly count: number }[];
  /** The units with the most money, at most `OVERVIEW_UNITS`. */
  readonly byUnit: readonly UnitFigures[];
  /** The forms with the most money that have both a rate and a score, at most `OVERVIEW_BUBBLES`. */
  readonly scores: readonly ScoreBubble[];
  /** Findings of those units by rule. */
  readonly findings: readonly FindingCell[];
}

/** 单位: money in 万元, forms and findings of one implementing unit. */
export interface UnitFigures {
  readonly unit: string;
  readonly forms: number;
  readonly budgetWan: DecimalText;
  readonly spentWan: DecimalText;
  /** As in `totals`: the base of the unit's execution rate. */
  readonly evaluatedBudgetWan: DecimalText;
  readonly errors: number;
  readonly warnings: number;
}

/** 得分与执行率 of one form, a mark of the chart; money in 万元. */
export interface ScoreBubble {
  readonly formId: string;
  readonly projectName: string | null;
  readonly unit: string | null;
  readonly executionRate: DecimalText;
  readonly totalScore: DecimalText;
  readonly amountWan: DecimalText;
  readonly grade: string | null;
}

/** 问题分布: findings of one rule in one unit. */
export interface FindingCell {
  readonly unit: string;
  readonly ruleId: string;
  readonly severity: Severity;
  readonly count: number;
}
