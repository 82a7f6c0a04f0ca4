import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith, targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { ALL_KINDS, EVALUATION_KINDS } from './language/kinds.ts';

export const rule = defineFormRule({
  id: 'goal-present',
  code: 'ZP003',
  title: '绩效目标应填写',
  severity: 'error',
  kinds: ALL_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '指标由总体目标分解而来。没有目标，指标是否必要、是否足够都无从判断。',
  messages: {
    goal: { text: '未填写绩效目标', remedy: '写明本年度要完成什么、达到什么效果' },
    expected: { text: '未填写预期目标', remedy: '照抄批复的年度总体目标' },
    actual: { text: '未填写目标的实际完成情况', remedy: '对照预期目标逐项写明完成情况' },
  },
  check({ kind, goals }, report) {
    if (!EVALUATION_KINDS.includes(kind)) {
      if ((goals.annual ?? goals.overall ?? goals.expected) === null) report('goal', ['/goals']);
      return;
    }
    const expected = goals.expected ?? goals.annual ?? goals.overall;
    if (expected === null && goals.actual === null) report('goal', ['/goals']);
    else if (expected === null) report('expected', ['/goals/expected']);
    else if (goals.actual === null) report('actual', ['/goals/actual']);
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '填有年度总体目标', form: targetWith() },
    { title: '预期目标和完成情况都有', form: selfEvaluationWith() },
  ],
  bad: [
    {
      title: '目标空白',
      form: targetWith({ goals: { annual: null } }),
      finds: [{ message: 'goal', at: '/goals' }],
    },
    {
      title: '只有完成情况',
      form: selfEvaluationWith({ goals: { expected: null } }),
      finds: [{ message: 'expected', at: '/goals/expected' }],
    },
    {
      title: '只有预期目标',
      form: selfEvaluationWith({ goals: { actual: null } }),
      finds: [{ message: 'actual', at: '/goals/actual' }],
    },
  ],
};
