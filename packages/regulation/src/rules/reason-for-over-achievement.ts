import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { EVALUATION_2020, SINCE_2019 } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { betterDirection } from './language/names.ts';
import { at, hasText, isCost, rowsOf, type Row } from './language/rows.ts';

/** actual ÷ target in percent where more is better and both are plain numbers of one unit. */
function completion(row: Row): Decimal | null {
  const { target, actual } = row;
  if (!target || !actual || target.number.sign <= 0) return null;
  if (
    target.operator === '≤' ||
    target.operator === '<' ||
    isCost(row) ||
    betterDirection(row.name) === 'down'
  ) {
    return null;
  }
  if (target.unit !== null && actual.unit !== null && target.unit !== actual.unit) return null;
  return actual.number.mul(Decimal.of('100')).div(target.number, 0, 'truncate');
}

export const rule = defineFormRule({
  id: 'reason-for-over-achievement',
  code: 'ZP024',
  title: '大幅超额完成的指标应说明原因',
  severity: 'warning',
  kinds: EVALUATION_KINDS,
  effective: SINCE_2019,
  citation: EVALUATION_2020,
  rationale: '超额太多往往是指标值定低了，评分时应分析原因，下一年应调高。',
  messages: {
    over: {
      text: '“{name}”完成指标值的{percent}%，未说明原因',
      remedy: '说明超额原因；属于指标值偏低的，下年度调高指标值',
    },
  },
  check(form, report, { taxonomy, parameters }) {
    const limit = Decimal.of(parameters.overAchievementRatio).mul(Decimal.of('100'));
    for (const row of rowsOf(form, taxonomy)) {
      const percent = completion(row);
      if (!percent || percent.compare(limit) < 0 || hasText(row.indicator.deviationReason)) continue;
      report('over', [at(row, 'actual'), at(row, 'target')], { name: row.name, percent });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '略有超额', form: selfEvaluationWith() },
    {
      title: '事故数低于上限不是超额',
      form: selfEvaluationWith({
        change: { 1: { level3: '施工安全事故次数', target: '≤2次', actual: '0次' } },
      }),
    },
  ],
  bad: [
    {
      title: '完成150%没有说明',
      form: selfEvaluationWith({ change: { 0: { actual: '300盏' } } }),
      finds: [{ message: 'over', at: '/indicators/0/actual' }],
    },
  ],
};
