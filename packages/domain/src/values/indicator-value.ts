import type { DecimalText } from '../base/decimal.ts';

/** Comparison sign of an indicator value 指标性质. */
export const OPERATORS = ['≥', '≤', '=', '>', '<'] as const;
export type Operator = (typeof OPERATORS)[number];

/** A calendar day, month or year as far as the form names it; Asia/Shanghai. */
export interface PartialDate {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  /** 上旬/中旬/下旬, 底/末, 季度 and the like. */
  readonly part?:
    'early' | 'middle' | 'late' | 'end' | 'start' | 'first-half' | 'second-half' | 'q1' | 'q2' | 'q3' | 'q4';
}

/**
 * What of a quantity's print its meaning does not say. Everything is optional; without it a quantity prints as
 * sign, number, unit.
 */
export interface QuantityPrint {
  /** Words before the sign: `达到`, `完成`. */
  readonly lead?: string;
  /** The sign in words before the number: `不少于`. */
  readonly sign?: string;
  /** Words between sign and number: `平均`, `约`, `每年`. */
  readonly between?: string;
  /** Thousands are parted by commas. */
  readonly isGrouped?: true;
  /** Words between number and unit: `余`, `多`. */
  readonly more?: string;
  /** Unit as printed where it is another than `unit`: `百分比`. */
  readonly unit?: string;
  /** The unit stands in brackets. */
  readonly isBracketed?: true;
  /** Words after the unit: `以上`, `左右`, `完成`. */
  readonly tail?: string;
}

/** Number with sign and unit: `≥2.00(次/周)`, `100百分比`. */
export interface QuantityMeaning {
  readonly kind: 'quantity';
  /** The printed sign, or the one that words say without doubt (`不少于`, `以上`; then `print.sign` or `print.tail` holds them). */
  readonly operator: Operator | null;
  readonly number: DecimalText;
  /** Unit as printed, brackets removed; null when none is printed. `%` for 百分比, 百分率 and ％. */
  readonly unit: string | null;
  /** 左右, 约, 余: the form itself says the number is approximate. */
  readonly isApproximate?: true;
  readonly print?: QuantityPrint;
}

/** 区间: `85%-95%`, both ends inside. */
export interface RangeMeaning {
  readonly kind: 'range';
  readonly low: DecimalText;
  readonly high: DecimalText;
  readonly unit: string | null;
  /** The official text where it is not `low` unit `-` `high` unit. To be dropped when the meaning is edited. */
  readonly printedAs?: string;
}

/** Time by which something is done 时限: `12月25日前`, `2024年12月底前`. */
export interface DeadlineMeaning {
  readonly kind: 'deadline';
  readonly date: PartialDate;
  /** `before` 前/之前, `by` 底/内/完成, `on` a bare date. */
  readonly edge: 'before' | 'by' | 'on';
  /** The official text where it is not the plain date with 前 or 完成. To be dropped when the meaning is edited. */
  readonly printedAs?: string;
}

/** Stretch of time 期间: `2021年1月-2021年12月`. */
export interface PeriodMeaning {
  readonly kind: 'period';
  readonly from: PartialDate;
  readonly to: PartialDate;
  /** The official text where it is not the two plain dates with `-`. To be dropped when the meaning is edited. */
  readonly printedAs?: string;
}

/** Words 定性. `band` when they are one of the three official bands (达成 / 部分达成 / 未达成). */
export interface QualitativeMeaning {
  readonly kind: 'qualitative';
  readonly text: string;
  readonly band?: 'achieved' | 'partial' | 'missed';
}

/** Several conditions in one cell: `厅局级≤550元/天/人、处级及以下≤500元/天/人`. */
export interface CompositeMeaning {
  readonly kind: 'composite';
  readonly parts: readonly CompositePart[];
}

/** One condition of a composite value. */
export interface CompositePart {
  /** Whom or what it holds for, `厅局级`; may be empty. */
  readonly label: string;
  readonly meaning: SimpleMeaning;
  /** Sign printed after this part when it is not `、`. */
  readonly separator?: string;
}

/** A number run into words: `≥3执法行动不少于3次`, `1212月25日前完成`. `proposed` is what was probably meant. */
export interface GluedMeaning {
  readonly kind: 'glued';
  readonly head: QuantityMeaning;
  readonly rest: string;
  readonly proposed: SimpleMeaning;
}

export type SimpleMeaning =
  QuantityMeaning | RangeMeaning | DeadlineMeaning | PeriodMeaning | QualitativeMeaning;

export type Meaning = SimpleMeaning | CompositeMeaning | GluedMeaning;

/**
 * 指标值: what the form prints and what it means. Pure JSON.
 * `printed` keeps the form's own characters with blanks between Chinese removed and line breaks joined.
 */
export interface IndicatorValue {
  readonly printed: string;
  readonly meaning: Meaning;
}
