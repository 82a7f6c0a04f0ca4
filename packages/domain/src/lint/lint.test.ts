import { describe, expect, it } from 'vitest';

import { Decimal } from '../base/decimal.ts';
import type { Place } from '../base/place.ts';
import { emptyRecord } from '../records/empty.ts';
import type { FormRecord } from '../records/form-record.ts';
import { checkForm, isRuleInForce } from './check-form.ts';
import { checkSet, createSetChecker } from './check-set.ts';
import { placeFindings } from './place-finding.ts';
import { defineFormRule, defineSetRule, type FormContext, type FormRule, type SetMember } from './rule.ts';

const context: FormContext = {
  taxonomy: {
    id: 'T',
    title: 'T',
    effectiveFrom: '2015-01-01',
    citation: { source: '测试', basis: 'craft' },
    levels: [],
  },
  parameters: {} as FormContext['parameters'],
};

const head = {
  title: '测试',
  kinds: ['target'],
  effective: { from: '2015-01-01' },
  citation: { source: '测试', basis: 'craft' },
  rationale: '测试',
} as const;

function ruleAt(code: string, severity: FormRule['severity'], path: string): FormRule {
  return defineFormRule({
    ...head,
    id: code,
    code,
    severity,
    messages: { found: { text: '发现', remedy: '修改' } },
    check(_form, report) {
      report('found', [path]);
    },
  });
}

function form(more: Partial<FormRecord> = {}): FormRecord {
  return { ...emptyRecord('target'), fiscalYear: 2024, ...more };
}

describe('checkForm', () => {
  it('puts the worst finding first, then goes down the paper, then by code', () => {
    const rules = [
      ruleAt('A1', 'advice', '/header/projectName'),
      ruleAt('A2', 'error', '/grade'),
      ruleAt('A3', 'error', '/indicators/10/target'),
      ruleAt('A4', 'error', '/indicators/9/target'),
      ruleAt('A6', 'error', '/indicators'),
      ruleAt('A5', 'error', '/indicators/9/actual'),
      ruleAt('A7', 'error', '/funds/0'),
    ];
    expect(checkForm(form(), rules, context).map((finding) => finding.code)).toEqual([
      'A7',
      'A6',
      'A4',
      'A5',
      'A3',
      'A2',
      'A1',
    ]);
  });

  it('fills the braces of message and remedy and shortens long words', () => {
    const rule = defineFormRule({
      ...head,
      id: 'x',
      code: 'X1',
      severity: 'error',
      messages: { off: { text: '{name}为{sum}分，第{row}行', remedy: '改为{sum}分' } },
      check(_form, report) {
        report('off', ['/indicators'], {
          name: '一二三四五六七八九十一二三四五六',
          sum: Decimal.of('90.50'),
          row: 3,
        });
      },
    });
    const [finding] = checkForm(form(), [rule], context);
    expect(finding?.message).toBe('一二三四五六七八九十一二三…为90.50分，第3行');
    expect(finding?.remedy).toBe('改为90.50分');
  });

  it('reports a rule that throws, drops its half result and runs the others', () => {
    const broken = defineFormRule({
      ...head,
      id: 'broken',
      code: 'B1',
      severity: 'error',
      messages: { found: { text: '发现', remedy: '修改' } },
      check(_form, report) {
        report('found', ['/grade']);
        throw new Error('defect of the rule');
      },
    });
    const findings = checkForm(form(), [broken, ruleAt('A1', 'advice', '/grade')], context);
    expect(findings.map(({ code, isRuleFault }) => [code, isRuleFault ?? false])).toEqual([
      ['B1', true],
      ['A1', false],
    ]);
  });

  it('runs only rules of the kind and in force in the fiscal year', () => {
    const rule = { ...ruleAt('A1', 'error', '/grade'), effective: { from: '2020-02-25', to: '2024-01-01' } };
    expect(isRuleInForce(rule, form({ fiscalYear: 2019 }))).toBe(false);
    expect(isRuleInForce(rule, form({ fiscalYear: 2020 }))).toBe(true);
    expect(isRuleInForce(rule, form({ fiscalYear: 2023 }))).toBe(true);
    expect(isRuleInForce(rule, form({ fiscalYear: 2024 }))).toBe(false);
    expect(isRuleInForce(rule, form({ fiscalYear: null }))).toBe(false);
    expect(isRuleInForce(rule, { ...form({ fiscalYear: 2021 }), kind: 'monitoring' })).toBe(false);
    expect(isRuleInForce(ruleAt('A1', 'error', '/grade'), form({ fiscalYear: null }))).toBe(true);
  });

  it('does not compile with a wrong message id, a forgotten or a misspelt value', () => {
    const rule = defineFormRule({
      ...head,
      id: 'x',
      code: 'X1',
      severity: 'error',
      messages: {
        off: { text: '合计{sum}分', remedy: '应为{due}分' },
        blank: { text: '空白', remedy: '填写' },
      },
      check({ kind }, report) {
        report('blank', []);
        report('off', [], { sum: 1, due: 2 });
        if (kind !== 'monitoring') return;
        // @ts-expect-error no such message
        report('of', []);
        // @ts-expect-error values are missing
        report('off', []);
        // @ts-expect-error `due` is missing
        report('off', [], { sum: 1 });
        // @ts-expect-error no braces in this message
        report('blank', [], { sum: 1 });
      },
    });
    expect(checkForm(form({ kind: 'target' }), [rule], context).map(({ message }) => message)).toEqual([
      '空白',
      '合计1分',
    ]);
  });
});

const sameName = defineSetRule({
  ...head,
  id: 'same-name',
  code: 'S1',
  severity: 'warning',
  factsVersion: 1,
  messages: { same: { text: '有{count}张表同名', remedy: '改名' } },
  collect: ({ key, form: { header } }) =>
    header.projectName === null
      ? []
      : [{ formKey: key, at: '/header/projectName', subject: header.projectName, value: header.projectName }],
  judge(facts, report) {
    if (facts.length > 1) report('same', facts, { count: facts.length });
  },
});

function member(key: string, projectName: string): SetMember {
  return { key, context, form: form({ header: { ...emptyRecord('target').header, projectName } }) };
}

describe('checkSet', () => {
  it('gives every form concerned a finding that names the others', () => {
    const findings = checkSet([member('a', '甲'), member('b', '乙'), member('c', '甲')], [sameName]);
    expect(findings.map(({ formKey, message }) => [formKey, message])).toEqual([
      ['a', '有2张表同名'],
      ['c', '有2张表同名'],
    ]);
    expect(findings[1]?.others).toEqual([{ formKey: 'a', at: ['/header/projectName'] }]);
  });

  it('stays linear when very many forms share a fact', () => {
    const checker = createSetChecker([sameName]);
    for (let index = 0; index < 20_000; index += 1) checker.add(member(String(index), '甲'));
    const findings = checker.findings();
    expect(findings).toHaveLength(20_000);
    expect(Math.max(...findings.map(({ others }) => others?.length ?? 0))).toBe(5);
  });

  it('reports a rule that fails on the forms where it failed to collect or on the first of those it judged, and keeps the others', () => {
    const failing = (id: string, where: 'collect' | 'judge'): typeof sameName => ({
      ...sameName,
      id,
      code: id,
      [where]: () => {
        throw new Error('defect of the rule');
      },
    });
    const rules = [failing('F1', 'collect'), sameName, failing('F2', 'judge')];
    const findings = checkSet([member('a', '甲'), member('b', '甲')], rules);
    expect(findings.map(({ formKey, code, isRuleFault }) => [formKey, code, isRuleFault ?? false])).toEqual([
      ['a', 'F1', true],
      ['a', 'F2', true],
      ['a', 'S1', false],
      ['b', 'F1', true],
      ['b', 'S1', false],
    ]);
  });
});

describe('placeFindings', () => {
  const at = (line: number): Place => ({ file: '甲.txt', spans: [{ line, column: 1, toColumn: 2 }] });
  const origins = {
    '/header/projectName': { kind: 'document', place: at(3) },
    '/indicators/0/target': { kind: 'document', place: at(9) },
    '/indicators/1/level3': { kind: 'document', place: at(10) },
    '/amountUnit': { kind: 'default', reason: '表样', confidence: 1 },
  } as const;
  const finding = checkForm(form(), [ruleAt('A1', 'error', '')], context)[0]!;
  const lineOf = (path: string, place?: Place): number | undefined =>
    placeFindings([{ ...finding, at: [path] }], origins, place)[0]?.place?.spans[0]?.line;

  it('points at the field, else at its row, its part, the form', () => {
    expect(lineOf('/indicators/1/level3')).toBe(10);
    expect(lineOf('/indicators/1/deviationReason')).toBe(10);
    expect(lineOf('/indicators')).toBe(9);
    expect(lineOf('/grade', at(1))).toBe(1);
    expect(lineOf('/grade')).toBe(3);
    expect(lineOf('/amountUnit', at(2))).toBe(2);
  });
});
