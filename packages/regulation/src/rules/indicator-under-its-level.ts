import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { keysOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'indicator-under-its-level',
  code: 'ZP052',
  title: '二级指标应归在对应的一级指标下',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '归类错误，各级权重和得分就汇总不到应有的一级指标。',
  messages: {
    misplaced: { text: '“{level2}”不属于“{level1}”', remedy: '移到对应的一级指标下，或改正二级指标' },
  },
  check(form, report, { taxonomy }) {
    for (const [index, indicator] of form.indicators.entries()) {
      const { level1, owners } = keysOf(indicator, taxonomy);
      if (level1 === null || owners.length === 0 || owners.includes(level1)) continue;
      report('misplaced', [`/indicators/${index}/level2`], {
        level1: indicator.level1 ?? '',
        level2: indicator.level2 ?? '',
      });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '归类正确', form: targetWith() }],
  bad: [
    {
      title: '质量指标归在效益下',
      form: targetWith({ change: { 1: { level1: '效益指标' } } }),
      finds: [{ message: 'misplaced', at: '/indicators/1/level2' }],
    },
  ],
};
