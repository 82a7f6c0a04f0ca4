import { Decimal, defineSetRule, type Examples, type Fact, type FormRecord } from '@jiheng/domain';

import { chooseParameters } from '../parameters/choose-parameters.ts';
import { targetWith, type IndicatorSketch } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { fold } from './language/names.ts';
import { at, rowsOf } from './language/rows.ts';

/** One shared indicator (满意度≥90%) is natural; several are a copied set. */
const FEWEST = 2;

export const rule = defineSetRule({
  id: 'indicators-of-its-own',
  code: 'ZP064',
  title: '各项目的指标应结合自身内容，不应成套照搬',
  severity: 'warning',
  kinds: ['target'],
  effective: ALWAYS,
  factsVersion: 1,
  citation: CRAFT,
  rationale: '同一套指标放到哪个项目都适用，就反映不了任何一个项目。',
  messages: {
    copied: { text: '{count}条指标在本单位多数项目中一字不差', remedy: '换成反映本项目产出和效果的指标' },
  },
  collect({ key, form, context }) {
    const { implementingUnit, competentDepartment } = form.header;
    const unit = implementingUnit ?? competentDepartment;
    if (unit === null) return [];
    return rowsOf(form, context.taxonomy).map((row): Fact => ({
      formKey: key,
      at: at(row, 'level3'),
      subject: `${form.fiscalYear ?? ''}|${fold(unit)}`,
      value: `${fold(row.name)}|${fold(row.indicator.target?.printed ?? '')}`,
    }));
  },
  judge(facts, report) {
    // A set may span regions, so the national parameters hold.
    const { fewestRepeatedForms, repeatedShare } = chooseParameters({
      regionName: null,
      fiscalYear: null,
      kind: 'target',
    });
    const forms = new Set(facts.map(({ formKey }) => formKey)).size;
    const least = Decimal.of(repeatedShare).mul(Decimal.of(String(forms)));
    if (forms < fewestRepeatedForms) return;
    const formsByValue = new Map<string, Set<string>>();
    for (const { value, formKey } of facts) {
      const known = formsByValue.get(value);
      if (known) known.add(formKey);
      else formsByValue.set(value, new Set([formKey]));
    }
    const copied = (value: string): boolean => {
      const count = formsByValue.get(value)?.size ?? 0;
      return count >= fewestRepeatedForms && Decimal.of(String(count)).compare(least) >= 0;
    };
    const repeated = facts.filter(({ value }) => copied(value));
    const count = new Set(repeated.map(({ value }) => value)).size;
    if (count >= FEWEST) report('copied', repeated, { count });
  },
});

const empty: readonly IndicatorSketch[] = [
  { level1: '效益指标', level2: '可持续影响指标', level3: '长效管理制度健全性', target: '制度齐全并执行' },
  { level1: '效益指标', level2: '可持续影响指标', level3: '档案管理机制健全性', target: '机制齐全并执行' },
];
/* @__NO_SIDE_EFFECTS__ */
function project(projectName: string, level3: string): FormRecord {
  return targetWith({ header: { projectName }, indicators: [{ level3, target: '≥200盏' }, ...empty] });
}

export const examples: Examples<typeof rule> = {
  good: [
    {
      title: '指标各有内容',
      form: targetWith(),
      others: [project('甲', '甲路灯盏数'), project('乙', '乙路灯盏数')],
    },
  ],
  bad: [
    {
      title: '三个项目两条指标一字不差',
      form: project('甲', '甲路灯盏数'),
      others: [project('乙', '乙路灯盏数'), project('丙', '丙路灯盏数')],
      finds: [{ message: 'copied', at: '/indicators/1/level3' }],
    },
  ],
};
