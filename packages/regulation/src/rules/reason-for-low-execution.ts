import { Decimal, defineFormRule, type Examples, type FormRecord } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, PUBLISHED_FORM } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { decimal, hasText, totalFund } from './language/rows.ts';

/** Words by which a text speaks of the money that was not spent. */
const ABOUT_SPENDING =
  /执行率|未支付|未执行|结余|结转|支付|成本低|节约|中标|招标|招投标|追加|压减|尾款|质保金/;

export const rule = defineFormRule({
  id: 'reason-for-low-execution',
  code: 'ZP025',
  title: '预算执行率偏低应说明原因',
  severity: 'warning',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: PUBLISHED_FORM,
  rationale: '执行率低可能是预算编多了，也可能是事情没有做完，原因不同处理也不同。',
  messages: {
    missing: {
      text: '预算执行率{rate}%，低于{limit}%，全表未说明原因',
      remedy: '说明资金未用完的原因；属于预算偏大的，下年度相应压减',
    },
  },
  check(form, report, { parameters }) {
    const total = totalFund(form);
    const rate = decimal(total?.row.executionRate ?? null);
    const limit = Decimal.of(parameters.lowExecutionRate);
    // A budget of zero prints a rate of zero and means nothing.
    const budget = decimal(total?.row.adjustedBudget ?? null);
    if (!total || !rate || budget?.isZero || rate.compare(limit) >= 0 || hasText(total.row.reason)) return;
    const texts = [
      form.goals.actual,
      ...form.indicators.map(({ deviationReason }) => deviationReason),
      ...form.further.map(({ text }) => text),
    ];
    if (!texts.some((text) => ABOUT_SPENDING.test(text ?? ''))) {
      report('missing', [`${total.path}/executionRate`], { rate, limit });
    }
  },
});

/* @__NO_SIDE_EFFECTS__ */
function halfSpent(reason: string | null): FormRecord {
  return selfEvaluationWith({
    funds: [
      {
        label: '年度资金总额',
        key: 'total',
        adjustedBudget: '30.00',
        expenditure: '15.00',
        maxScore: '10',
        executionRate: '50.00',
        score: '5.00',
        reason,
      },
    ],
    change: { 3: { actual: '88%', score: '9.7', reason: '个别路段施工扰民，今后避开夜间施工。' } },
    totalScore: '94.70',
  });
}

export const examples: Examples<typeof rule> = {
  good: [
    { title: '执行率98%', form: selfEvaluationWith() },
    { title: '执行率50%，已说明', form: halfSpent('中标价低于预算，余款已交回财政。') },
  ],
  bad: [
    {
      title: '执行率50%，全表没有说明',
      form: halfSpent(null),
      finds: [{ message: 'missing', at: '/funds/0/executionRate' }],
    },
  ],
};
