import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { EVALUATION_2020, SINCE_2019 } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';

export const rule = defineFormRule({
  id: 'grade-agrees',
  code: 'ZP020',
  title: '评价等级应与总分一致',
  severity: 'error',
  kinds: EVALUATION_KINDS,
  effective: SINCE_2019,
  citation: EVALUATION_2020,
  rationale: '等级决定结果应用。等级与总分不符，预算安排就失去依据。',
  messages: {
    differs: {
      text: '总分{score}分对应“{computed}”，等级填写“{printed}”',
      remedy: '按总分改正等级；总分有误的先改总分',
    },
  },
  check({ totalScore }, report, { sheet }) {
    if (!sheet || totalScore === null) return;
    const { agrees, printed, computed } = sheet.grade;
    if (!agrees && printed !== null && computed !== null) {
      report('differs', ['/grade'], { score: totalScore, computed, printed });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '99.80分为优', form: selfEvaluationWith() }],
  bad: [
    {
      title: '99.80分填成良',
      form: selfEvaluationWith({ grade: '良' }),
      finds: [{ message: 'differs', at: '/grade' }],
    },
  ],
};
