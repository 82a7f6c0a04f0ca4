import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { TARGET_KINDS } from './language/kinds.ts';
import { at, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'number-is-definite',
  code: 'ZP038',
  title: '指标值不宜用“左右”“约”',
  severity: 'advice',
  kinds: TARGET_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '“26万件左右”完成25万件算不算完成，会有争议。',
  messages: {
    about: { text: '“{name}”指标值“{target}”是约数', remedy: '改为确定的数字，用≥、≤表示方向' },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const target = row.indicator.target;
      if (target?.meaning.kind === 'quantity' && target.meaning.isApproximate) {
        report('about', [at(row, 'target')], { name: row.name, target: target.printed });
      }
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '数字确定', form: targetWith() }],
  bad: [
    {
      title: '26万件左右',
      form: targetWith({ change: { 0: { level3: '受理案件数', target: '26万件左右' } } }),
      finds: [{ message: 'about', at: '/indicators/0/target' }],
    },
  ],
};
