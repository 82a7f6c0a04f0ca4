import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { EVALUATION_2020 } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';

export const rule = defineFormRule({
  id: 'score-follows-completion',
  code: 'ZP021',
  title: '指标得分应符合评分办法',
  severity: 'error',
  kinds: EVALUATION_KINDS,
  effective: { from: '2015-01-01' },
  citation: EVALUATION_2020,
  rationale: '得分高于完成程度是自评失真最常见的形式，抽查复核时会被扣回。',
  messages: {
    high: {
      text: '“{name}”得分{printed}分，按完成情况最高{limit}分',
      remedy: '按评分办法重新计分；完成值填错的，改正完成值',
    },
    low: {
      text: '“{name}”得分{printed}分，按完成情况应为{limit}分',
      remedy: '按评分办法重新计分；有意少计的，在偏差原因中说明',
    },
  },
  check(form, report, { sheet }) {
    for (const [index, item] of (sheet?.indicators ?? []).entries()) {
      const printed = Decimal.parse(item.printed ?? '');
      if (item.verdict !== 'differs' || !printed) continue;
      const lowest = item.band?.[0] ?? item.computed;
      const highest = item.band?.[1] ?? item.computed;
      if (lowest === null || highest === null) continue;
      const name = form.indicators[index]?.level3 ?? item.label;
      const isHigh = printed.compare(Decimal.of(highest)) > 0;
      report(isHigh ? 'high' : 'low', [`/indicators/${index}/score`], {
        name,
        printed,
        limit: isHigh ? highest : lowest,
      });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '完成目标，满分', form: selfEvaluationWith() }],
  bad: [
    {
      title: '完成90%却得95%的分',
      form: selfEvaluationWith({
        change: { 0: { actual: '180盏', score: '23.75', reason: '部分路段开挖受限，下年度改进施工组织。' } },
        totalScore: '98.55',
      }),
      finds: [{ message: 'high', at: '/indicators/0/score' }],
    },
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
