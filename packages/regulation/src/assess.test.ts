import { emptyRecord, FORM_KINDS, type OriginMap, type Place } from '@jiheng/domain';
import { describe, expect, it } from 'vitest';

import { assessForm, assessScores } from './assess.ts';
import { selfEvaluationWith, targetWith } from './rules/examples.ts';

const place = (line: number): Place => ({ file: '甲.txt', spans: [{ line, column: 1, toColumn: 5 }] });
const origins: OriginMap = { '/indicators/0/score': { kind: 'document', place: place(12) } };

describe('评估一张表', () => {
  it('自评表按所选评分办法计分，并说明理由', () => {
    const { scheme, sheet, reasons, findings } = assessForm({
      record: { ...selfEvaluationWith(), region: '上海市' },
      origins: {},
      template: null,
    });
    expect(scheme?.region).toBe('310000');
    expect(sheet?.schemeId).toBe(scheme?.id);
    expect(sheet?.total).toMatchObject({ printed: '99.80', sumOfPrinted: '99.80', agrees: true });
    expect(reasons).toHaveLength(3);
    expect(reasons[0]).toMatch(/^表样：/);
    expect(reasons[1]).toMatch(/^评分办法：.*上海市/);
    expect(reasons[2]).toBe('规则方案：未另行选用，按“全部规则”');
    expect(findings).toEqual([]);
  });

  it('目标表没有得分，不选评分办法', () => {
    const { scheme, sheet, reasons } = assessForm({ record: targetWith(), origins: {}, template: null });
    expect([scheme, sheet]).toEqual([null, null]);
    expect(reasons).toHaveLength(2);
  });

  it('表中未写地区时，按表样所属地区选评分办法', () => {
    const template = { id: 'shanghai-self-evaluation-2024', reason: '标签一致' };
    const { scheme, reasons } = assessScores({ record: selfEvaluationWith(), origins: {}, template });
    expect(scheme?.region).toBe('310000');
    expect(reasons[0]).toBe('表样：标签一致');
    expect(assessScores({ record: selfEvaluationWith(), origins: {}, template: null }).scheme?.region).toBe(
      '000000',
    );
  });

  it('批次选用了评分办法和规则方案的，按批次的', () => {
    const { scheme, sheet, profile, reasons } = assessForm({
      ...{ record: { ...selfEvaluationWith(), region: '上海市' }, origins: {}, template: null },
      round: { schemeId: 'national-2021', ruleProfileId: 'complete-and-consistent' },
    });
    expect([scheme?.id, sheet?.schemeId, profile.id]).toEqual([
      'national-2021',
      'national-2021',
      'complete-and-consistent',
    ]);
    expect(reasons.slice(1)).toEqual([
      '评分办法：批次选用“项目支出核心绩效指标赋分规则（2021年）”',
      '规则方案：批次选用“只查完整与数字一致”',
    ]);
  });

  it('问题落在原文的位置上，没有自己位置的落在表的位置上', () => {
    const record = selfEvaluationWith({ change: { 0: { score: '26' } }, header: { projectName: null } });
    const { findings } = assessForm({ record, origins, template: null, place: place(3) });
    expect(findings.find(({ at }) => at[0] === '/indicators/0/score')?.place).toEqual(place(12));
    expect(
      findings.filter(({ at }) => at[0] === '/header/projectName').map((finding) => finding.place),
    ).toEqual([place(3)]);
  });

  it.each(FORM_KINDS)('空白的表（%s）也能评估', (kind) => {
    const { findings } = assessForm({ record: emptyRecord(kind), origins: {}, template: null });
    expect(findings.filter(({ isRuleFault }) => isRuleFault)).toEqual([]);
  });
});
