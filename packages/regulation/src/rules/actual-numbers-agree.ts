import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { at, rowsOf } from './language/rows.ts';
import { contradictions } from './language/text-numbers.ts';

export const rule = defineFormRule({
  id: 'actual-numbers-agree',
  code: 'ZP059',
  title: '完成情况文字中的数字应与实际完成值一致',
  severity: 'warning',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '文字和表格对不上，说明至少一处不是真实完成情况。',
  messages: {
    differs: { text: '完成情况写{said}，指标“{name}”却为{actual}', remedy: '按佐证材料核对，统一两处的数字' },
  },
  check(form, report, { taxonomy }) {
    for (const { row, said } of contradictions(form.goals.actual, rowsOf(form, taxonomy), 'actual')) {
      report('differs', [at(row, 'actual'), '/goals/actual'], {
        said: said.printed,
        name: row.name,
        actual: row.indicator.actual?.printed ?? '',
      });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    {
      title: '文字与完成值一致',
      form: selfEvaluationWith({ goals: { actual: '已改造路灯210盏，全部通过验收。' } }),
    },
    {
      title: '约数不算矛盾',
      form: selfEvaluationWith({ goals: { actual: '已改造路灯200余盏，全部通过验收。' } }),
    },
  ],
  bad: [
    {
      title: '文字写205盏，完成值是210盏',
      form: selfEvaluationWith({ goals: { actual: '已改造路灯205盏，全部通过验收。' } }),
      finds: [{ message: 'differs', at: '/indicators/0/actual' }],
    },
  ],
};
