import { Decimal, type RoundingMode } from '../base/decimal.ts';
import { EMPTY_FUND_ROW } from '../records/empty.ts';
import type { FormRecord, FundRow, MoneyUnit } from '../records/form-record.ts';
import type { ScoreItem, ScoreSheet, ScoreVerdict } from './score-sheet.ts';
import type { ScoringScheme } from './scoring-scheme.ts';
import { bandedShare } from './shares.ts';
import { citationText, modeWord } from './trace.ts';
import { compareScore } from './verdict.ts';

const HUNDRED = Decimal.of('100');
const ONE = Decimal.of('1');
const HALF = Decimal.of('0.5');
/** Places of a quotient that is rounded again later. Amounts have at most two dozen digits, so nothing printed is lost. */
const FINE = 20;

interface Interval {
  readonly low: Decimal;
  readonly high: Decimal;
}

type Rounding = RoundingMode | 'either';

function lowest(value: Decimal, places: number, rounding: Rounding): Decimal {
  return value.round(places, rounding === 'half-up' ? 'half-up' : 'truncate');
}

function highest(value: Decimal, places: number, rounding: Rounding): Decimal {
  return value.round(places, rounding === 'truncate' ? 'truncate' : 'half-up');
}

/**
 * What the amount may have been before it was printed. 元 is exact; 万元 with two places hides up to 50 元. Trailing zeros are
 * often not printed, so fewer places than two hide no more than two do; six places are exact to the 分.
 */
function beforePrinting(amount: Decimal, unit: MoneyUnit): Interval {
  if (unit === '元' || amount.scale >= 6) return { low: amount, high: amount };
  const half = HALF.mul(unitAt(Math.max(2, amount.scale)));
  return { low: amount.sub(half).max(Decimal.ZERO), high: amount.add(half) };
}

/** The row that is scored: only 年度资金总额 is. */
export function executionRow(
  record: FormRecord,
): { readonly row: FundRow; readonly index: number } | undefined {
  const index = record.funds.findIndex(({ side, key }) => side === 'annual' && key === 'total');
  const found =
    index >= 0 ? index : record.funds.findIndex((row) => row.score !== null || row.maxScore !== null);
  const row = record.funds[found];
  return row && { row, index: found };
}

interface Rate {
  /** expenditure ÷ budget × 100 of the printed amounts. */
  readonly central: Decimal;
  readonly interval: Interval;
  readonly formula: string;
}

function rateOf(row: FundRow, unit: MoneyUnit, scheme: ScoringScheme): Rate | undefined {
  const printedBudget =
    scheme.execution.denominator === 'initial'
      ? (row.initialBudget ?? row.adjustedBudget)
      : (row.adjustedBudget ?? row.initialBudget);
  const budget = printedBudget === null ? undefined : Decimal.of(printedBudget);
  const spent = row.expenditure === null ? undefined : Decimal.of(row.expenditure);
  if (!budget || !spent || budget.sign <= 0 || spent.sign < 0) return undefined;
  const [b, s] = [beforePrinting(budget, unit), beforePrinting(spent, unit)];
  const quotient = (over: Decimal, under: Decimal, mode: RoundingMode): Decimal =>
    over.mul(HUNDRED).div(under, FINE, mode);
  const central = quotient(spent, budget, 'truncate');
  // Equal printed amounts are mostly equal amounts, and a budget below half a unit has no upper bound worth naming.
  const high = b.low.sign > 0 ? quotient(s.high, b.low, 'half-up') : central;
  return {
    central,
    interval: { low: quotient(s.low, b.high, 'truncate'), high },
    formula: `${spent.toString()} ÷ ${budget.toString()} × 100%`,
  };
}

/** One unit of the last of `places` places. */
function unitAt(places: number): Decimal {
  return places === 0 ? ONE : Decimal.of(`0.${'0'.repeat(places - 1)}1`);
}

/** The unrounded rates that both the amounts and the printed rate allow; the printed rate itself is one of them. */
function ratesBehind(
  rate: Rate | undefined,
  printed: Decimal | null,
  rounding: Rounding,
): Interval | undefined {
  if (!printed) return rate?.interval;
  const step = unitAt(printed.scale);
  const shown: Interval = {
    low: rounding === 'truncate' ? printed : printed.sub(step.mul(HALF)),
    // The upper end itself would be printed as the next rate.
    high: (rounding === 'half-up' ? printed.add(step.mul(HALF)) : printed.add(step)).sub(unitAt(FINE)),
  };
  if (!rate) return shown;
  return {
    low: printed.min(shown.low.max(rate.interval.low)),
    high: printed.max(shown.high.min(rate.interval.high)),
  };
}

function pointsOf(rate: Decimal, maxScore: Decimal, { execution }: ScoringScheme): Decimal {
  const capped = rate.min(HUNDRED).max(Decimal.ZERO);
  if (execution.mode === 'banded') {
    const { over, under } = bandedShare(execution.bands ?? [], capped, HUNDRED);
    return over.mul(maxScore).div(under, FINE, 'truncate');
  }
  return capped.mul(maxScore).div(HUNDRED, FINE, 'truncate');
}

interface RateCheck {
  readonly computed: Decimal | null;
  readonly band: readonly [Decimal, Decimal] | null;
  readonly verdict: ScoreVerdict;
}

function checkRate(
  rate: Rate | undefined,
  printed: Decimal | null,
  { rateRounding, places }: ScoringScheme['execution'],
): RateCheck {
  if (!rate) return { computed: null, band: null, verdict: printed ? 'not-computable' : 'not-printed' };
  const shown = Math.min(printed?.scale ?? places, 8);
  const [down, up] = [lowest(rate.central, shown, rateRounding), highest(rate.central, shown, rateRounding)];
  const computed = printed?.equals(down) ? down : up;
  const band = [
    lowest(rate.interval.low, shown, rateRounding),
    highest(rate.interval.high, shown, rateRounding),
  ] as const;
  const verdict = compareScore(printed, { computed, low: band[0], high: band[1], isLowerAllowed: false });
  return { computed, band, verdict };
}

interface PointsCheck {
  readonly computed: Decimal | null;
  readonly band: readonly [Decimal, Decimal] | null;
  readonly verdict: ScoreVerdict;
  readonly formula: string;
}

/** The rate from which the single right score comes: the exact one, unless the form printed another possible one. */
function leadingRate(rate: Rate | undefined, printed: Decimal | null, check: RateCheck): Decimal | undefined {
  if (printed && check.verdict !== 'reproduced' && check.verdict !== 'differs') return printed;
  return rate?.central;
}

function checkPoints(
  scheme: ScoringScheme,
  maxScore: Decimal,
  printed: Decimal | null,
  rates: Interval | undefined,
  leading: Decimal | undefined,
): PointsCheck {
  const { scoreRounding, places } = scheme.execution;
  if (!rates || !leading)
    return { computed: null, band: null, verdict: printed ? 'not-computable' : 'not-printed', formula: '' };
  const points = pointsOf(leading, maxScore, scheme);
  const [down, up] = [lowest(points, places, scoreRounding), highest(points, places, scoreRounding)];
  const computed = printed?.equals(down) ? down : up;
  const band = [
    lowest(pointsOf(rates.low, maxScore, scheme), places, scoreRounding),
    highest(pointsOf(rates.high, maxScore, scheme), places, scoreRounding),
  ] as const;
  const verdict = compareScore(printed, { computed, low: band[0], high: band[1], isLowerAllowed: false });
  const mode = scoreRounding === 'either' ? (computed.equals(down) ? 'truncate' : 'half-up') : scoreRounding;
  const word = computed.equals(points) ? '' : modeWord(mode, places);
  const shownRate = leading
    .round(4, 'truncate')
    .toString()
    .replace(/0{1,2}$/, '');
  const formula =
    scheme.execution.mode === 'banded'
      ? `执行率${shownRate}%，所在档次得 ${computed.toString()}`
      : `${shownRate}% × ${maxScore.toString()} = ${computed.toString()}${word}`;
  return { computed, band, verdict, formula };
}

function pair(band: readonly [Decimal, Decimal] | null): ScoreItem['band'] {
  return band && [band[0].toString(), band[1].toString()];
}

function inputsOf(row: FundRow, path: string, unit: MoneyUnit): ScoreItem['trace']['inputs'] {
  const fields = [
    ['年初预算数', 'initialBudget', unit],
    ['全年预算数', 'adjustedBudget', unit],
    ['全年执行数', 'expenditure', unit],
    ['执行率', 'executionRate', '%'],
    ['分值', 'maxScore', ''],
  ] as const;
  return fields.flatMap(([label, field, sign]) => {
    const value = row[field];
    return value === null ? [] : [{ label, value: `${value}${sign}`, at: `${path}/${field}` }];
  });
}

/** 预算执行率计分: recomputes rate and score of the fund total, as intervals where the printed amounts are rounded. */
export function scoreExecution(record: FormRecord, scheme: ScoringScheme): ScoreSheet['execution'] {
  const found = executionRow(record);
  const row = found?.row ?? EMPTY_FUND_ROW;
  const path = `/funds/${found?.index ?? 0}`;
  const unit = row.unit ?? record.amountUnit;
  const read = (text: FundRow['score']): Decimal | null => (text === null ? null : Decimal.of(text));
  const [printedRate, printed] = [read(row.executionRate), read(row.score)];
  const maxScore = Decimal.of(row.maxScore ?? scheme.execution.maxScore);
  const rate = rateOf(row, unit, scheme);
  const rateCheck = checkRate(rate, printedRate, scheme.execution);
  const isBudgetZero = row.adjustedBudget !== null && Decimal.of(row.adjustedBudget).isZero;
  const trusted = rateCheck.verdict === 'differs' ? null : printedRate;
  const rates = isBudgetZero ? undefined : ratesBehind(rate, trusted, scheme.execution.rateRounding);
  const leading = isBudgetZero ? undefined : leadingRate(rate, printedRate, rateCheck);
  const points = checkPoints(scheme, maxScore, printed, rates, leading);
  return {
    at: `${path}/score`,
    label: '预算执行率',
    maxScore: found ? maxScore.toString() : null,
    printed: row.score,
    computed: points.computed?.toString() ?? null,
    band: pair(points.band),
    verdict: points.verdict,
    completionRatio: rate ? rate.central.div(HUNDRED, 4, 'half-up').toString() : null,
    printedRate: row.executionRate,
    computedRate: rateCheck.computed?.toString() ?? null,
    rateBand: pair(rateCheck.band),
    rateVerdict: rateCheck.verdict,
    trace: {
      formula: [
        rate && rateCheck.computed ? `${rate.formula} = ${rateCheck.computed.toString()}%` : '',
        points.formula,
      ]
        .filter(Boolean)
        .join('；'),
      inputs: inputsOf(row, path, unit),
      method: methodOf(scheme, rate, isBudgetZero, unit, leading),
      citation: citationText(scheme),
    },
  };
}

function methodOf(
  scheme: ScoringScheme,
  rate: Rate | undefined,
  isBudgetZero: boolean,
  unit: MoneyUnit,
  leading: Decimal | undefined,
): string {
  if (isBudgetZero) return '全年预算数为0，不计算执行率';
  if (!leading) return '预算数或执行数没有填写，无法计算执行率';
  const base = scheme.execution.denominator === 'initial' ? '年初预算数' : '全年预算数';
  const how = scheme.execution.mode === 'banded' ? '按执行率所在档次计分' : '执行率×分值，最高为分值';
  if (!rate) return `${how}；预算数或执行数没有填写，按填写的执行率计算`;
  const interval = unit === '万元' ? '；金额以万元列示时已经过舍入，执行率按可能的区间核对' : '';
  return `执行率＝全年执行数÷${base}，${how}${interval}`;
}
