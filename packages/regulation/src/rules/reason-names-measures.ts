import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, PUBLISHED_FORM } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { at, hasText, rowsOf } from './language/rows.ts';

/** Words that look ahead. */
const AHEAD =
  /改进|整改|下一步|下一年|下年|明年|今后|后续|将|加强|加大|加快|完善|优化|进一步|提前|避免|规范|调整|督促|持续|措施|力争|确保|计划/;

export const rule = defineFormRule({
  id: 'reason-names-measures',
  code: 'ZP027',
  title: '偏差原因之外还应写明改进措施',
  severity: 'advice',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: PUBLISHED_FORM,
  rationale: '表样要求“偏差原因分析及改进措施”。只有原因没有措施，问题会重复出现。',
  messages: {
    none: { text: '“{name}”只写了偏差原因，没有改进措施', remedy: '补充下一步的具体改进措施' },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const { score, maxScore, indicator, name } = row;
      const reason = indicator.deviationReason;
      if (!score || !maxScore || score.compare(maxScore) >= 0 || !hasText(reason)) continue;
      if (!AHEAD.test(reason)) report('none', [at(row, 'deviationReason')], { name });
    }
  },
});

const late = { actual: '88%', score: '9.7' } as const;

export const examples: Examples<typeof rule> = {
  good: [
    {
      title: '原因和措施都有',
      form: selfEvaluationWith({
        change: { 3: { ...late, reason: '个别路段施工扰民，今后避开夜间施工。' } },
        totalScore: '99.50',
      }),
    },
  ],
  bad: [
    {
      title: '只有原因',
      form: selfEvaluationWith({
        change: { 3: { ...late, reason: '个别路段施工扰民。' } },
        totalScore: '99.50',
      }),
      finds: [{ message: 'none', at: '/indicators/3/deviationReason' }],
    },
  ],
};
