import { Decimal } from '../base/decimal.ts';
import type { ScoringScheme } from './scoring-scheme.ts';

/** Share of the full marks as an exact fraction, `over ÷ under`. */
export interface Share {
  readonly over: Decimal;
  readonly under: Decimal;
}

const ONE = Decimal.of('1');
const TWO = Decimal.of('2');
const HUNDRED = Decimal.of('100');
/** 满分. */
export const FULL: Share = { over: ONE, under: ONE };
/** 不得分. */
export const NONE: Share = { over: Decimal.ZERO, under: ONE };

/** What a missed target is worth, and how that was found. */
export interface Missed {
  readonly share: Share;
  readonly method: string;
  readonly formula: string;
}

type Bands = readonly { readonly rate: string; readonly share: string }[];

/** The share of the first band whose rate is reached; bands are listed from the highest. */
export function bandedShare(bands: Bands, over: Decimal, under: Decimal): Share {
  const band = bands.find(({ rate }) => over.mul(HUNDRED).compare(under.mul(Decimal.of(rate))) >= 0);
  return band ? { over: Decimal.of(band.share), under: ONE } : NONE;
}

/** Positive indicator, not reached; `actual` is not negative, `target` is positive. */
export function missedPositive(rule: ScoringScheme['positive'], actual: Decimal, target: Decimal): Missed {
  const quotient = `${actual.toString()} ÷ ${target.toString()}`;
  switch (rule.miss) {
    case 'proportional':
      return { share: { over: actual, under: target }, method: '按完成比例计分', formula: quotient };
    case 'gate': {
      const gate = Decimal.of(rule.gate ?? '0');
      const reached = actual.sub(gate.mul(target));
      const method = `完成比例扣除及格线${gate.toString()}后折算计分`;
      if (reached.sign <= 0)
        return { share: NONE, method: `完成比例未超过及格线${gate.toString()}，不得分`, formula: quotient };
      const rest = ONE.sub(gate);
      const formula = `（${quotient} - ${gate.toString()}）÷ ${rest.toString()}`;
      return { share: { over: reached, under: rest.mul(target) }, method, formula };
    }
    case 'banded': {
      const share = bandedShare(rule.bands ?? [], actual, target);
      const formula = `${quotient} 所在档次的系数 ${share.over.toString()}`;
      return { share, method: '按完成比例所在档次计分', formula };
    }
  }
}

/** Reverse indicator, exceeded; `target` is positive. */
export function missedReverse(
  family: ScoringScheme['reverse']['miss'],
  actual: Decimal,
  target: Decimal,
): Missed {
  if (family === 'ratio') {
    const formula = `${target.toString()} ÷ ${actual.toString()}`;
    return { share: { over: target, under: actual }, method: '按目标值与实际值之比计分', formula };
  }
  const left = TWO.mul(target).sub(actual);
  const formula = `（1 -（${actual.toString()} - ${target.toString()}）÷ ${target.toString()}）`;
  if (left.sign <= 0) return { share: NONE, method: '超过上限一倍以上，不得分', formula };
  return { share: { over: left, under: target }, method: '按超出比例扣分', formula };
}
