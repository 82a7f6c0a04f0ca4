import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { PROJECT_KINDS } from './language/kinds.ts';

export const rule = defineFormRule({
  id: 'project-name-present',
  code: 'ZP001',
  title: '项目名称应填写',
  severity: 'error',
  kinds: PROJECT_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '没有项目名称，目标、资金和结果对应不到预算项目，也无法逐年比较。',
  messages: {
    blank: { text: '未填写项目名称', remedy: '按预算批复的全称填写项目名称' },
  },
  check(form, report) {
    if (form.header.projectName === null) report('blank', ['/header/projectName']);
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '填有项目名称', form: targetWith() }],
  bad: [
    {
      title: '项目名称空白',
      form: targetWith({ header: { projectName: null } }),
      finds: [{ message: 'blank', at: '/header/projectName' }],
    },
  ],
};
