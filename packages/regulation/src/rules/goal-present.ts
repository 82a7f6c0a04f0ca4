import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { TARGET_KINDS } from './language/kinds.ts';

export const rule = defineFormRule({
  id: 'goal-present',
  code: 'ZP003',
  title: '绩效目标应填写',
  severity: 'error',
  kinds: TARGET_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '指标由总体目标分解而来。没有目标，指标是否必要、是否足够都无从判断。',
  messages: {
    goal: { text: '未填写绩效目标', remedy: '写明本年度要完成什么、达到什么效果' },
  },
  check({ goals }, report) {
    if ((goals.annual ?? goals.overall ?? goals.expected) === null) report('goal', ['/goals']);
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '填有年度总体目标', form: targetWith() }],
  bad: [
    {
      title: '目标空白',
      form: targetWith({ goals: { annual: null } }),
      finds: [{ message: 'goal', at: '/goals' }],
    },
  ],
};
