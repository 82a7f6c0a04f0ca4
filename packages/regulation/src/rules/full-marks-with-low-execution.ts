import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { decimal, rowsOf, totalFund } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'full-marks-with-low-execution',
  code: 'ZP026',
  title: '执行率偏低而指标全部满分应说明',
  severity: 'warning',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '钱没有花完而指标全部完成，说明预算编大了，或指标没有反映项目内容。',
  messages: {
    full: {
      text: '预算执行率{rate}%，而{count}条指标全部满分',
      remedy: '说明为何少花钱也能全部完成；核对指标是否覆盖主要内容',
    },
  },
  check(form, report, { taxonomy, parameters }) {
    const total = totalFund(form);
    const rate = decimal(total?.row.executionRate ?? null);
    const rows = rowsOf(form, taxonomy);
    if (!total || !rate || rows.length === 0 || decimal(total.row.adjustedBudget)?.isZero) return;
    if (rate.compare(Decimal.of(parameters.lowExecutionRate)) >= 0) return;
    if (rows.every(({ score, maxScore }) => score !== null && maxScore !== null && score.equals(maxScore))) {
      report('full', ['/indicators', `${total.path}/executionRate`], { rate, count: rows.length });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '执行率98%，指标满分', form: selfEvaluationWith() }],
  bad: [
    {
      title: '只花了一半，指标全满分',
      form: selfEvaluationWith({
        funds: [
          {
            label: '年度资金总额',
            key: 'total',
            adjustedBudget: '30.00',
            expenditure: '15.00',
            maxScore: '10',
            executionRate: '50.00',
            score: '5.00',
            reason: '中标价低于预算，余款已交回财政。',
          },
        ],
        totalScore: '95.00',
      }),
      finds: [{ message: 'full', at: '/indicators' }],
    },
  ],
};
