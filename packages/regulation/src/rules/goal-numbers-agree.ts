import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { at, rowsOf } from './language/rows.ts';
import { contradictions } from './language/text-numbers.ts';

export const rule = defineFormRule({
  id: 'goal-numbers-agree',
  code: 'ZP058',
  title: '目标文字中的数字应与指标值一致',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '指标由目标分解而来。同一件事两个数，年末按哪个考核说不清。',
  messages: {
    differs: { text: '目标写{said}，指标“{name}”却为{target}', remedy: '核对后统一两处的数字' },
  },
  check(form, report, { taxonomy }) {
    const rows = rowsOf(form, taxonomy);
    const { annual, expected } = form.goals;
    // Beside an annual goal the overall one is that of the whole project.
    const isAnnualGiven = (annual ?? expected) !== null;
    for (const field of isAnnualGiven ? (['annual', 'expected'] as const) : (['overall'] as const)) {
      for (const { row, said } of contradictions(form.goals[field], rows, 'target')) {
        report('differs', [at(row, 'target'), `/goals/${field}`], {
          said: said.printed,
          name: row.name,
          target: row.indicator.target?.printed ?? '',
        });
      }
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    {
      title: '项目总目标是几年的数',
      form: targetWith({ goals: { overall: '三年改造路灯600盏。', annual: '改造路灯200盏，居民更满意。' } }),
    },
    {
      title: '目标与指标一致',
      form: targetWith({ goals: { annual: '改造路灯200盏，居民满意度达到90%以上。' } }),
    },
  ],
  bad: [
    {
      title: '目标写300盏，指标是200盏',
      form: targetWith({ goals: { annual: '改造路灯300盏，让居民夜间出行更安全。' } }),
      finds: [{ message: 'differs', at: '/indicators/0/target' }],
    },
  ],
};
