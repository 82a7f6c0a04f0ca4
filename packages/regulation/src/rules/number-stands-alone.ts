import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { at, isCost, rowsOf } from './language/rows.ts';

/** A number with a unit of measure inside words; dates and clock times (7×24小时) are no measure. */
const NUMBER_IN_WORDS =
  /(?<![\d.×])\d+(?:\.\d+)?\s*(?:[%％‰]|百分比|个|次|人次|人|家|户|件|份|项|批次|场|万元|元|分钟|小时|个?工作日)/;

export const rule = defineFormRule({
  id: 'number-stands-alone',
  code: 'ZP037',
  title: '数字指标值宜单独填写',
  severity: 'advice',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '数字写在句子里，系统不能比较和计分，汇总时也会漏掉。',
  messages: {
    buried: {
      text: '“{name}”的数字写在句子里：{target}',
      remedy: '指标值只填符号、数字和单位，其余文字移到指标描述',
    },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const meaning = row.indicator.target?.meaning;
      if (meaning?.kind !== 'qualitative' || isCost(row) || !NUMBER_IN_WORDS.test(meaning.text)) continue;
      // Comparisons in words are the business of `one-condition-per-indicator`.
      if (/[≥≤<>＜＞]/.test(meaning.text)) continue;
      report('buried', [at(row, 'target')], { name: row.name, target: meaning.text });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '数字单独填写', form: targetWith() }],
  bad: [
    {
      title: '数字写在句子里',
      form: targetWith({ change: { 4: { level3: '合同审查效果', target: '经审查后的合同违约率低于5%' } } }),
      finds: [{ message: 'buried', at: '/indicators/4/target' }],
    },
  ],
};
