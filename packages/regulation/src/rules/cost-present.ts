import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { INDICATORS_2021, SINCE_2021 } from './language/citations.ts';
import { isCost, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'cost-present',
  code: 'ZP009',
  title: '宜设置成本指标',
  severity: 'advice',
  kinds: ['target'],
  effective: SINCE_2021,
  citation: INDICATORS_2021,
  rationale: '成本指标把产出和花费连起来，是控制预算、比较单价的依据。',
  messages: {
    none: { text: '没有成本指标', remedy: '补充单位成本或分项成本控制数；确实无法拆分的，说明原因' },
  },
  check(form, report, { taxonomy }) {
    const rows = rowsOf(form, taxonomy);
    if (rows.some(({ level1 }) => level1 === 'output') && !rows.some(isCost)) report('none', ['/indicators']);
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '有单位成本指标', form: targetWith() }],
  bad: [
    {
      title: '没有成本指标',
      form: targetWith({ change: { 3: { level2: '质量指标', level3: '一次验收通过率', target: '≥95%' } } }),
      finds: [{ message: 'none', at: '/indicators' }],
    },
  ],
};
