import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { repeatsName } from './language/names.ts';
import { at, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'value-differs-from-name',
  code: 'ZP041',
  title: '指标值不应重复指标名称',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '指标值照抄名称，等于没有标准。',
  messages: {
    name: { text: '“{name}”的指标值只是重复指标名称', remedy: '填写可以核对的数字、时间或判定标准' },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const meaning = row.indicator.target?.meaning;
      if (meaning?.kind !== 'qualitative') continue;
      if (repeatsName(meaning.text, row.name)) report('name', [at(row, 'target')], { name: row.name });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '指标值另有内容', form: targetWith() }],
  bad: [
    {
      title: '及时性填及时性',
      form: targetWith({ change: { 2: { level3: '施工围挡设置及时性', target: '及时性' } } }),
      finds: [{ message: 'name', at: '/indicators/2/target' }],
    },
    {
      title: '整句照抄名称',
      form: targetWith({
        change: { 4: { level3: '持续保障居民夜间出行安全', target: '持续保障居民夜间出行安全。' } },
      }),
      finds: [{ message: 'name', at: '/indicators/4/target' }],
    },
  ],
};
