import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { PROJECT_KINDS } from './language/kinds.ts';

export const rule = defineFormRule({
  id: 'start-before-end',
  code: 'ZP056',
  title: '计划完成日期不应早于开始日期',
  severity: 'error',
  kinds: PROJECT_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '日期颠倒，进度监控无法开展。',
  messages: {
    reversed: { text: '计划完成日期{end}早于开始日期{start}', remedy: '核对两个日期' },
  },
  check({ header: { startDate: start, endDate: end } }, report) {
    if (start === null || end === null) return;
    // `2024-06` and `2024-06-30` are compared as far as both are exact.
    const length = Math.min(start.length, end.length);
    if (end.slice(0, length) < start.slice(0, length)) {
      report('reversed', ['/header/endDate', '/header/startDate'], { start, end });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '先开始后完成', form: targetWith() },
    { title: '只写到月', form: targetWith({ header: { startDate: '2024-06-15', endDate: '2024-06' } }) },
  ],
  bad: [
    {
      title: '日期颠倒',
      form: targetWith({ header: { startDate: '2024-10-01', endDate: '2024-03-31' } }),
      finds: [{ message: 'reversed', at: '/header/endDate' }],
    },
  ],
};
