import type { ScoringScheme } from '@jiheng/domain';

/**
 * 项目支出绩效评价管理办法: proportional scores, three bands for words, grades 90/80/60. It leaves rounding open, so both
 * ways are right; units that give themselves less than the formula are common on published forms.
 */
export const national2020: ScoringScheme = {
  id: 'national-2020',
  title: '项目支出绩效自评评分办法（2020年）',
  region: '000000',
  effectiveFrom: '2020-01-01',
  citation: { source: '财预〔2020〕10号', basis: 'recall' },
  execution: {
    maxScore: '10',
    denominator: 'adjusted',
    mode: 'proportional',
    rateRounding: 'either',
    scoreRounding: 'either',
    places: 2,
  },
  positive: { miss: 'proportional', overRatio: '1.3', overAction: 'suggest-deduction', overSlope: '1' },
  reverse: { miss: 'ratio' },
  exact: { over: 'full' },
  qualitative: { achieved: ['0.8', '1'], partial: ['0.6', '0.8'], missed: ['0', '0.6'] },
  scoreRounding: 'half-up',
  places: 2,
  isLowerAllowed: true,
  grades: [
    { label: '优', from: '90' },
    { label: '良', from: '80' },
    { label: '中', from: '60' },
    { label: '差', from: '0' },
  ],
};

/** 核心绩效目标和指标设置及取值指引: a gate of 60 % for quantities, bands for the execution rate. For who chooses it. */
export const national2021: ScoringScheme = {
  ...national2020,
  id: 'national-2021',
  title: '项目支出核心绩效指标赋分规则（2021年）',
  effectiveFrom: '2021-08-18',
  citation: { source: '财预〔2021〕101号', clause: '赋分规则', basis: 'recall' },
  execution: {
    ...national2020.execution,
    mode: 'banded',
    bands: [
      { rate: '100', share: '1' },
      { rate: '80', share: '0.7' },
      { rate: '60', share: '0.5' },
    ],
  },
  positive: { ...national2020.positive, miss: 'gate', gate: '0.6' },
};
