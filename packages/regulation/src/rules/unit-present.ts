import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { PUBLISHED_FORM } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { at, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'unit-present',
  code: 'ZP030',
  title: '数字指标值应带计量单位',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: { from: '2015-01-01' },
  citation: PUBLISHED_FORM,
  rationale: '没有单位，90可以是百分数、分数或个数，完成与否无从核对。',
  messages: {
    missing: { text: '“{name}”指标值{target}没有计量单位', remedy: '补上计量单位，如%、个、万元' },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const { target, indicator, name } = row;
      if (target?.unit === null && indicator.target) {
        report('missing', [at(row, 'target')], { name, target: indicator.target.printed });
      }
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '各指标值都有单位', form: targetWith() }],
  bad: [
    {
      title: '满意度只写数字',
      form: targetWith({ change: { 5: { target: '≥90' } } }),
      finds: [{ message: 'missing', at: '/indicators/5/target' }],
    },
  ],
};
