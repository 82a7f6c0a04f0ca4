import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, PUBLISHED_FORM } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { decimal, rowsOf, totalFund } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'scores-sum-to-total',
  code: 'ZP018',
  title: '各项得分之和应等于总分',
  severity: 'error',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: PUBLISHED_FORM,
  rationale: '总分决定评价等级。总分与各项得分对不上，公开后立即会被质疑。',
  messages: {
    differs: { text: '各项得分合计{sum}分，总分填写{total}分', remedy: '重新加总，改正总分或填错的一项得分' },
  },
  check(form, report, { taxonomy }) {
    const total = decimal(form.totalScore);
    const rows = rowsOf(form, taxonomy);
    const scores = rows.flatMap(({ score }) => (score ? [score] : []));
    if (!total || scores.length === 0) return;
    const fund = totalFund(form)?.row;
    const execution = decimal(fund?.score ?? null);
    const sum = Decimal.sum(execution ? [...scores, execution] : scores);
    // With a blank score the sum proves nothing; the blank is reported by its own rule.
    const isComplete =
      scores.length === rows.length && (execution !== null || (fund?.maxScore ?? null) === null);
    if (isComplete && !sum.equals(total)) report('differs', ['/totalScore'], { sum, total });
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '加总无误', form: selfEvaluationWith() }],
  bad: [
    {
      title: '总分多写1分',
      form: selfEvaluationWith({ totalScore: '100.80' }),
      finds: [{ message: 'differs', at: '/totalScore' }],
    },
  ],
};
