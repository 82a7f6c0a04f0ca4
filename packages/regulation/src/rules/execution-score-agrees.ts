import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { EVALUATION_2020, SINCE_2019 } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { totalFund } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'execution-score-agrees',
  code: 'ZP017',
  title: '预算执行率得分应按执行率计算',
  severity: 'error',
  kinds: EVALUATION_KINDS,
  effective: SINCE_2019,
  citation: EVALUATION_2020,
  rationale: '执行率得分只由执行率决定，没有裁量余地。',
  messages: {
    differs: {
      text: '预算执行率得分填写{printed}分，应为{computed}分',
      remedy: '按执行率乘以分值重新计算，最高不超过分值',
    },
  },
  check(form, report, { sheet }) {
    const total = totalFund(form);
    if (!total || !sheet) return;
    const { verdict, printed, computed, maxScore } = sheet.execution;
    // More than the scheme's points on a form that prints none: the form follows another scheme.
    const isOtherScheme =
      total.row.maxScore === null && Decimal.of(printed ?? '0').compare(Decimal.of(maxScore ?? '0')) > 0;
    if (isOtherScheme) return;
    if (verdict === 'differs' && printed !== null && computed !== null) {
      report('differs', [`${total.path}/score`], { printed, computed });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '98.00%得9.80分', form: selfEvaluationWith() },
    {
      title: '表上没有执行率分值，得分按另一办法',
      form: selfEvaluationWith({
        funds: [
          {
            label: '年度资金总额',
            key: 'total',
            adjustedBudget: '42.00',
            expenditure: '39.90',
            executionRate: '95.00',
            score: '19.00',
          },
        ],
        totalScore: '109.00',
      }),
    },
  ],
  bad: [
    {
      title: '没有执行完却填满分',
      form: selfEvaluationWith({
        funds: [
          {
            label: '年度资金总额',
            key: 'total',
            adjustedBudget: '30.00',
            expenditure: '29.40',
            maxScore: '10',
            executionRate: '98.00',
            score: '10',
          },
        ],
        totalScore: '100',
      }),
      finds: [{ message: 'differs', at: '/funds/0/score' }],
    },
  ],
};
