import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, PUBLISHED_FORM } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { decimal, rowsOf, totalFund } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'max-scores-total-100',
  code: 'ZP014',
  title: '分值合计应等于规定总分',
  severity: 'error',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: PUBLISHED_FORM,
  rationale: '分值合计不对，得分无法换算为评价等级，不同项目之间也无法比较。',
  messages: {
    both: {
      text: '指标分值与执行率分值合计{sum}分，应为{due}分',
      remedy: '调整指标分值，使合计等于规定总分',
    },
    indicators: { text: '指标分值合计{sum}分，应为{due}分', remedy: '调整指标分值，使合计等于规定总分' },
  },
  check(form, report, { taxonomy, parameters }) {
    const scores = rowsOf(form, taxonomy).flatMap(({ maxScore }) => (maxScore ? [maxScore] : []));
    if (scores.length === 0) return;
    const sum = Decimal.sum(scores);
    const due = Decimal.of(parameters.totalMaxScore);
    const fund = totalFund(form)?.row;
    const execution = decimal(fund?.maxScore ?? null);
    if (execution) {
      const whole = sum.add(execution);
      if (!whole.equals(due)) report('both', ['/indicators'], { sum: whole, due });
      return;
    }
    // Scored, but the paper does not say out of how many points.
    if (fund?.score != null) return;
    // The paper does not show whether the execution rate is scored beside the indicators or not at all.
    const beside = due.sub(Decimal.of(parameters.executionMaxScore));
    if (!sum.equals(due) && !sum.equals(beside)) report('indicators', ['/indicators'], { sum, due });
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '执行率10分，指标90分', form: selfEvaluationWith() }],
  bad: [
    {
      title: '一条指标少了5分',
      form: selfEvaluationWith({ change: { 0: { maxScore: '20', score: '20' } }, totalScore: '94.80' }),
      finds: [{ message: 'both', at: '/indicators' }],
    },
    {
      title: '没有执行率分值，指标合计只有80分',
      form: selfEvaluationWith({
        funds: [{ label: '年度资金总额', key: 'total', adjustedBudget: '30.00', expenditure: '29.40' }],
        change: { 0: { maxScore: '15', score: '15' } },
        totalScore: '80',
      }),
      finds: [{ message: 'indicators', at: '/indicators' }],
    },
  ],
};
