import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { isSaving } from './language/names.ts';
import { at, inYuan, isCost, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'cost-has-upper-limit',
  code: 'ZP043',
  title: '成本指标应设上限',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '成本指标用来控制花费。写“≥”等于鼓励多花，写“=”会把节约判成未完成。',
  messages: {
    least: { text: '成本指标“{name}”写成{target}，没有上限', remedy: '改用≤，数字为成本控制数' },
    exact: {
      text: '成本指标“{name}”用等号，节约会被判为未完成',
      remedy: '改用≤；确为固定标准的，在指标描述中说明',
    },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const { target, name, indicator } = row;
      if (!target || !isCost(row) || isSaving(name) || inYuan(target.number, target.unit) === null) continue;
      if (target.operator === '≥' || target.operator === '>') {
        report('least', [at(row, 'target')], { name, target: indicator.target?.printed ?? '' });
      } else if (target.operator === '=') report('exact', [at(row, 'target')], { name });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '单位成本设上限', form: targetWith() }],
  bad: [
    {
      title: '成本写≥',
      form: targetWith({ change: { 3: { target: '≥1500元/盏' } } }),
      finds: [{ message: 'least', at: '/indicators/3/target' }],
    },
    {
      title: '成本写等号',
      form: targetWith({ change: { 3: { target: '=1500元/盏' } } }),
      finds: [{ message: 'exact', at: '/indicators/3/target' }],
    },
  ],
};
