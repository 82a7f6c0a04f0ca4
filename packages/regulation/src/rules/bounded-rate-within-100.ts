import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith, targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { isBoundedRate } from './language/names.ts';
import { at, rowsOf } from './language/rows.ts';

const WHOLE = Decimal.of('100');

export const rule = defineFormRule({
  id: 'bounded-rate-within-100',
  code: 'ZP039',
  title: '合格率、覆盖率、满意度等不会超过100%',
  severity: 'error',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '部分占全体的比率以100%为限，超过说明数字或名称填错。',
  messages: {
    over: { text: '“{name}”为{value}，不可能超过100%', remedy: '核对数字；属于完成倍数的，改正指标名称' },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      if (!isBoundedRate(row.name)) continue;
      for (const field of ['target', 'actual'] as const) {
        const value = row[field];
        const printed = row.indicator[field]?.printed;
        if (value?.unit !== '%' || printed === undefined) continue;
        if (value.number.compare(WHOLE) > 0)
          report('over', [at(row, field)], { name: row.name, value: printed });
      }
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '不超过100%', form: targetWith() }],
  bad: [
    {
      title: '合格率要求105%',
      form: targetWith({ change: { 1: { target: '≥105%' } } }),
      finds: [{ message: 'over', at: '/indicators/1/target' }],
    },
    {
      title: '满意度完成101%',
      form: selfEvaluationWith({ change: { 3: { actual: '101%' } } }),
      finds: [{ message: 'over', at: '/indicators/3/actual' }],
    },
  ],
};
