import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';

export const rule = defineFormRule({
  id: 'indicators-enough',
  code: 'ZP005',
  title: '绩效指标条数应能反映项目全貌',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '指标太少时，一两条指标决定全部得分，项目的主要内容往往没有被衡量。',
  messages: {
    few: {
      text: '只有{count}条绩效指标，通常不少于{least}条',
      remedy: '对照项目内容补充数量、质量、时效、效益和满意度指标',
    },
  },
  check({ indicators }, report, { parameters }) {
    const count = indicators.length;
    if (count > 0 && count < parameters.fewestIndicators) {
      report('few', ['/indicators'], { count, least: parameters.fewestIndicators });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '六条指标', form: targetWith() }],
  bad: [
    {
      title: '三条指标',
      form: targetWith({
        indicators: [
          { level3: '改造路灯盏数', target: '≥200盏' },
          { level2: '质量指标', level3: '路灯验收合格率', target: '=100%' },
          { level1: '满意度指标', level2: '服务对象满意度指标', level3: '沿街居民满意度', target: '≥90%' },
        ],
      }),
      finds: [{ message: 'few', at: '/indicators' }],
    },
  ],
};
