import { defineSetRule, type Examples, type Fact } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { fold } from './language/names.ts';
import { at, rowsOf } from './language/rows.ts';

/** Short names (培训人数) are each project's own; long ones name one fact of the unit. */
const SHORTEST = 8;

export const rule = defineSetRule({
  id: 'one-value-for-one-fact',
  code: 'ZP062',
  title: '同一事实在不同表中应填同一个数',
  severity: 'warning',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  factsVersion: 1,
  citation: CRAFT,
  rationale: '同一单位同一年的同一个数，两张表不同，必有一张不实。',
  messages: {
    differs: {
      text: '“{name}”在{count}个项目中完成值不同：{values}',
      remedy: '按统计台账核对，各表填同一个数',
    },
  },
  collect({ key, form, context }) {
    const { implementingUnit, competentDepartment } = form.header;
    const unit = implementingUnit ?? competentDepartment;
    if (unit === null || form.fiscalYear === null) return [];
    const facts: Fact[] = [];
    for (const row of rowsOf(form, context.taxonomy)) {
      const { actual, measure, name } = row;
      if (!actual || measure !== 'count' || fold(name).length < SHORTEST) continue;
      facts.push({
        formKey: key,
        at: at(row, 'actual'),
        subject: `${form.fiscalYear}|${fold(unit)}|${fold(name)}|${actual.unit ?? ''}`,
        value: actual.number.toString().replace(/\.0+$/, '') + (actual.unit ?? ''),
      });
    }
    return facts;
  },
  judge(facts, report) {
    const values = new Set(facts.map(({ value }) => value));
    const forms = new Set(facts.map(({ formKey }) => formKey));
    if (values.size < 2 || forms.size < 2) return;
    const name = facts[0]?.subject.split('|')[2] ?? '';
    report('differs', facts, { name, count: forms.size, values: [...values].slice(0, 3).join('、') });
  },
});

const counted = { level3: '完成改造验收的路灯盏数', target: '≥200盏', actual: '210盏' } as const;
const second = { projectName: '路灯节能改造' } as const;

export const examples: Examples<typeof rule> = {
  good: [
    {
      title: '两张表同一个数',
      form: selfEvaluationWith({ change: { 0: counted } }),
      others: [selfEvaluationWith({ header: second, change: { 0: counted } })],
    },
  ],
  bad: [
    {
      title: '两张表不同的数',
      form: selfEvaluationWith({ change: { 0: counted } }),
      others: [selfEvaluationWith({ header: second, change: { 0: { ...counted, actual: '205盏' } } })],
      finds: [{ message: 'differs', at: '/indicators/0/actual' }],
    },
  ],
};
