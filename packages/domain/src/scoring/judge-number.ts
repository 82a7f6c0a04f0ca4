import { Decimal, type DecimalText } from '../base/decimal.ts';
import type { Operator } from '../values/indicator-value.ts';
import { atLeast, exactly, leftToPerson, type Achievement } from './achievement.ts';
import type { ScoringScheme } from './scoring-scheme.ts';
import { FULL, NONE, missedPositive, missedReverse, type Share } from './shares.ts';

/** An actual number and the number it was to reach, both in the unit of the target. */
export interface Comparison {
  readonly scheme: ScoringScheme;
  readonly target: Decimal;
  readonly actual: Decimal;
  /** Chinese: what was assumed before they could be compared; empty when nothing was. */
  readonly note: string;
  readonly isCost: boolean;
}

/** How the two stand to each other: `order` is that of the actual number to the target. */
function compare({ actual, target }: Comparison) {
  const order = actual.compare(target);
  const sign = order === 0 ? '=' : order > 0 ? '>' : '<';
  const ratio: DecimalText | null = target.isZero ? null : actual.div(target, 4, 'half-up').toString();
  return { order, shown: `${actual.toString()} ${sign} ${target.toString()}`, ratio };
}

/** 正向指标: the more the better. */
export function judgePositive(operator: '≥' | '>', comparison: Comparison): Achievement {
  const { scheme, target, actual, note } = comparison;
  const { order, shown, ratio } = compare(comparison);
  if (order > 0 || (order === 0 && operator === '≥')) {
    const full = exactly(FULL, `${note}正向指标（${operator}），已完成，得满分`, shown, ratio);
    return isFarOver(comparison) ? overAchieved(full, comparison) : full;
  }
  if (order === 0) return leftToPerson(`${note}实际值等于目标值，未严格大于目标值`, shown, ratio);
  if (target.sign <= 0) return leftToPerson(`${note}目标值不是正数，未完成时没有通用公式`, shown, ratio);
  const missed = missedPositive(scheme.positive, actual.max(Decimal.ZERO), target);
  const method = `${note}正向指标（${operator}），未完成，${missed.method}`;
  return exactly(missed.share, method, missed.formula, ratio);
}

function isFarOver({ scheme: { positive }, target, actual }: Comparison): boolean {
  return (
    positive.overAction !== 'none' &&
    target.sign > 0 &&
    actual.compare(target.mul(Decimal.of(positive.overRatio))) >= 0
  );
}

/** Over-achievement is never deducted silently: the proposal is the lower end of the band. */
function overAchieved(full: Achievement, { scheme: { positive }, target, actual }: Comparison): Achievement {
  const flag = `实际值达到目标值的${positive.overRatio}倍以上，应说明目标是否偏低`;
  const slope = Decimal.of(positive.overSlope ?? '0');
  const excess = actual.sub(target.mul(Decimal.of(positive.overRatio)));
  const suggested: Share = { over: target.sub(slope.mul(excess)).max(Decimal.ZERO), under: target };
  const low = positive.overAction === 'suggest-deduction' ? suggested : FULL;
  return { ...full, low, usual: FULL, method: `${full.method}；${flag}`, isOverAchieved: true };
}

/** 反向指标: the less the better. */
export function judgeReverse(operator: '≤' | '<', comparison: Comparison): Achievement {
  const { scheme, target, actual, note } = comparison;
  const { order, shown, ratio } = compare(comparison);
  if (order < 0 || (order === 0 && operator === '≤'))
    return exactly(FULL, `${note}反向指标（${operator}），未超过上限，得满分`, shown, ratio);
  if (order === 0) return leftToPerson(`${note}实际值等于目标值，未严格小于目标值`, shown, ratio);
  if (target.isZero) return exactly(NONE, `${note}目标值为0，实际值大于0，不得分`, shown);
  if (target.sign < 0) return leftToPerson(`${note}目标值为负数，未完成时没有通用公式`, shown, ratio);
  const missed = missedReverse(scheme.reverse.miss, actual, target);
  const method = `${note}反向指标（${operator}），超过上限，${missed.method}`;
  return exactly(missed.share, method, missed.formula, ratio);
}

/** 等值指标: schemes say what more or less than an exact target is worth. */
function judgeExact(comparison: Comparison): Achievement {
  const { scheme, target, actual, note } = comparison;
  const { order, shown, ratio } = compare(comparison);
  if (order === 0) return exactly(FULL, `${note}等值指标（=），已完成，得满分`, shown, ratio);
  // `=0` accidents: any excess is total failure.
  if (target.isZero) return judgeReverse('≤', comparison);
  if (comparison.isCost && scheme.exact.over === 'reverse-if-cost') {
    return judgeReverse('≤', { ...comparison, note: `${note}成本指标写作“=”，按反向指标计分；` });
  }
  const positive = judgePositive('≥', { ...comparison, note: `${note}等值指标（=）按正向指标计分；` });
  if (order > 0) {
    // An overrun of cost is no achievement; whether it costs points is for a person to say.
    if (comparison.isCost)
      return { ...positive, low: missedReverse(scheme.reverse.miss, actual, target).share, usual: FULL };
    return scheme.exact.over === 'reason' ? { ...positive, isOverAchieved: true } : positive;
  }
  // A saving under `=`: the formula deducts it, a person need not.
  if (!comparison.isCost) return positive;
  return { ...positive, high: FULL, usual: positive.low, method: `${positive.method}；成本节约，也可得满分` };
}

/** A plain number: equal is full; whether more or less is better, only a person knows. */
function judgeUndirected(comparison: Comparison): Achievement {
  const { scheme, target, actual, note } = comparison;
  const { order, shown, ratio } = compare(comparison);
  if (order === 0)
    return exactly(FULL, `${note}目标值未写比较符号，实际值与目标值相等，得满分`, shown, ratio);
  const method = `${note}目标值未写比较符号，不知道越多越好还是越少越好`;
  if (target.sign <= 0) return leftToPerson(method, shown, ratio);
  const missed =
    order < 0
      ? missedPositive(scheme.positive, actual.max(Decimal.ZERO), target)
      : missedReverse(scheme.reverse.miss, actual, target);
  return atLeast(missed.share, `${method}，得分由人判断`, shown, ratio);
}

/** 数值指标: by the sign that the target is written with; null where it has none. */
export function judgeNumber(operator: Operator | null, comparison: Comparison): Achievement {
  if (operator === null) return judgeUndirected(comparison);
  if (operator === '=') return judgeExact(comparison);
  return operator === '≥' || operator === '>'
    ? judgePositive(operator, comparison)
    : judgeReverse(operator, comparison);
}
