import {
  checkForm,
  checkSet,
  FORM_KINDS,
  parseIndicatorValue,
  type DecimalText,
  type FormRecord,
} from '@jiheng/domain';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { assessForm } from '../assess.ts';
import { selfEvaluationWith } from './examples.ts';
import { FORM_RULES, SET_RULES } from './index.ts';

/** Texts as they stand in bad forms. */
const text = fc.oneof(
  fc.constantFrom(
    '',
    '无',
    '-',
    '合格率',
    '数量指标',
    '预算执行率',
    '培训12人次',
    '≥100百分比',
    '1212月25日前',
    '《a》、《b》',
    '2025年3月',
  ),
  fc.string({ maxLength: 30 }).map((random) => random.replace(/[{}]/g, '')),
);
const maybe = fc.option(text, { nil: null });
const number = fc.option(
  fc
    .constantFrom('0', '-1', '100', '99.999', '0.00', '123456789012345678901234567890', '10')
    .map((digits) => digits as DecimalText),
  { nil: null },
);
const value = maybe.map((printed) => (printed === null ? null : parseIndicatorValue(printed)));
const indicator = fc.record({
  level1: fc.constantFrom('产出指标', '成本指标', '满意度指标', null, '？'),
  level2: fc.constantFrom('数量指标', '成本指标', null, '？'),
  level3: maybe,
  description: maybe,
  target: value,
  actual: value,
  maxScore: number,
  score: number,
  deviationReason: maybe,
});
const fund = fc.record({
  label: text,
  key: fc.constantFrom('total', 'fiscal', 'other', null),
  side: fc.constantFrom('annual', 'project'),
  amount: number,
  initialBudget: number,
  adjustedBudget: number,
  expenditure: number,
  maxScore: number,
  executionRate: number,
  score: number,
  reason: maybe,
});
const form: fc.Arbitrary<FormRecord> = fc.record({
  ...Object.fromEntries(
    Object.entries(selfEvaluationWith()).map(([name, part]) => [name, fc.constant(part)]),
  ),
  kind: fc.constantFrom(...FORM_KINDS),
  fiscalYear: fc.constantFrom(null, 2009, 2024, 2030),
  region: fc.constantFrom(null, '湖北省', '上海市普陀区'),
  amountUnit: fc.constantFrom('元', '万元'),
  funds: fc.array(fund, { maxLength: 5 }),
  indicators: fc.array(indicator, { maxLength: 6 }),
  goals: fc.record({ purpose: maybe, overall: maybe, annual: maybe, expected: maybe, actual: maybe }),
  totalMaxScore: number,
  totalScore: number,
  grade: maybe,
}) as unknown as fc.Arbitrary<FormRecord>;

it('任何填法都不会让规则出错，提示中没有未填的占位', () => {
  fc.assert(
    fc.property(fc.array(form, { minLength: 1, maxLength: 3 }), (forms) => {
      const members = forms.map((record, key) => {
        const { context } = assessForm({ record, origins: {}, template: null });
        return { key: String(key), form: record, context };
      });
      const findings = [
        ...members.flatMap((member) => checkForm(member.form, FORM_RULES, member.context)),
        ...checkSet(members, SET_RULES),
      ];
      for (const { code, isRuleFault, message, at } of findings) {
        expect(isRuleFault, code).toBeUndefined();
        expect(message, code).not.toMatch(/[{}]|undefined|null/);
        expect(at.length, code).toBeGreaterThan(0);
      }
    }),
    { numRuns: 400 },
  );
});

it.each(['(', '《', ' ', '1', '≥1', '×', '率', '合格', '1人、', '目标内容', '年2024'])(
  '很长的“%s”也不会拖住审核',
  (piece) => {
    const long = piece.repeat(50_000);
    const value = { printed: long, meaning: { kind: 'qualitative', text: long } } as const;
    const sound = selfEvaluationWith();
    const record: FormRecord = {
      ...sound,
      goals: { purpose: long, overall: long, annual: null, expected: long, actual: long },
      indicators: sound.indicators.map((row, index) => ({
        ...row,
        ...(index === 0 ? {} : { target: value }),
        level1: long,
        level2: long,
        level3: long,
        description: long,
        deviationReason: long,
      })),
    };
    const { context } = assessForm({ record, origins: {}, template: null });
    const before = process.cpuUsage();
    const findings = checkForm(record, FORM_RULES, context);
    expect(findings.filter(({ isRuleFault }) => isRuleFault)).toEqual([]);
    // Processor time: the clock says little on a busy machine. Quadratic work would take minutes.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000);
  },
);
