import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, PUBLISHED_FORM } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { at, decimal, rowsOf } from './language/rows.ts';

function isOutside(score: Decimal | null, maxScore: Decimal | null): boolean {
  return score !== null && maxScore !== null && (score.sign < 0 || score.compare(maxScore) > 0);
}

export const rule = defineFormRule({
  id: 'score-within-max',
  code: 'ZP019',
  title: '得分应在0分与分值之间',
  severity: 'error',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: PUBLISHED_FORM,
  rationale: '得分以分值为限，超额完成也不加分。',
  messages: {
    outside: { text: '“{name}”得分{score}分，分值为{maxScore}分', remedy: '改为0分与分值之间的得分' },
  },
  check(form, report, { taxonomy }) {
    for (const [index, fund] of form.funds.entries()) {
      const [score, maxScore] = [decimal(fund.score), decimal(fund.maxScore)];
      if (score && maxScore && isOutside(score, maxScore)) {
        report('outside', [`/funds/${index}/score`], { name: '预算执行率', score, maxScore });
      }
    }
    for (const row of rowsOf(form, taxonomy)) {
      const { score, maxScore, name } = row;
      if (score && maxScore && isOutside(score, maxScore))
        report('outside', [at(row, 'score')], { name, score, maxScore });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '得分不超过分值', form: selfEvaluationWith() }],
  bad: [
    {
      title: '得分高于分值',
      form: selfEvaluationWith({ change: { 3: { score: '12' } }, totalScore: '101.80' }),
      finds: [{ message: 'outside', at: '/indicators/3/score' }],
    },
  ],
};
