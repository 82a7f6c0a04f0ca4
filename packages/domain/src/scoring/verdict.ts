import type { Decimal } from '../base/decimal.ts';
import type { ScoreVerdict } from './score-sheet.ts';

/** What a scheme allows a score or a rate to be. */
export interface Allowed {
  readonly computed: Decimal | null;
  readonly low: Decimal;
  readonly high: Decimal;
  readonly isLowerAllowed: boolean;
}

/** 比对: how a printed number stands to the computed one. Only what cannot be right `differs`. */
export function compareScore(printed: Decimal | null, allowed: Allowed): ScoreVerdict {
  if (!printed) return 'not-printed';
  if (allowed.computed?.equals(printed)) return 'reproduced';
  if (printed.sign < 0 || printed.compare(allowed.high) > 0) return 'differs';
  if (printed.compare(allowed.low) >= 0) return 'within-band';
  return allowed.isLowerAllowed ? 'lower' : 'differs';
}
