import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';

export const rule = defineFormRule({
  id: 'indicators-present',
  code: 'ZP004',
  title: '绩效指标应填写',
  severity: 'error',
  kinds: ALL_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '没有指标，目标是否完成只能凭印象判断。',
  messages: {
    none: { text: '没有任何绩效指标', remedy: '把绩效目标分解为产出、效益、满意度等指标并填写指标值' },
  },
  check({ indicators }, report) {
    // Rows that a paper comes with say of what kind an indicator should be, and nothing else.
    const isBlank = indicators.every(({ level3, target, actual }) => !level3 && !target && !actual);
    if (isBlank) report('none', ['/indicators']);
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '填有指标', form: targetWith() }],
  bad: [
    {
      title: '指标表空白',
      form: targetWith({ indicators: [] }),
      finds: [{ message: 'none', at: '/indicators' }],
    },
    {
      title: '只有预印的一级、二级指标',
      form: targetWith({ indicators: [{ level2: '数量指标' }, { level2: '质量指标' }] }),
      finds: [{ message: 'none', at: '/indicators' }],
    },
  ],
};
