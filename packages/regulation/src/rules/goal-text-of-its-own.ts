import { defineSetRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { PROJECT_KINDS } from './language/kinds.ts';
import { fold } from './language/names.ts';

/** Shorter goals may well be alike by nature. */
const SHORTEST = 20;

export const rule = defineSetRule({
  id: 'goal-text-of-its-own',
  code: 'ZP061',
  title: '不同项目的绩效目标不应照抄',
  severity: 'warning',
  kinds: PROJECT_KINDS,
  effective: ALWAYS,
  factsVersion: 1,
  citation: CRAFT,
  rationale: '几个项目同一段目标，说明目标没有结合项目内容，也可能是重复申报。',
  messages: {
    same: {
      text: '绩效目标与另外{count}个项目完全相同',
      remedy: '写明本项目自己的产出和效果；确属同一内容的，合并申报',
    },
  },
  collect({ key, form }) {
    for (const field of ['annual', 'expected', 'overall'] as const) {
      const text = fold(form.goals[field] ?? '');
      if (text.length < SHORTEST) continue;
      const project = fold(form.header.projectName ?? key);
      return [
        {
          formKey: key,
          at: `/goals/${field}`,
          subject: `${form.kind}|${form.fiscalYear ?? ''}|${text}`,
          value: project,
        },
      ];
    }
    return [];
  },
  judge(facts, report) {
    // The same project twice is a second copy of one form, not a copied goal.
    const projects = new Set(facts.map(({ value }) => value));
    if (projects.size > 1) report('same', facts, { count: projects.size - 1 });
  },
});

const other = targetWith({ header: { projectName: '新建路灯安装' } });

export const examples: Examples<typeof rule> = {
  good: [
    {
      title: '目标各不相同',
      form: targetWith(),
      others: [
        targetWith({
          header: { projectName: '新建路灯安装' },
          goals: { annual: '为新建道路安装路灯，做到路通灯亮，方便居民夜间出行。' },
        }),
      ],
    },
    { title: '同一张表的两个文件', form: targetWith(), others: [targetWith()] },
  ],
  bad: [
    {
      title: '两个项目同一段目标',
      form: targetWith(),
      others: [other],
      finds: [{ message: 'same', at: '/goals/annual' }],
    },
  ],
};
