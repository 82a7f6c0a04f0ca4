import { Decimal, type DecimalText } from '../base/decimal.ts';
import { foldText } from '../base/text.ts';
import type { Indicator } from '../records/form-record.ts';
import type {
  Meaning,
  Operator,
  QuantityMeaning,
  RangeMeaning,
  SimpleMeaning,
} from '../values/indicator-value.ts';
import { amountOf, convert, meaningOf, type ClearMeaning, type Converted } from './comparable.ts';
import { judgeDates } from './punctuality.ts';
import type { ScoringScheme } from './scoring-scheme.ts';
import { FULL, NONE, missedPositive, missedReverse, type Share } from './shares.ts';

/** How far an indicator was reached, before it is turned into points. */
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

function exactly(
  share: Share,
  method: string,
  comparison: string,
  ratio: DecimalText | null = null,
): Achievement {
  return { method, comparison, low: share, high: share, completionRatio: ratio };
}

function between(
  low: Share,
  high: Share,
  method: string,
  comparison: string,
  ratio: DecimalText | null = null,
): Achievement {
  return { method, comparison, low, high, completionRatio: ratio };
}

function unknown(method: string): Achievement {
  return { method, comparison: '', low: NONE, high: FULL, isUnknown: true, completionRatio: null };
}

function ratioOf(actual: Decimal, target: Decimal): DecimalText | null {
  return target.isZero ? null : actual.div(target, 4, 'half-up').toString();
}

function percent(share: string): string {
  const value = Decimal.of(share).mul(Decimal.of('100'));
  return `${value.round(0, 'truncate').equals(value) ? value.round(0, 'truncate').toString() : value.toString()}%`;
}

const BAND_WORDS = { achieved: '达成指标', partial: '部分达成', missed: '未达成' } as const;

function judgeBand(band: keyof typeof BAND_WORDS, scheme: ScoringScheme, note: string): Achievement {
  const [low, high] = scheme.qualitative[band];
  const share = (text: string): Share => ({ over: Decimal.of(text), under: Decimal.of('1') });
  const method = `${note}实际完成情况为“${BAND_WORDS[band]}”，按档次在分值的${percent(low)}～${percent(high)}之间评分`;
  return { ...between(share(low), share(high), method, ''), isBand: true };
}

function isCost(indicator: Indicator): boolean {
  return foldText(`${indicator.level1 ?? ''}${indicator.level2 ?? ''}`).includes('成本');
}

interface Comparison {
  readonly scheme: ScoringScheme;
  readonly target: Decimal;
  readonly actual: Decimal;
  readonly note: string;
  readonly isCost: boolean;
}

function judgePositive(operator: '≥' | '>', { scheme, target, actual, note }: Comparison): Achievement {
  const ratio = ratioOf(actual, target);
  const order = actual.compare(target);
  const shown = `${actual.toString()} ${order >= 0 ? (order > 0 ? '>' : '=') : '<'} ${target.toString()}`;
  const isOver =
    scheme.positive.overAction !== 'none' &&
    target.sign > 0 &&
    actual.compare(target.mul(Decimal.of(scheme.positive.overRatio))) >= 0;
  if (order > 0 || (order === 0 && operator === '≥')) {
    const full = exactly(FULL, `${note}正向指标（${operator}），已完成，得满分`, shown, ratio);
    if (!isOver) return full;
    const flag = `实际值达到目标值的${scheme.positive.overRatio}倍以上，应说明目标是否偏低`;
    const low =
      scheme.positive.overAction === 'suggest-deduction' ? suggestedShare(scheme, target, actual) : FULL;
    return { ...full, low, usual: FULL, method: `${full.method}；${flag}`, isOverAchieved: true };
  }
  if (order === 0)
    return between(NONE, FULL, `${note}实际值等于目标值，未严格大于目标值，得分由人判断`, shown, ratio);
  if (target.sign <= 0)
    return between(NONE, FULL, `${note}目标值不是正数，未完成时没有通用公式，得分由人判断`, shown, ratio);
  const missed = missedPositive(scheme.positive, actual.max(Decimal.ZERO), target);
  return exactly(
    missed.share,
    `${note}正向指标（${operator}），未完成，${missed.method}`,
    missed.formula,
    ratio,
  );
}

/** Over-achievement is never deducted silently: the proposal is the lower end of the band. */
function suggestedShare(scheme: ScoringScheme, target: Decimal, actual: Decimal): Share {
  const slope = Decimal.of(scheme.positive.overSlope ?? '0');
  const excess = actual.sub(target.mul(Decimal.of(scheme.positive.overRatio)));
  return { over: target.sub(slope.mul(excess)).max(Decimal.ZERO), under: target };
}

function judgeReverse(operator: '≤' | '<', { scheme, target, actual, note }: Comparison): Achievement {
  const ratio = ratioOf(actual, target);
  const order = actual.compare(target);
  const shown = `${actual.toString()} ${order <= 0 ? (order < 0 ? '<' : '=') : '>'} ${target.toString()}`;
  if (order < 0 || (order === 0 && operator === '≤'))
    return exactly(FULL, `${note}反向指标（${operator}），未超过上限，得满分`, shown, ratio);
  if (order === 0)
    return between(NONE, FULL, `${note}实际值等于目标值，未严格小于目标值，得分由人判断`, shown, ratio);
  if (target.isZero) return exactly(NONE, `${note}目标值为0，实际值大于0，不得分`, shown);
  if (target.sign < 0)
    return between(NONE, FULL, `${note}目标值为负数，未完成时没有通用公式，得分由人判断`, shown, ratio);
  const missed = missedReverse(scheme.reverse.miss, actual, target);
  return exactly(
    missed.share,
    `${note}反向指标（${operator}），超过上限，${missed.method}`,
    missed.formula,
    ratio,
  );
}

function judgeExact(comparison: Comparison): Achievement {
  const { scheme, target, actual, note } = comparison;
  const order = actual.compare(target);
  if (order === 0)
    return exactly(
      FULL,
      `${note}等值指标（=），已完成，得满分`,
      `${actual.toString()} = ${target.toString()}`,
      ratioOf(actual, target),
    );
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
function judgeUndirected({ scheme, target, actual, note }: Comparison): Achievement {
  const ratio = ratioOf(actual, target);
  const order = actual.compare(target);
  if (order === 0)
    return exactly(
      FULL,
      `${note}目标值未写比较符号，实际值与目标值相等，得满分`,
      `${actual.toString()} = ${target.toString()}`,
      ratio,
    );
  const method = `${note}目标值未写比较符号，不知道越多越好还是越少越好，得分由人判断`;
  const shown = `${actual.toString()} ${order > 0 ? '>' : '<'} ${target.toString()}`;
  if (target.sign <= 0) return between(NONE, FULL, method, shown, ratio);
  const missed =
    order < 0
      ? missedPositive(scheme.positive, actual.max(Decimal.ZERO), target)
      : missedReverse(scheme.reverse.miss, actual, target);
  return between(missed.share, FULL, method, shown, ratio);
}

function judgeOperator(operator: Operator | null, comparison: Comparison): Achievement {
  if (operator === null) return judgeUndirected(comparison);
  if (operator === '=') return judgeExact(comparison);
  return operator === '≥' || operator === '>'
    ? judgePositive(operator, comparison)
    : judgeReverse(operator, comparison);
}

function comparisonOf(scheme: ScoringScheme, target: Decimal, actual: Converted, cost: boolean): Comparison {
  return { scheme, target, actual: actual.number, note: actual.note ? `${actual.note}；` : '', isCost: cost };
}

function judgeQuantity(
  target: QuantityMeaning,
  actual: Meaning,
  scheme: ScoringScheme,
  cost: boolean,
): Achievement {
  const amount = amountOf(actual);
  if (!amount) return unknown('实际完成值不是数值，无法计算');
  const wanted = { number: Decimal.of(target.number), unit: target.unit };
  const converted = convert(wanted, amount);
  if (!converted)
    return unknown(`实际值单位“${amount.unit ?? ''}”与目标值单位“${target.unit ?? ''}”不能换算，无法计算`);
  return judgeOperator(target.operator, comparisonOf(scheme, wanted.number, converted, cost));
}

function judgeRange(target: RangeMeaning, actual: Meaning, scheme: ScoringScheme): Achievement {
  const amount = amountOf(actual);
  const [low, high] = [Decimal.of(target.low), Decimal.of(target.high)];
  const converted = amount && convert({ number: low, unit: target.unit }, amount);
  if (!converted) return unknown('实际完成值不是可与区间比较的数值，无法计算');
  const { number } = converted;
  const shown = `${target.low} ≤ ${number.toString()} ≤ ${target.high}`;
  if (number.compare(low) >= 0 && number.compare(high) <= 0)
    return exactly(FULL, '区间指标，在区间内，得满分', shown);
  const note = { ...converted, note: '区间指标，在区间外，按最近一端计分' };
  return number.compare(low) < 0
    ? judgePositive('≥', comparisonOf(scheme, low, note, false))
    : judgeReverse('≤', comparisonOf(scheme, high, note, false));
}

function judgeComposite(
  parts: readonly { readonly meaning: SimpleMeaning }[],
  actual: Meaning,
  context: Context,
): Achievement {
  const answers = actual.kind === 'composite' ? actual.parts : [];
  if (answers.length !== parts.length) return unknown('一格内有多个条件，实际完成值没有逐项填写，无法计算');
  const results = parts.flatMap((part, index) => {
    const answer = answers[index];
    return answer ? [judgeMeanings(part.meaning, answer.meaning, context)] : [];
  });
  const comparison = results.map((result) => result.comparison).join('；');
  if (results.some((result) => result.isUnknown)) return unknown('一格内有多个条件，其中有的无法计算');
  if (results.every((result) => result.low === FULL))
    return exactly(FULL, '一格内的各个条件都已完成，得满分', comparison);
  return between(NONE, FULL, '一格内有多个条件，有的未完成，得分由人判断', comparison);
}

interface Context {
  readonly scheme: ScoringScheme;
  readonly isCost: boolean;
  readonly fiscalYear: number | null;
}

function judgeMeanings(target: ClearMeaning, actual: ClearMeaning, context: Context): Achievement {
  const { scheme } = context;
  if (actual.kind === 'qualitative' && actual.band) {
    return judgeBand(
      actual.band,
      scheme,
      target.kind === 'qualitative' ? '' : '目标值可以计算，实际值只填了文字；',
    );
  }
  switch (target.kind) {
    case 'quantity':
      return judgeQuantity(target, actual, scheme, context.isCost);
    case 'range':
      return judgeRange(target, actual, scheme);
    case 'composite':
      return judgeComposite(target.parts, actual, context);
    case 'deadline':
    case 'period': {
      const punctuality = judgeDates(target, actual, context.fiscalYear);
      if (!punctuality) return unknown('实际完成值不是日期，无法计算');
      return punctuality.isOnTime
        ? exactly(FULL, '时限指标，按时完成，得满分', punctuality.comparison)
        : between(NONE, FULL, '时限指标，晚于时限，没有通用公式，得分由人判断', punctuality.comparison);
    }
    case 'qualitative':
      if (actual.kind === 'qualitative' && foldText(actual.text) === foldText(target.text)) {
        return judgeBand('achieved', scheme, '定性指标，实际值与目标值文字相同，视为达成；');
      }
      return unknown('定性指标，实际值不是“达成、部分达成、未达成”之一，得分由人判断');
  }
}

/** Compares target and actual value of one indicator under a scheme. */
export function judgeIndicator(
  indicator: Indicator,
  scheme: ScoringScheme,
  fiscalYear: number | null,
): Achievement {
  if (!indicator.actual) return unknown('没有实际完成值，无法计算');
  const actual = meaningOf(indicator.actual);
  if (!indicator.target) {
    return actual.kind === 'qualitative' && actual.band
      ? judgeBand(actual.band, scheme, '没有年度指标值；')
      : unknown('没有年度指标值，无法计算');
  }
  return judgeMeanings(meaningOf(indicator.target), actual, {
    scheme,
    isCost: isCost(indicator),
    fiscalYear,
  });
}
