import { Decimal, defineSetRule, type Examples, type Fact } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { fold } from './language/names.ts';
import { at, rowsOf } from './language/rows.ts';

const HUNDRED = Decimal.of('100');

export const rule = defineSetRule({
  id: 'one-score-for-one-fact',
  code: 'ZP063',
  title: '同样的完成情况应得同样比例的分',
  severity: 'warning',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  factsVersion: 1,
  citation: CRAFT,
  rationale: '同一单位同一指标、同一完成值，各项目扣分比例不同，评分就失去公平。',
  messages: {
    differs: { text: '“{name}”完成值相同，各项目得分率不同：{shares}', remedy: '按同一评分办法重新计分' },
  },
  collect({ key, form, context }) {
    const { implementingUnit, competentDepartment } = form.header;
    const unit = implementingUnit ?? competentDepartment;
    if (unit === null || form.fiscalYear === null) return [];
    const facts: Fact[] = [];
    for (const row of rowsOf(form, context.taxonomy)) {
      const { target, actual, score, maxScore, name } = row;
      if (!target || !actual || !score || !maxScore || maxScore.sign <= 0) continue;
      const numbers = [target.number, actual.number].map((number) => number.round(4, 'half-up').toString());
      facts.push({
        formKey: key,
        at: at(row, 'score'),
        subject: [form.fiscalYear, fold(unit), fold(name), target.operator, ...numbers].join('|'),
        value: `${score.mul(HUNDRED).div(maxScore, 1, 'half-up').toString()}%`,
      });
    }
    return facts;
  },
  judge(facts, report) {
    const shares = new Set(facts.map(({ value }) => value));
    if (shares.size < 2 || new Set(facts.map(({ formKey }) => formKey)).size < 2) return;
    report('differs', facts, {
      name: facts[0]?.subject.split('|')[2] ?? '',
      shares: [...shares].slice(0, 3).join('、'),
    });
  },
});

const short = { actual: '88%', score: '9', reason: '个别路段施工扰民，今后避开夜间施工。' } as const;

export const examples: Examples<typeof rule> = {
  good: [
    {
      title: '得分率相同',
      form: selfEvaluationWith({ change: { 3: short }, totalScore: '98.80' }),
      others: [
        selfEvaluationWith({
          header: { projectName: '路灯节能改造' },
          change: { 3: short },
          totalScore: '98.80',
        }),
      ],
    },
  ],
  bad: [
    {
      title: '同是88%，一处得90%的分，一处得80%',
      form: selfEvaluationWith({ change: { 3: short }, totalScore: '98.80' }),
      others: [
        selfEvaluationWith({
          header: { projectName: '路灯节能改造' },
          change: { 3: { ...short, score: '8' } },
          totalScore: '97.80',
        }),
      ],
      finds: [{ message: 'differs', at: '/indicators/3/score' }],
    },
  ],
};
