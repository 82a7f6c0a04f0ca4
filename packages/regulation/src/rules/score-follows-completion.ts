import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { EVALUATION_2020, SINCE_2019 } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';

export const rule = defineFormRule({
  id: 'score-follows-completion',
  code: 'ZP021',
  title: '指标得分不应高于完成程度',
  severity: 'error',
  kinds: EVALUATION_KINDS,
  effective: SINCE_2019,
  citation: EVALUATION_2020,
  rationale: '得分高于完成程度是自评失真最常见的形式，抽查复核时会被扣回。',
  messages: {
    high: {
      text: '“{name}”得分{printed}分，按完成情况最高{limit}分',
      remedy: '按评分办法重新计分；完成值填错的，改正完成值',
    },
  },
  check(form, report, { sheet }) {
    for (const [index, item] of (sheet?.indicators ?? []).entries()) {
      const printed = Decimal.parse(item.printed ?? '');
      const highest = Decimal.parse(item.band?.[1] ?? item.computed ?? '');
      if (item.verdict !== 'differs' || !printed || !highest) continue;
      // A score given in whole points or one decimal may have been rounded up.
      if (printed.compare(highest.round(printed.scale, 'half-up').max(highest)) <= 0) continue;
      const name = form.indicators[index]?.level3 ?? item.label;
      report('high', [`/indicators/${index}/score`], { name, printed, limit: highest });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '完成目标，满分', form: selfEvaluationWith() },
    {
      title: '得分四舍五入到一位小数',
      form: selfEvaluationWith({
        change: { 3: { actual: '88%', score: '9.8', reason: '个别路段施工扰民，今后避开夜间施工。' } },
        totalScore: '99.60',
      }),
    },
  ],
  bad: [
    {
      title: '完成90%却得95%的分',
      form: selfEvaluationWith({
        change: { 0: { actual: '180盏', score: '23.75', reason: '部分路段开挖受限，下年度改进施工组织。' } },
        totalScore: '98.55',
      }),
      finds: [{ message: 'high', at: '/indicators/0/score' }],
    },
  ],
};
