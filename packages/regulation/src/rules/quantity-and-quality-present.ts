import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { PROJECT_KINDS } from './language/kinds.ts';
import { rowsOf } from './language/rows.ts';

const quantity = { level3: '改造路灯盏数', target: '≥200盏' } as const;
const quality = { level2: '质量指标', level3: '路灯验收合格率', target: '=100%' } as const;
const rest = [
  { level2: '时效指标', level3: '改造完成时间', target: '2024年11月底前' },
  { level1: '效益指标', level2: '社会效益指标', level3: '夜间照明投诉下降比例', target: '≥20%' },
  { level1: '满意度指标', level2: '服务对象满意度指标', level3: '沿街居民满意度', target: '≥90%' },
] as const;

export const rule = defineFormRule({
  id: 'quantity-and-quality-present',
  code: 'ZP006',
  title: '应设置数量指标和质量指标',
  severity: 'warning',
  kinds: PROJECT_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '数量和质量共同说明产出。只有数量会忽视质量，只有质量则看不出做了多少。',
  messages: {
    quantity: { text: '没有数量指标', remedy: '补充反映工作量的数量指标；确实无法计数的，说明原因' },
    quality: { text: '没有质量指标', remedy: '补充反映合格、达标程度的质量指标；确实不适用的，说明原因' },
  },
  check(form, report, { taxonomy }) {
    const rows = rowsOf(form, taxonomy);
    // A layout whose labels are unknown cannot be judged by them.
    if (!rows.some(({ level2 }) => level2 !== null)) return;
    if (!rows.some(({ level2 }) => level2 === 'quantity')) report('quantity', ['/indicators']);
    if (!rows.some(({ level2 }) => level2 === 'quality')) report('quality', ['/indicators']);
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '数量、质量都有', form: targetWith({ indicators: [quantity, quality, ...rest] }) }],
  bad: [
    {
      title: '只有质量',
      form: targetWith({ indicators: [quality, ...rest] }),
      finds: [{ message: 'quantity', at: '/indicators' }],
    },
    {
      title: '只有数量',
      form: targetWith({ indicators: [quantity, ...rest] }),
      finds: [{ message: 'quality', at: '/indicators' }],
    },
  ],
};
