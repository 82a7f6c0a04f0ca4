import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { EVALUATION_2020, SINCE_2019 } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { at, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'numeric-actual-for-numeric-target',
  code: 'ZP029',
  title: '定量指标的完成值应为数字',
  severity: 'warning',
  kinds: EVALUATION_KINDS,
  effective: SINCE_2019,
  citation: EVALUATION_2020,
  rationale: '指标值是数字，完成值只写“达成”，就无法核对，也无法按比例计分。',
  messages: {
    words: {
      text: '“{name}”指标值为{target}，完成值却是“{actual}”',
      remedy: '填写实际完成的数字和单位',
    },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const { target, actual } = row.indicator;
      if (!target || actual?.meaning.kind !== 'qualitative' || /\d/.test(actual.printed)) continue;
      if (target.meaning.kind !== 'quantity' && target.meaning.kind !== 'range') continue;
      report('words', [at(row, 'actual')], {
        name: row.name,
        target: target.printed,
        actual: actual.printed,
      });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '数字对数字', form: selfEvaluationWith() },
    {
      title: '定性指标可以写达成指标',
      form: selfEvaluationWith({
        change: { 2: { level3: '夜间照明安全感', target: '比上年提升', actual: '达成指标' } },
      }),
    },
  ],
  bad: [
    {
      title: '区间指标答以达成指标',
      form: selfEvaluationWith({ change: { 1: { target: '85%-95%', actual: '达成指标' } } }),
      finds: [{ message: 'words', at: '/indicators/1/actual' }],
    },
  ],
};
