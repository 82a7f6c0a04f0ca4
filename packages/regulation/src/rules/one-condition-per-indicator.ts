import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { at, rowsOf } from './language/rows.ts';

/** Two comparisons with numbers in one cell: 考评结果≥60分的机构占比≥80%. */
const TWO_COMPARISONS = /[≥≤><＞＜]\s*\d[^≥≤><＞＜]*[≥≤><＞＜]\s*\d/;

export const rule = defineFormRule({
  id: 'one-condition-per-indicator',
  code: 'ZP034',
  title: '一条指标宜只设一个条件',
  severity: 'advice',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '一条指标含几个条件，只完成其中一个时不好计分。',
  messages: {
    several: { text: '“{name}”的指标值含几个条件', remedy: '拆成几条指标，或把判定标准写进指标描述' },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const target = row.indicator.target;
      if (!target) continue;
      const { meaning } = target;
      // 3月启动，年底完成 are two dates of one matter.
      const isSeveral =
        meaning.kind === 'composite' && meaning.parts.some((part) => part.meaning.kind !== 'deadline');
      if (isSeveral || TWO_COMPARISONS.test(target.printed)) {
        report('several', [at(row, 'target')], { name: row.name });
      }
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '每条一个条件', form: targetWith() }],
  bad: [
    {
      title: '两级标准写在一格',
      form: targetWith({ change: { 3: { level3: '培训人均标准', target: '处级≤550元/天、科级≤450元/天' } } }),
      finds: [{ message: 'several', at: '/indicators/3/target' }],
    },
  ],
};
