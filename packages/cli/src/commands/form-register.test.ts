import { createSetChecker, defineSetRule, type Place } from '@jiheng/domain';
import { describe, expect, it } from 'vitest';

import type { CheckedForm, FileResult } from '../work/task.ts';
import { FormRegister } from './form-register.ts';

const sameGoal = defineSetRule({
  id: 'goal-differs',
  code: 'ZP902',
  title: '目标文字应不同',
  severity: 'warning',
  kinds: ['target'],
  effective: { from: '2000-01-01' },
  factsVersion: 1,
  citation: { source: '经验规则', basis: 'craft' },
  rationale: '抄写的目标无法考核。',
  messages: { same: { text: '与另一项目的目标相同', remedy: '按本项目改写' } },
  collect: () => [],
  judge(facts, report) {
    if (facts.length > 1) report('same', facts);
  },
});

const at = (file: string, line: number): Place => ({ file, spans: [{ line, column: 1, toColumn: 2 }] });

function form(file: string, index: number, contentHash: string): CheckedForm {
  const key = `${file}#${index}`;
  return {
    key,
    kind: 'target',
    title: null,
    projectName: key,
    implementingUnit: null,
    fiscalYear: 2024,
    place: at(file, index + 1),
    findings: [],
    facts: { 'goal-differs': [{ formKey: key, at: '/goals/annual', subject: '目标', value: '保持整洁' }] },
    factPlaces: { '/goals/annual': at(file, index + 10) },
    contentHash,
  };
}

function read(file: string, sha256: string, forms: readonly CheckedForm[]): FileResult<'check'> {
  return {
    file,
    sha256,
    problems: [],
    output: { encoding: 'utf-8', bytes: 1, residueShare: '0.00 %', forms },
  };
}

describe('FormRegister', () => {
  it('places findings of set rules on the field of every form concerned and names the others', () => {
    const checker = createSetChecker([sameGoal]);
    const register = new FormRegister();
    register.add(read('a', '1', [form('a', 0, 'x')]), checker);
    register.add(read('b', '2', [form('b', 0, 'y')]), checker);
    const findings = register.crossFindings(checker);
    expect(findings.map(({ formKey, place }) => [formKey, place?.spans[0]?.line])).toEqual([
      ['a#0', 10],
      ['b#0', 10],
    ]);
    expect(findings[0]?.others).toEqual([
      { form: expect.objectContaining({ projectName: 'b#0' }) as unknown, place: at('b', 10) },
    ]);
  });

  it('counts an equal file once and says so', () => {
    const checker = createSetChecker([sameGoal]);
    const register = new FormRegister();
    register.add(read('a', '1', [form('a', 0, 'x')]), checker);
    const again = register.add(read('copy', '1', [form('copy', 0, 'x')]), checker);
    expect(again.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['READ-DUPLICATE-FILE', 'warning'],
    ]);
    expect(register.crossFindings(checker)).toEqual([]);
  });

  it('counts an equal form of another file once and says where the first one stands', () => {
    const checker = createSetChecker([sameGoal]);
    const register = new FormRegister();
    register.add(read('a', '1', [form('a', 4, 'x')]), checker);
    const again = register.add(read('b', '2', [form('b', 0, 'x'), form('b', 1, 'z')]), checker);
    expect(again.problems).toMatchObject([{ code: 'READ-DUPLICATE-FORM', place: at('b', 1) }]);
    expect(again.problems[0]?.message).toContain('a 第 5 行');
    expect(register.crossFindings(checker)).toHaveLength(2);
  });
});
