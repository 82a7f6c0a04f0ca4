import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { isBoundedRate } from './language/names.ts';
import { at, rowsOf } from './language/rows.ts';

const WHOLE = Decimal.of('100');

export const rule = defineFormRule({
  id: 'full-rate-is-exact',
  code: 'ZP040',
  title: '以100%为上限的比率宜写=100%',
  severity: 'advice',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '“≥100%”暗示可以超过全体，读者会以为是完成倍数。',
  messages: {
    least: { text: '“{name}”不会超过100%，宜写=100%', remedy: '把指标值写成=100%' },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const { target, name } = row;
      if (target?.unit !== '%' || !target.number.equals(WHOLE) || !isBoundedRate(name)) continue;
      if (target.operator === '≥' || target.operator === '>') report('least', [at(row, 'target')], { name });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '合格率=100%', form: targetWith() }],
  bad: [
    {
      title: '验收合格率≥100%',
      form: targetWith({ change: { 1: { target: '≥100%' } } }),
      finds: [{ message: 'least', at: '/indicators/1/target' }],
    },
  ],
};
