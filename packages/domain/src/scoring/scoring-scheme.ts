import type { RoundingMode } from '../base/decimal.ts';
import type { Citation } from '../templates/form-template.ts';

/** 评分办法: every number and choice of self-evaluation scoring, dated and regional. Pure data. */
export interface ScoringScheme {
  /** `shanghai-2023` */
  readonly id: string;
  readonly title: string;
  readonly region: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly citation: Citation;
  /** 预算执行率 */
  readonly execution: {
    readonly maxScore: string;
    readonly denominator: 'adjusted' | 'initial';
    readonly mode: 'proportional' | 'banded';
    /** For `banded`: at or above `rate` percent gives `share` of the max score, highest first. */
    readonly bands?: readonly { readonly rate: string; readonly share: string }[];
    readonly rateRounding: RoundingMode | 'either';
    readonly scoreRounding: RoundingMode | 'either';
    readonly places: number;
  };
  /** ≥ and > */
  readonly positive: {
    readonly miss: 'proportional' | 'gate' | 'banded';
    readonly gate?: string;
    readonly bands?: readonly { readonly rate: string; readonly share: string }[];
    readonly overRatio: string;
    readonly overAction: 'reason' | 'suggest-deduction' | 'none';
    readonly overSlope?: string;
  };
  /** ≤ and < */
  readonly reverse: { readonly miss: 'ratio' | 'linear' };
  /** = */
  readonly exact: { readonly over: 'full' | 'reason' | 'reverse-if-cost' };
  /** Qualitative bands as shares of the max score, both ends inclusive. */
  readonly qualitative: {
    readonly achieved: readonly [string, string];
    readonly partial: readonly [string, string];
    readonly missed: readonly [string, string];
  };
  readonly scoreRounding: RoundingMode;
  readonly places: number;
  /** May a person give less than the formula does? (Seen in eight of 28 published forms.) The bands for words are kept to in any case. */
  readonly isLowerAllowed: boolean;
  /** Grades from the best down; `from` inclusive. */
  readonly grades: readonly { readonly label: string; readonly from: string }[];
}
