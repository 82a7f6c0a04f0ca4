import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { PROJECT_KINDS } from './language/kinds.ts';
import { isBudgetExecution } from './language/names.ts';
import { at, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'budget-execution-not-indicator',
  code: 'ZP047',
  title: '预算执行率等不应作为绩效指标',
  severity: 'warning',
  kinds: PROJECT_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '预算执行率已单独计分。再作为产出指标就重复计分，也反映不了项目做了什么。',
  messages: {
    twice: {
      text: '“{name}”属于预算执行，不应作为绩效指标',
      remedy: '改为反映项目产出、效益或单位成本的指标',
    },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      if (isBudgetExecution(row.name)) report('twice', [at(row, 'level3')], { name: row.name });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '指标都反映产出和效果', form: selfEvaluationWith() }],
  bad: [
    {
      title: '预算执行率作数量指标',
      form: selfEvaluationWith({ change: { 0: { level3: '预算执行率', target: '≥98%', actual: '98.00%' } } }),
      finds: [{ message: 'twice', at: '/indicators/0/level3' }],
    },
  ],
};
