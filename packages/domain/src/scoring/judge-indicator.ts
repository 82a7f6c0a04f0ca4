import { Decimal } from '../base/decimal.ts';
import { foldText } from '../base/text.ts';
import type { Indicator } from '../records/form-record.ts';
import type {
  DeadlineMeaning,
  Meaning,
  PeriodMeaning,
  QuantityMeaning,
  RangeMeaning,
  SimpleMeaning,
} from '../values/indicator-value.ts';
import { exactly, leftToPerson, unknown, type Achievement } from './achievement.ts';
import { amountOf, convert, meaningOf, type ClearMeaning, type Converted } from './comparable.ts';
import { judgeNumber, judgePositive, judgeReverse, type Comparison } from './judge-number.ts';
import { judgeDates } from './punctuality.ts';
import type { ScoringScheme } from './scoring-scheme.ts';
import { FULL, type Share } from './shares.ts';

/** What besides the two values decides. */
interface Context {
  readonly scheme: ScoringScheme;
  readonly isCost: boolean;
  readonly fiscalYear: number | null;
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
  const context = { scheme, isCost: isCost(indicator), fiscalYear };
  return judgeMeanings(meaningOf(indicator.target), actual, context);
}

function isCost({ level1, level2 }: Indicator): boolean {
  return foldText(`${level1 ?? ''}${level2 ?? ''}`).includes('成本');
}

function judgeMeanings(target: ClearMeaning, actual: ClearMeaning, context: Context): Achievement {
  const { scheme } = context;
  if (actual.kind === 'qualitative' && actual.band) {
    const note = target.kind === 'qualitative' ? '' : '目标值可以计算，实际值只填了文字；';
    return judgeBand(actual.band, scheme, note);
  }
  switch (target.kind) {
    case 'quantity':
      return judgeQuantity(target, actual, context);
    case 'range':
      return judgeRange(target, actual, scheme);
    case 'composite':
      return judgeComposite(target.parts, actual, context);
    case 'deadline':
    case 'period':
      return judgeTime(target, actual, context.fiscalYear);
    case 'qualitative':
      if (actual.kind === 'qualitative' && foldText(actual.text) === foldText(target.text)) {
        return judgeBand('achieved', scheme, '定性指标，实际值与目标值文字相同，视为达成；');
      }
      return unknown('定性指标，实际值不是“达成、部分达成、未达成”之一，得分由人判断');
  }
}

const BAND_WORDS = { achieved: '达成指标', partial: '部分达成', missed: '未达成' } as const;

function judgeBand(band: keyof typeof BAND_WORDS, scheme: ScoringScheme, note: string): Achievement {
  const [low, high] = scheme.qualitative[band];
  const share = (text: string): Share => ({ over: Decimal.of(text), under: Decimal.of('1') });
  const method = `${note}实际完成情况为“${BAND_WORDS[band]}”，按档次在分值的${percent(low)}～${percent(high)}之间评分`;
  return {
    method,
    comparison: '',
    low: share(low),
    high: share(high),
    completionRatio: null,
    isBand: true,
  };
}

function percent(share: string): string {
  const value = Decimal.of(share).mul(Decimal.of('100'));
  const whole = value.round(0, 'truncate');
  return `${(whole.equals(value) ? whole : value).toString()}%`;
}

function judgeQuantity(target: QuantityMeaning, actual: Meaning, context: Context): Achievement {
  const amount = amountOf(actual);
  if (!amount) return unknown('实际完成值不是数值，无法计算');
  const wanted = { number: Decimal.of(target.number), unit: target.unit };
  const converted = convert(wanted, amount);
  if (!converted)
    return unknown(`实际值单位“${amount.unit ?? ''}”与目标值单位“${target.unit ?? ''}”不能换算，无法计算`);
  return judgeNumber(target.operator, comparisonOf(wanted.number, converted, context));
}

function comparisonOf(
  target: Decimal,
  { number, note }: Converted,
  { scheme, isCost: cost }: Pick<Context, 'scheme' | 'isCost'>,
): Comparison {
  return { scheme, target, actual: number, note: note ? `${note}；` : '', isCost: cost };
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
  const outside = { number, note: '区间指标，在区间外，按最近一端计分' };
  const context = { scheme, isCost: false };
  return number.compare(low) < 0
    ? judgePositive('≥', comparisonOf(low, outside, context))
    : judgeReverse('≤', comparisonOf(high, outside, context));
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
  return leftToPerson('一格内有多个条件，有的未完成', comparison);
}

function judgeTime(
  target: DeadlineMeaning | PeriodMeaning,
  actual: Meaning,
  fiscalYear: number | null,
): Achievement {
  const punctuality = judgeDates(target, actual, fiscalYear);
  if (!punctuality) return unknown('实际完成值不是日期，无法计算');
  return punctuality.isOnTime
    ? exactly(FULL, '时限指标，按时完成，得满分', punctuality.comparison)
    : leftToPerson('时限指标，晚于时限，没有通用公式', punctuality.comparison);
}
