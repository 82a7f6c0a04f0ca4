import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { EVALUATION_2020, SINCE_2019 } from './language/citations.ts';
import { decimal, totalFund } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'execution-max-score',
  code: 'ZP015',
  title: '预算执行率分值应为规定分值',
  severity: 'warning',
  kinds: ['self-evaluation'],
  effective: SINCE_2019,
  citation: EVALUATION_2020,
  rationale: '预算执行率的分值由本地区统一规定。各项目自定分值，得分就不能比较。',
  messages: {
    differs: {
      text: '预算执行率分值为{found}分，应为{due}分',
      remedy: '改为规定分值；本地另有规定的，写明依据',
    },
  },
  check(form, report, { parameters }) {
    const total = totalFund(form);
    const found = decimal(total?.row.maxScore ?? null);
    const due = Decimal.of(parameters.executionMaxScore);
    if (total && found && !found.equals(due)) report('differs', [`${total.path}/maxScore`], { found, due });
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '执行率10分', form: selfEvaluationWith() }],
  bad: [
    {
      title: '执行率15分',
      form: selfEvaluationWith({
        funds: [
          {
            label: '年度资金总额',
            key: 'total',
            adjustedBudget: '30.00',
            expenditure: '30.00',
            maxScore: '15',
            executionRate: '100.00',
            score: '15',
          },
        ],
        change: { 0: { maxScore: '20', score: '20' } },
        totalScore: '100',
      }),
      finds: [{ message: 'differs', at: '/funds/0/maxScore' }],
    },
  ],
};
