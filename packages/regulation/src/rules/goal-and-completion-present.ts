import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { EVALUATION_2020, SINCE_2019 } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';

export const rule = defineFormRule({
  id: 'goal-and-completion-present',
  code: 'ZP066',
  title: '自评表应有预期目标和实际完成情况',
  severity: 'warning',
  kinds: EVALUATION_KINDS,
  effective: SINCE_2019,
  citation: EVALUATION_2020,
  rationale: '自评先看目标完成没有。缺预期目标或完成情况，读者只能看到分数。',
  messages: {
    both: {
      text: '没有预期目标和实际完成情况',
      remedy: '照抄批复的目标，并逐项写明完成情况；表样没有此栏的除外',
    },
    expected: { text: '未填写预期目标', remedy: '照抄批复的年度总体目标' },
    actual: { text: '未填写目标的实际完成情况', remedy: '对照预期目标逐项写明完成情况' },
  },
  check({ goals }, report) {
    const expected = goals.expected ?? goals.annual ?? goals.overall;
    if (expected === null && goals.actual === null) report('both', ['/goals']);
    else if (expected === null) report('expected', ['/goals/expected']);
    else if (goals.actual === null) report('actual', ['/goals/actual']);
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '预期目标和完成情况都有', form: selfEvaluationWith() }],
  bad: [
    {
      title: '两格都空白',
      form: selfEvaluationWith({ goals: { expected: null, actual: null } }),
      finds: [{ message: 'both', at: '/goals' }],
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
