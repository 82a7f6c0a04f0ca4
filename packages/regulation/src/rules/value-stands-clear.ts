import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { at, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'value-stands-clear',
  code: 'ZP033',
  title: '指标值的数字不应与文字粘连',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '数字框和文字框的内容粘在一起，读者看不出指标值究竟是多少。',
  messages: {
    glued: {
      text: '“{name}”指标值“{target}”数字与文字粘连',
      remedy: '只填写符号、数字和单位，说明文字移到指标描述',
    },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      for (const field of ['target', 'actual'] as const) {
        const value = row.indicator[field];
        if (value?.meaning.kind === 'glued') {
          report('glued', [at(row, field)], { name: row.name, target: value.printed });
        }
      }
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '指标值清楚', form: targetWith() }],
  bad: [
    {
      title: '数字后粘着说明',
      form: targetWith({ change: { 0: { target: '≥3检查行动不少于3次' } } }),
      finds: [{ message: 'glued', at: '/indicators/0/target' }],
    },
  ],
};
