import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, PUBLISHED_FORM } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { totalFund } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'execution-rate-agrees',
  code: 'ZP013',
  title: '执行率应等于全年执行数除以全年预算数',
  severity: 'error',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: PUBLISHED_FORM,
  rationale: '执行率直接折算得分。分母应是调整后的全年预算数，不是年初预算数。',
  messages: {
    differs: {
      text: '执行率填写{printed}%，按执行数除以全年预算数应为{computed}%',
      remedy: '核对执行数和调整后的全年预算数，重新计算执行率',
    },
  },
  check(form, report, { sheet }) {
    const total = totalFund(form);
    if (!total || !sheet) return;
    const { rateVerdict, printedRate, computedRate } = sheet.execution;
    if (rateVerdict === 'differs' && printedRate !== null && computedRate !== null) {
      report('differs', [`${total.path}/executionRate`], { printed: printedRate, computed: computedRate });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '29.40除以30.00为98.00%', form: selfEvaluationWith() }],
  bad: [
    {
      title: '用年初预算数作分母',
      form: selfEvaluationWith({
        funds: [
          {
            label: '年度资金总额',
            key: 'total',
            initialBudget: '40.00',
            adjustedBudget: '30.00',
            expenditure: '27.00',
            maxScore: '10',
            executionRate: '67.50',
            score: '9.00',
          },
        ],
        totalScore: '99.00',
      }),
      finds: [{ message: 'differs', at: '/funds/0/executionRate' }],
    },
  ],
};
