import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { EVALUATION_2020, SINCE_2019 } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';

export const rule = defineFormRule({
  id: 'score-not-below-completion',
  code: 'ZP065',
  title: '指标得分一般不低于评分办法算出的分',
  severity: 'advice',
  kinds: EVALUATION_KINDS,
  effective: SINCE_2019,
  citation: EVALUATION_2020,
  rationale: '少计分多半是算错或填错；有意从严的，应让读者知道理由。',
  messages: {
    low: {
      text: '“{name}”得分{printed}分，按评分办法为{limit}分',
      remedy: '核对计分；有意从严的，在偏差原因中说明',
    },
  },
  check(form, report, { sheet }) {
    for (const [index, item] of (sheet?.indicators ?? []).entries()) {
      const printed = Decimal.parse(item.printed ?? '');
      const lowest = Decimal.parse(item.band?.[0] ?? item.computed ?? '');
      if (item.verdict !== 'differs' || !printed || !lowest) continue;
      // A score given in whole points or one decimal may have been cut off.
      if (printed.compare(lowest.round(printed.scale, 'truncate')) >= 0) continue;
      const name = form.indicators[index]?.level3 ?? item.label;
      report('low', [`/indicators/${index}/score`], { name, printed, limit: lowest });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '完成目标，满分', form: selfEvaluationWith() }],
  bad: [
    {
      title: '达成指标却只得一半分',
      form: selfEvaluationWith({
        change: {
          2: {
            level3: '夜间照明安全感',
            target: '比上年提升',
            actual: '达成指标',
            score: '15',
            reason: '将改进巡查。',
          },
        },
        totalScore: '84.80',
        grade: '良',
      }),
      finds: [{ message: 'low', at: '/indicators/2/score' }],
    },
  ],
};
