import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, PUBLISHED_FORM } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { at, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'unit-present',
  code: 'ZP030',
  title: '数字指标值应带计量单位',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: PUBLISHED_FORM,
  rationale: '没有单位，90可以是百分数、分数或个数，完成与否无从核对。',
  messages: {
    missing: { text: '“{name}”指标值{target}没有计量单位', remedy: '补上计量单位，如%、个、万元' },
    all: { text: '{count}个数字指标值都没有计量单位', remedy: '逐条补上计量单位，如%、个、万元' },
  },
  check(form, report, { taxonomy }) {
    const numbers = rowsOf(form, taxonomy).filter(({ target }) => target !== null);
    const bare = numbers.filter(({ target }) => target?.unit === null);
    if (bare.length > 2 && bare.length === numbers.length) {
      report(
        'all',
        bare.map((row) => at(row, 'target')),
        { count: bare.length },
      );
      return;
    }
    for (const row of bare) {
      report('missing', [at(row, 'target')], { name: row.name, target: row.indicator.target?.printed ?? '' });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '各指标值都有单位', form: targetWith() }],
  bad: [
    {
      title: '满意度只写数字',
      form: targetWith({ change: { 5: { target: '≥90' } } }),
      finds: [{ message: 'missing', at: '/indicators/5/target' }],
    },
    {
      title: '整列都没有单位',
      form: targetWith({
        indicators: [
          { level3: '改造路灯盏数', target: '200' },
          { level2: '质量指标', level3: '路灯验收合格率', target: '100' },
          { level1: '满意度指标', level2: '服务对象满意度指标', level3: '沿街居民满意度', target: '90' },
        ],
      }),
      finds: [{ message: 'all', at: '/indicators/0/target' }],
    },
  ],
};
