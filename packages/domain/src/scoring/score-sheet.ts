import type { DecimalText } from '../base/decimal.ts';
import type { FieldPath } from '../base/place.ts';

/** 计分过程: how a score came about, for a person to read. */
export interface ScoreTrace {
  /** `95.29 ÷ 98 × 10 = 9.72（截尾两位）` */
  readonly formula: string;
  readonly inputs: readonly { readonly label: string; readonly value: string; readonly at?: FieldPath }[];
  /** What was applied, in Chinese: 正向指标按完成比例计分. */
  readonly method: string;
  readonly citation: string;
}

/**
 * How a printed score stands to the computed one.
 * `reproduced` equal; `within-band` the scheme leaves it to judgement and it lies inside; `lower` below the computed one
 * where that is allowed; `differs` cannot be right; `not-printed`; `not-computable` (words without a band, number missing).
 */
export type ScoreVerdict =
  'reproduced' | 'within-band' | 'lower' | 'differs' | 'not-printed' | 'not-computable';

/** 单项得分: one indicator, or the execution rate, printed and computed side by side. */
export interface ScoreItem {
  readonly at: FieldPath;
  readonly label: string;
  readonly maxScore: DecimalText | null;
  readonly printed: DecimalText | null;
  /** The single right score, when there is one. */
  readonly computed: DecimalText | null;
  /** Lowest and highest score the scheme allows. */
  readonly band: readonly [DecimalText, DecimalText] | null;
  readonly verdict: ScoreVerdict;
  readonly isOverAchieved?: true;
  /** actual ÷ target, four places, when both are numbers. */
  readonly completionRatio: DecimalText | null;
  readonly trace: ScoreTrace;
}

/** 计分单: all scores of one self-evaluation, printed and computed side by side. */
export interface ScoreSheet {
  readonly schemeId: string;
  /** Printed rate and what the amounts allow. 万元 amounts are themselves rounded, so the recomputed rate is an interval. */
  readonly execution: ScoreItem & {
    readonly printedRate: DecimalText | null;
    readonly computedRate: DecimalText | null;
    readonly rateBand: readonly [DecimalText, DecimalText] | null;
    readonly rateVerdict: ScoreVerdict;
  };
  readonly indicators: readonly ScoreItem[];
  /** Σ printed parts against the printed total. */
  readonly total: {
    readonly printed: DecimalText | null;
    readonly sumOfPrinted: DecimalText;
    readonly computed: DecimalText | null;
    readonly agrees: boolean;
  };
  readonly maxTotal: {
    readonly printed: DecimalText | null;
    readonly sum: DecimalText;
    readonly agrees: boolean;
  };
  readonly grade: {
    readonly printed: string | null;
    readonly computed: string | null;
    readonly agrees: boolean;
  };
}
