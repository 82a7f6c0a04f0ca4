import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { at, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'max-score-positive',
  code: 'ZP016',
  title: '每条指标的分值应大于0',
  severity: 'error',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '分值为0的指标完成与否都不影响结果，等于没有设置。',
  messages: {
    zero: { text: '“{name}”的分值为{found}分，应大于0', remedy: '给这条指标分配分值，或经批准后删去' },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      if (row.maxScore && row.maxScore.sign <= 0) {
        report('zero', [at(row, 'maxScore')], { name: row.name, found: row.maxScore });
      }
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '各条都有分值', form: selfEvaluationWith() }],
  bad: [
    {
      title: '一条指标0分',
      form: selfEvaluationWith({
        change: { 0: { maxScore: '50', score: '50' }, 1: { maxScore: '0', score: '0' } },
      }),
      finds: [{ message: 'zero', at: '/indicators/1/maxScore' }],
    },
  ],
};
