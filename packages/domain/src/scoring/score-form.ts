import { Decimal } from '../base/decimal.ts';
import { foldText } from '../base/text.ts';
import type { FormRecord, Indicator } from '../records/form-record.ts';
import type { Achievement } from './achievement.ts';
import { executionRow, scoreExecution } from './execution.ts';
import { judgeIndicator } from './judge-indicator.ts';
import type { ScoreItem, ScoreSheet } from './score-sheet.ts';
import type { ScoringScheme } from './scoring-scheme.ts';
import type { Share } from './shares.ts';
import { citationText, modeWord } from './trace.ts';
import { compareScore } from './verdict.ts';

function points(
  share: Share,
  maxScore: Decimal,
  scheme: ScoringScheme,
  mode: 'half-up' | 'truncate',
): Decimal {
  return share.over.mul(maxScore).div(share.under, scheme.places, mode).min(maxScore);
}

interface Points {
  readonly computed: Decimal | null;
  readonly low: Decimal;
  readonly high: Decimal;
}

function pointsOf(achievement: Achievement, maxScore: Decimal, scheme: ScoringScheme): Points {
  const { low, high, usual } = achievement;
  const single = usual ?? (low === high ? low : undefined);
  return {
    computed: single ? points(single, maxScore, scheme, scheme.scoreRounding) : null,
    // Which way a form rounds is seldom written down; one last place is no finding.
    low: points(low, maxScore, scheme, 'truncate'),
    high: points(high, maxScore, scheme, 'half-up'),
  };
}

function formulaOf(
  { comparison, low, high, usual }: Achievement,
  maxScore: Decimal,
  result: Points,
  scheme: ScoringScheme,
): string {
  const { computed } = result;
  const max = maxScore.toString();
  if (!computed) {
    const band = `${result.low.toString()}～${result.high.toString()}`;
    return comparison === '' ? `分值 ${max}，可得 ${band}` : `${comparison}，可得 ${band}`;
  }
  const share = usual ?? low;
  const isWhole = share.over.equals(share.under) || share.over.isZero;
  if (isWhole) return `${comparison}，得 ${computed.toString()}`;
  const exact = share.over.mul(maxScore);
  const isRounded = !computed.mul(share.under).equals(exact);
  const more = low === high ? '' : `，最高可得 ${result.high.toString()}`;
  return `${comparison} × ${max} = ${computed.toString()}${isRounded ? modeWord(scheme.scoreRounding, scheme.places) : ''}${more}`;
}

function inputsOf({ target, actual, maxScore }: Indicator, path: string): ScoreItem['trace']['inputs'] {
  const inputs = [];
  if (target) inputs.push({ label: '年度指标值', value: target.printed, at: `${path}/target` });
  if (actual) inputs.push({ label: '实际完成值', value: actual.printed, at: `${path}/actual` });
  if (maxScore !== null) inputs.push({ label: '分值', value: maxScore, at: `${path}/maxScore` });
  return inputs;
}

interface Judged {
  readonly computed: Decimal | null;
  readonly band: ScoreItem['band'];
  readonly verdict: ScoreItem['verdict'];
  readonly formula: string;
}

function judgePoints(
  achievement: Achievement,
  maxScore: Decimal | null,
  printed: Decimal | null,
  scheme: ScoringScheme,
): Judged {
  if (!maxScore) {
    const shown = achievement.comparison === '' ? '' : `${achievement.comparison}；`;
    const verdict = printed ? 'not-computable' : 'not-printed';
    return { computed: null, band: null, verdict, formula: `${shown}没有分值，无法计分` };
  }
  const { computed, low, high } = pointsOf(achievement, maxScore, scheme);
  const isLowerAllowed = scheme.isLowerAllowed && !achievement.isBand;
  const compared = compareScore(printed, { computed, low, high, isLowerAllowed });
  return {
    computed,
    band: low.equals(high) ? null : [low.toString(), high.toString()],
    // Inside "everything" nothing was confirmed.
    verdict: achievement.isUnknown && compared === 'within-band' ? 'not-computable' : compared,
    formula: formulaOf(achievement, maxScore, { computed, low, high }, scheme),
  };
}

function scoreIndicator(
  indicator: Indicator,
  index: number,
  record: FormRecord,
  scheme: ScoringScheme,
): ScoreItem {
  const path = `/indicators/${index}`;
  const achievement = judgeIndicator(indicator, scheme, record.fiscalYear);
  const printed = indicator.score === null ? null : Decimal.of(indicator.score);
  const maxScore = indicator.maxScore === null ? null : Decimal.of(indicator.maxScore);
  const { computed, band, verdict, formula } = judgePoints(achievement, maxScore, printed, scheme);
  const item: ScoreItem = {
    at: `${path}/score`,
    label: indicator.level3 ?? indicator.level2 ?? `第${index + 1}项指标`,
    maxScore: indicator.maxScore,
    printed: indicator.score,
    computed: computed?.toString() ?? null,
    band,
    verdict,
    completionRatio: achievement.completionRatio,
    trace: {
      formula,
      inputs: inputsOf(indicator, path),
      method: achievement.method,
      citation: citationText(scheme),
    },
  };
  return achievement.isOverAchieved ? { ...item, isOverAchieved: true } : item;
}

function sumOf(texts: readonly (string | null)[]): Decimal {
  let sum = Decimal.ZERO;
  for (const text of texts) if (text !== null) sum = sum.add(Decimal.of(text));
  return sum;
}

function totalOf(record: FormRecord, items: readonly ScoreItem[]): ScoreSheet['total'] {
  const sum = sumOf(items.map(({ printed }) => printed));
  const isComputed = items.every(({ computed }) => computed !== null);
  const printed = record.totalScore;
  return {
    printed,
    sumOfPrinted: sum.toString(),
    computed: isComputed ? sumOf(items.map(({ computed }) => computed)).toString() : null,
    agrees: printed === null || Decimal.of(printed).equals(sum),
  };
}

function maxTotalOf(record: FormRecord, scheme: ScoringScheme): ScoreSheet['maxTotal'] {
  const printed = record.totalMaxScore === null ? null : Decimal.of(record.totalMaxScore);
  const ofIndicators = sumOf(record.indicators.map(({ maxScore }) => maxScore));
  const ofExecution = executionRow(record)?.row.maxScore;
  const sum = ofIndicators.add(Decimal.of(ofExecution ?? '0'));
  // A form that prints no 分值 beside the rate still counts it in the total.
  const withRate = ofIndicators.add(Decimal.of(scheme.execution.maxScore));
  const shown = ofExecution === null && printed?.equals(withRate) ? withRate : sum;
  return {
    printed: record.totalMaxScore,
    sum: shown.toString(),
    agrees: printed === null || printed.equals(shown),
  };
}

/** 等级: the grade that a total score gets under a scheme. */
export function gradeOf(total: Decimal, scheme: ScoringScheme): string | null {
  return scheme.grades.find(({ from }) => total.compare(Decimal.of(from)) >= 0)?.label ?? null;
}

function gradeItem(
  record: FormRecord,
  total: ScoreSheet['total'],
  scheme: ScoringScheme,
  isScored: boolean,
): ScoreSheet['grade'] {
  const computed = isScored ? gradeOf(Decimal.of(total.printed ?? total.sumOfPrinted), scheme) : null;
  const printed = record.grade;
  // 优秀, 优（90分以上） are 优.
  const agrees = printed === null || computed === null || foldText(printed).startsWith(computed);
  return { printed, computed, agrees };
}

/**
 * 计分: every score of a self-evaluation, printed and computed side by side, each with its trace. Never fails for what a
 * form says; what cannot be computed says why.
 *
 * @example
 * scoreForm(record, scheme).indicators[0]?.trace.formula // '57.14 ÷ 80.00 × 10.00 = 7.14（截尾两位）'
 */
export function scoreForm(record: FormRecord, scheme: ScoringScheme): ScoreSheet {
  const execution = scoreExecution(record, scheme);
  const indicators = record.indicators.map((indicator, index) =>
    scoreIndicator(indicator, index, record, scheme),
  );
  const items = [execution, ...indicators];
  const total = totalOf(record, items);
  const isScored = record.totalScore !== null || items.some(({ printed }) => printed !== null);
  return {
    schemeId: scheme.id,
    execution,
    indicators,
    total,
    maxTotal: maxTotalOf(record, scheme),
    grade: gradeItem(record, total, scheme, isScored),
  };
}
