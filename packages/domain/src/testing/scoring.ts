import type { DecimalText } from '../base/decimal.ts';
import { EMPTY_INDICATOR, emptyRecord } from '../records/empty.ts';
import type { FormRecord, Indicator } from '../records/form-record.ts';
import { scoreForm } from '../scoring/score-form.ts';
import type { ScoreItem } from '../scoring/score-sheet.ts';
import type { ScoringScheme } from '../scoring/scoring-scheme.ts';
import { parseIndicatorValue } from '../values/parse-value.ts';

/** A scheme of the usual kind, and others that differ from it in one point each. For tests only. */
export const SCHEME: ScoringScheme = {
  id: 'test',
  title: '测试办法',
  region: '000000',
  effectiveFrom: '2020-01-01',
  citation: { source: '测试依据', clause: '第一条', basis: 'craft' },
  execution: {
    maxScore: '10',
    denominator: 'adjusted',
    mode: 'proportional',
    rateRounding: 'either',
    scoreRounding: 'truncate',
    places: 2,
  },
  positive: { miss: 'proportional', overRatio: '1.3', overAction: 'reason' },
  reverse: { miss: 'ratio' },
  exact: { over: 'full' },
  qualitative: { achieved: ['0.8', '1'], partial: ['0.6', '0.8'], missed: ['0', '0.6'] },
  scoreRounding: 'truncate',
  places: 2,
  isLowerAllowed: true,
  grades: [
    { label: '优', from: '90' },
    { label: '良', from: '80' },
    { label: '中', from: '60' },
    { label: '差', from: '0' },
  ],
};
export const GATE: ScoringScheme = { ...SCHEME, positive: { ...SCHEME.positive, miss: 'gate', gate: '0.6' } };
export const BANDED: ScoringScheme = {
  ...SCHEME,
  positive: {
    ...SCHEME.positive,
    miss: 'banded',
    bands: [
      { rate: '90', share: '0.8' },
      { rate: '60', share: '0.5' },
    ],
  },
};
export const LINEAR: ScoringScheme = { ...SCHEME, reverse: { miss: 'linear' } };
export const STRICT: ScoringScheme = { ...SCHEME, isLowerAllowed: false };
export const SAVING: ScoringScheme = { ...SCHEME, exact: { over: 'reverse-if-cost' } };
export const REASON: ScoringScheme = { ...SCHEME, exact: { over: 'reason' } };
export const DEDUCTING: ScoringScheme = {
  ...SCHEME,
  positive: { ...SCHEME.positive, overAction: 'suggest-deduction', overSlope: '1' },
};
export const SILENT: ScoringScheme = { ...SCHEME, positive: { ...SCHEME.positive, overAction: 'none' } };

/** An indicator as a test writes it; what it leaves out is usual or empty. */
export interface Row {
  readonly target?: string | null;
  readonly actual?: string | null;
  readonly maxScore?: string | null;
  readonly score?: string | null;
  readonly level2?: string;
}

function indicatorWith({
  target = null,
  actual = null,
  maxScore = '10',
  score = null,
  level2 = '数量指标',
}: Row): Indicator {
  return {
    ...EMPTY_INDICATOR,
    level1: '产出指标',
    level2,
    level3: '测试指标',
    target: target === null ? null : parseIndicatorValue(target),
    actual: actual === null ? null : parseIndicatorValue(actual),
    maxScore: maxScore as DecimalText | null,
    score: score as DecimalText | null,
  };
}

export function recordWith(rows: readonly Row[], more: Partial<FormRecord> = {}): FormRecord {
  return {
    ...emptyRecord('self-evaluation'),
    fiscalYear: 2023,
    indicators: rows.map(indicatorWith),
    ...more,
  };
}

/** The only indicator of a form, scored. */
export function itemOf(row: Row, scheme = SCHEME): ScoreItem {
  const item = scoreForm(recordWith([row]), scheme).indicators[0];
  if (!item) throw new Error('one indicator gives one item');
  return item;
}
