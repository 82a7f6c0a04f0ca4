import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { TARGET_KINDS } from './language/kinds.ts';
import { fold } from './language/names.ts';
import { at, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'description-adds-to-name',
  code: 'ZP051',
  title: '指标描述宜说明口径，不只重复名称',
  severity: 'advice',
  kinds: TARGET_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '描述用来说明口径和算法。照抄名称，年末各说各的口径。',
  messages: {
    same: { text: '{count}条指标的描述只重复名称', remedy: '写明口径、计算方法或数据来源' },
  },
  check(form, report, { taxonomy }) {
    const same = rowsOf(form, taxonomy).filter(
      ({ name, indicator }) =>
        indicator.description !== null && name !== '' && fold(indicator.description) === fold(name),
    );
    if (same.length > 0)
      report(
        'same',
        same.map((row) => at(row, 'description')),
        { count: same.length },
      );
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    {
      title: '描述说明口径',
      form: targetWith({ change: { 0: { description: '年内换装并通电验收的路灯盏数' } } }),
    },
  ],
  bad: [
    {
      title: '描述照抄名称',
      form: targetWith({ change: { 0: { description: '改造路灯盏数' } } }),
      finds: [{ message: 'same', at: '/indicators/0/description' }],
    },
  ],
};
