import { defineFormRule, type Examples, type FieldPath } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { at, isTaxonomyLabel, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'name-says-what-is-measured',
  code: 'ZP050',
  title: '三级指标应写明衡量什么',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '三级指标只写“数量指标”，看不出数的是什么。',
  messages: {
    name: {
      text: '{count}条三级指标只写“{name}”，没有写明衡量什么',
      remedy: '写明具体内容，如“培训企业家数”',
    },
    description: { text: '{count}条指标描述只写指标类别', remedy: '写明指标的含义、口径或计算方法' },
  },
  check(form, report, { taxonomy }) {
    const names = new Map<string, FieldPath[]>();
    const descriptions: FieldPath[] = [];
    for (const row of rowsOf(form, taxonomy)) {
      const { level3, description } = row.indicator;
      if (level3 !== null && isTaxonomyLabel(level3, taxonomy)) {
        names.set(level3, [...(names.get(level3) ?? []), at(row, 'level3')]);
      } else if (description !== null && isTaxonomyLabel(description, taxonomy)) {
        descriptions.push(at(row, 'description'));
      }
    }
    for (const [name, paths] of names) report('name', paths, { name, count: paths.length });
    if (descriptions.length > 0) report('description', descriptions, { count: descriptions.length });
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '名称具体', form: targetWith() }],
  bad: [
    {
      title: '名称只写数量指标，描述只写质量指标',
      form: targetWith({ change: { 0: { level3: '数量指标' }, 1: { description: '质量指标' } } }),
      finds: [
        { message: 'name', at: '/indicators/0/level3' },
        { message: 'description', at: '/indicators/1/description' },
      ],
    },
  ],
};
