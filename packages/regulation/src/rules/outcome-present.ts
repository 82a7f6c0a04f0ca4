import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { PROJECT_KINDS } from './language/kinds.ts';
import { rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'outcome-present',
  code: 'ZP007',
  title: '应设置效益指标',
  severity: 'warning',
  kinds: PROJECT_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '花钱的目的是效果。只有产出没有效益，看不出项目给社会带来什么。',
  messages: {
    none: { text: '没有效益指标', remedy: '补充经济、社会、生态效益或可持续影响中至少一类指标' },
  },
  check(form, report, { taxonomy }) {
    const rows = rowsOf(form, taxonomy);
    if (!rows.some(({ level1 }) => level1 === 'output')) return;
    if (!rows.some(({ level1 }) => level1 === 'outcome')) report('none', ['/indicators']);
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '有社会效益指标', form: targetWith() }],
  bad: [
    {
      title: '只有产出和满意度',
      form: targetWith({
        indicators: [
          { level3: '改造路灯盏数', target: '≥200盏' },
          { level2: '质量指标', level3: '路灯验收合格率', target: '=100%' },
          { level2: '时效指标', level3: '改造完成时间', target: '2024年11月底前' },
          { level1: '满意度指标', level2: '服务对象满意度指标', level3: '沿街居民满意度', target: '≥90%' },
        ],
      }),
      finds: [{ message: 'none', at: '/indicators' }],
    },
  ],
};
