import type { Citation } from '@jiheng/domain';

import { ALWAYS, CRAFT } from '../rules/language/citations.ts';

/** 规则方案: which of the rules a round checks its forms by. Pure data. */
export interface RuleProfile {
  readonly id: string;
  /** 规则方案名称 */
  readonly title: string;
  /** What it is for, one Chinese sentence. */
  readonly purpose: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly citation: Citation;
  /** Ids of its rules; a rule that is new is in `all` at once, in a list only when somebody puts it there. */
  readonly rules: 'all' | readonly string[];
}

/** 全部规则: what holds where nothing else was chosen. Its id stands in revisions since the first. */
export const national: RuleProfile = {
  id: 'national',
  title: '全部规则',
  purpose: '完整、数字、指标质量和写法都查，适用于一般批次。',
  effectiveFrom: ALWAYS.from,
  citation: CRAFT,
  rules: 'all',
};

/**
 * 只查完整与数字一致: what is missing, what does not add up, what contradicts itself. Left out is how an indicator is worded
 * and chosen, copied forms, and all advice.
 */
export const completeAndConsistent: RuleProfile = {
  id: 'complete-and-consistent',
  title: '只查完整与数字一致',
  purpose: '只查漏填、合计和前后数字矛盾，不查指标写法，适用于首次填报或时间很紧的批次。',
  effectiveFrom: ALWAYS.from,
  citation: CRAFT,
  rules: [
    // What must be there.
    'project-name-present',
    'implementing-unit-present',
    'goal-present',
    'goal-and-completion-present',
    'indicators-present',
    'quantity-and-quality-present',
    'outcome-present',
    'satisfaction-present',
    'indicator-cells-present',
    'unit-present',
    'no-template-residue',
    'reason-for-lost-score',
    'reason-for-low-execution',
    // Money and dates.
    'fund-sources-sum',
    'expenditure-within-budget',
    'execution-rate-agrees',
    'execution-indicator-agrees',
    'costs-within-budget',
    'start-before-end',
    'dates-within-year',
    // Scores.
    'max-scores-total-100',
    'execution-max-score',
    'max-score-positive',
    'execution-score-agrees',
    'scores-sum-to-total',
    'score-within-max',
    'grade-agrees',
    'score-follows-completion',
    // Numbers that are told twice.
    'bounded-rate-within-100',
    'goal-numbers-agree',
    'actual-numbers-agree',
    'description-agrees-with-value',
    'one-value-for-one-fact',
    'one-score-for-one-fact',
  ],
};

/** 规则方案, all of them; the usual one first. */
export const RULE_PROFILES: readonly RuleProfile[] = [national, completeAndConsistent];
