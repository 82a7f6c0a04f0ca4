import type { DecimalText } from '../base/decimal.ts';
import { FULL, NONE, type Share } from './shares.ts';

/** 完成程度: how far an indicator was reached, before it is turned into points. */
export interface Achievement {
  /** Chinese: which formula was applied. */
  readonly method: string;
  /** The comparison or the quotient, `95.29 ÷ 98.00`. */
  readonly comparison: string;
  /** Lowest and highest share of the full marks; equal when there is one right score. */
  readonly low: Share;
  readonly high: Share;
  /** The share that the formula gives although a person may give another one. */
  readonly usual?: Share;
  /** Nothing could be computed; the band is everything. */
  readonly isUnknown?: true;
  /** One of the official bands for words; a score outside contradicts the words. */
  readonly isBand?: true;
  readonly completionRatio: DecimalText | null;
  readonly isOverAchieved?: true;
}

/** There is one right score. */
export function exactly(
  share: Share,
  method: string,
  comparison: string,
  ratio: DecimalText | null = null,
): Achievement {
  return { method, comparison, low: share, high: share, completionRatio: ratio };
}

/** From `low` to the full marks any score is right. */
export function atLeast(
  low: Share,
  method: string,
  comparison: string,
  ratio: DecimalText | null = null,
): Achievement {
  return { method, comparison, low, high: FULL, completionRatio: ratio };
}

/** The values can be compared, but no formula says what that is worth: a person judges. */
export function leftToPerson(
  method: string,
  comparison: string,
  ratio: DecimalText | null = null,
): Achievement {
  return atLeast(NONE, `${method}，得分由人判断`, comparison, ratio);
}

/** The values cannot be compared. */
export function unknown(method: string): Achievement {
  return { method, comparison: '', low: NONE, high: FULL, isUnknown: true, completionRatio: null };
}
