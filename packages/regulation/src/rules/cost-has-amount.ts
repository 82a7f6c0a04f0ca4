import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { at, isCost, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'cost-has-amount',
  code: 'ZP044',
  title: '成本指标应填数额',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '“符合财政预算要求”控制不了成本，也无法比较单价。',
  messages: {
    words: { text: '成本指标“{name}”没有数额，只写“{target}”', remedy: '填写单位成本或分项成本的控制数' },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const meaning = row.indicator.target?.meaning;
      if (meaning?.kind !== 'qualitative' || !isCost(row) || /\d/.test(meaning.text)) continue;
      report('words', [at(row, 'target')], { name: row.name, target: meaning.text });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '单位成本有数额', form: targetWith() }],
  bad: [
    {
      title: '只写符合预算要求',
      form: targetWith({ change: { 3: { level3: '采购费用', target: '符合财政预算要求' } } }),
      finds: [{ message: 'words', at: '/indicators/3/target' }],
    },
  ],
};
