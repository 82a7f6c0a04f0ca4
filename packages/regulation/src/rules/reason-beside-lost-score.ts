import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { at, hasText, rowsOf, type Row } from './language/rows.ts';

/** Over-achievement is a deviation too, and asks for a reason at full score. */
function isOverAchieved({ target, actual }: Row): boolean {
  return target !== null && actual !== null && actual.number.compare(target.number) > 0;
}

export const rule = defineFormRule({
  id: 'reason-beside-lost-score',
  code: 'ZP023',
  title: '满分的指标一般不填写偏差原因',
  severity: 'advice',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '满分指标旁的原因，多半是写错了行，或本应扣分而没有扣。',
  messages: {
    full: {
      text: '“{name}”得满分，却填写了偏差原因',
      remedy: '核对原因是否属于别的指标，或得分是否应当扣减',
    },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const { score, maxScore, indicator } = row;
      if (!score || !maxScore || !hasText(indicator.deviationReason) || isOverAchieved(row)) continue;
      if (maxScore.compare(Decimal.ZERO) > 0 && score.equals(maxScore)) {
        report('full', [at(row, 'deviationReason')], { name: row.name });
      }
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '满分，原因空白', form: selfEvaluationWith() },
    {
      title: '大幅超额完成，说明原因',
      form: selfEvaluationWith({
        change: { 0: { actual: '300盏', reason: '中标单价下降，经批准多改造一条路。' } },
      }),
    },
  ],
  bad: [
    {
      title: '满分却写了原因',
      form: selfEvaluationWith({ change: { 1: { reason: '供货延误，今后加强催交。' } } }),
      finds: [{ message: 'full', at: '/indicators/1/deviationReason' }],
    },
  ],
};
