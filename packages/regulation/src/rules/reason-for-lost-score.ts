import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, PUBLISHED_FORM } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { at, hasText, rowsOf, type Row } from './language/rows.ts';

function hasLost({ score, maxScore }: Row): boolean {
  return score !== null && maxScore !== null && score.compare(maxScore) < 0;
}

/** A neighbour with full score and a reason: the reason slipped into the wrong row. */
function slippedReason(row: Row, rows: readonly Row[]): Row | undefined {
  return [rows[row.index - 1], rows[row.index + 1]].find(
    (other) => other?.score != null && !hasLost(other) && hasText(other.indicator.deviationReason),
  );
}

export const rule = defineFormRule({
  id: 'reason-for-lost-score',
  code: 'ZP022',
  title: '失分的指标应填写偏差原因及改进措施',
  severity: 'error',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: PUBLISHED_FORM,
  rationale: '不说明原因，失分就不能转化为改进，复核时也无法判断扣分是否恰当。',
  messages: {
    missing: {
      text: '“{name}”扣{lost}分，未填写偏差原因',
      remedy: '填写未完成的原因和改进措施',
    },
    slipped: {
      text: '“{name}”扣{lost}分无原因，原因疑似写在相邻行',
      remedy: '核对相邻的满分指标，把原因移到失分的这一行',
    },
  },
  check(form, report, { taxonomy }) {
    const rows = rowsOf(form, taxonomy);
    for (const row of rows) {
      if (!row.score || !row.maxScore || !hasLost(row) || hasText(row.indicator.deviationReason)) continue;
      const values = { name: row.name, lost: row.maxScore.sub(row.score) };
      const other = slippedReason(row, rows);
      if (other) report('slipped', [at(row, 'deviationReason'), at(other, 'deviationReason')], values);
      else report('missing', [at(row, 'deviationReason')], values);
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    {
      title: '失分并写明原因',
      form: selfEvaluationWith({
        change: { 3: { actual: '88%', score: '9.7', reason: '个别路段施工扰民，今后避开夜间施工。' } },
        totalScore: '99.50',
      }),
    },
  ],
  bad: [
    {
      title: '失分无原因',
      form: selfEvaluationWith({ change: { 3: { actual: '88%', score: '9.7' } }, totalScore: '99.50' }),
      finds: [{ message: 'missing', at: '/indicators/3/deviationReason' }],
    },
    {
      title: '原因写在上一行',
      form: selfEvaluationWith({
        change: { 2: { reason: '个别路段施工扰民，今后避开夜间施工。' }, 3: { actual: '88%', score: '9.7' } },
        totalScore: '99.50',
      }),
      finds: [{ message: 'slipped', at: '/indicators/3/deviationReason' }],
    },
  ],
};
