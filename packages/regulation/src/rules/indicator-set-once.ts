import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { at, rowsOf, type Row } from './language/rows.ts';

/** Same name and value; where the description tells them apart they are two. */
function keyOf({ name, indicator }: Row): string {
  return [name, indicator.target?.printed ?? '', indicator.description ?? ''].join('|');
}

export const rule = defineFormRule({
  id: 'indicator-set-once',
  code: 'ZP054',
  title: '同一指标不应设置两次',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '同一件事计两次分，其他内容的分值就被挤占。',
  messages: {
    twice: { text: '“{name}”设置了{count}次，指标值相同', remedy: '保留一处，其余换成反映别的内容的指标' },
  },
  check(form, report, { taxonomy }) {
    const groups = new Map<string, Row[]>();
    for (const row of rowsOf(form, taxonomy)) {
      if (row.name === '' || row.indicator.target === null) continue;
      groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
    }
    for (const rows of groups.values()) {
      if (rows.length < 2) continue;
      report(
        'twice',
        rows.map((row) => at(row, 'level3')),
        { name: rows[0]?.name ?? '', count: rows.length },
      );
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '各不相同', form: targetWith() },
    {
      title: '名称相同，描述不同',
      form: targetWith({
        change: {
          0: { level3: '服务单位满意度', description: '运行管理单位', target: '≥95%' },
          1: { level3: '服务单位满意度', description: '使用人员', target: '≥95%' },
        },
      }),
    },
  ],
  bad: [
    {
      title: '同一指标既作数量又作质量',
      form: targetWith({ change: { 1: { level3: '改造路灯盏数', target: '≥200盏' } } }),
      finds: [{ message: 'twice', at: '/indicators/0/level3' }],
    },
  ],
};
