import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { PROJECT_KINDS } from './language/kinds.ts';

export const rule = defineFormRule({
  id: 'implementing-unit-present',
  code: 'ZP002',
  title: '实施单位应填写',
  severity: 'warning',
  kinds: PROJECT_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '实施单位是绩效目标的责任主体，空白时无人对结果负责。',
  messages: {
    unit: { text: '未填写实施单位', remedy: '填写具体承担项目的单位全称；由主管部门本级实施的，填主管部门' },
    both: { text: '主管部门和实施单位都未填写', remedy: '填写主管部门和具体承担项目的单位全称' },
  },
  check({ header }, report) {
    if (header.implementingUnit !== null) return;
    if (header.competentDepartment !== null) report('unit', ['/header/implementingUnit']);
    else report('both', ['/header/implementingUnit', '/header/competentDepartment']);
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '填有实施单位', form: targetWith() }],
  bad: [
    {
      title: '只填主管部门',
      form: targetWith({ header: { implementingUnit: null } }),
      finds: [{ message: 'unit', at: '/header/implementingUnit' }],
    },
    {
      title: '部门、单位都空白',
      form: targetWith({ header: { implementingUnit: null, competentDepartment: null } }),
      finds: [{ message: 'both', at: '/header/implementingUnit' }],
    },
  ],
};
