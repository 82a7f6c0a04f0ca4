import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { isSpendingRate } from './language/names.ts';
import { at, decimal, rowsOf, totalFund } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'execution-indicator-agrees',
  code: 'ZP048',
  title: '指标中的执行率应与资金表一致',
  severity: 'warning',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '同一张表里同一个执行率出现两个数，至少有一个是错的。',
  messages: {
    differs: {
      text: '“{name}”完成值{actual}，资金表执行率为{rate}%',
      remedy: '以资金表为准改正完成值，并重新计分',
    },
  },
  check(form, report, { taxonomy }) {
    const total = totalFund(form);
    const rate = decimal(total?.row.executionRate ?? null);
    if (!total || !rate) return;
    for (const row of rowsOf(form, taxonomy)) {
      const { actual, indicator, name } = row;
      if (actual?.unit !== '%' || !isSpendingRate(name) || actual.number.equals(rate)) continue;
      report('differs', [at(row, 'actual'), `${total.path}/executionRate`], {
        name,
        actual: indicator.actual?.printed ?? '',
        rate,
      });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '没有执行率指标', form: selfEvaluationWith() }],
  bad: [
    {
      title: '两处执行率差0.01',
      form: selfEvaluationWith({ change: { 0: { level3: '预算执行率', target: '≥95%', actual: '97.99%' } } }),
      finds: [{ message: 'differs', at: '/indicators/0/actual' }],
    },
  ],
};
