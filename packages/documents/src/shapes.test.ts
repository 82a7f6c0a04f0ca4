import type { FormRecord } from '@jiheng/domain';
import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../fuzz/reading-rules.ts';
import { SAMPLE_FORMS, selfEvaluation, target, type SampleForm } from '../fuzz/sample-forms.ts';
import { TEXT_SHAPES } from '../fuzz/text-shapes.ts';
import { readDocument } from './index.ts';

const UTF8 = new TextEncoder();

function read(text: string): ReturnType<typeof readDocument> {
  return readDocument(UTF8.encode(text), 'sample.txt', PRODUCT_RULES);
}

/** What a sample and a record both tell, to be compared at once. */
function digest(record: FormRecord): object {
  return {
    projectName: record.header.projectName,
    implementingUnit: record.header.implementingUnit,
    year: record.fiscalYear,
    amounts: record.funds.flatMap((row) =>
      [
        row.amount,
        row.initialBudget,
        row.adjustedBudget,
        row.expenditure,
        row.maxScore,
        row.executionRate,
        row.score,
      ].filter((cell) => cell !== null),
    ),
    goals: [record.goals.overall, record.goals.annual, record.goals.expected, record.goals.actual].filter(
      (goal) => goal !== null,
    ),
    indicators: record.indicators.map((row) => ({
      levels: [row.level1, row.level2],
      name: row.level3,
      target: row.target?.printed,
      actual: row.actual?.printed,
      points: row.maxScore === null ? undefined : [row.maxScore, row.score],
      reason: row.deviationReason ?? undefined,
    })),
    total: record.totalScore ?? undefined,
  };
}

function expected({
  projectName,
  implementingUnit,
  year,
  amounts,
  goals,
  indicators,
  total,
}: SampleForm): object {
  const rows = indicators.map(({ levels, name, target: printed, actual, points, reason }) => ({
    levels,
    name,
    target: printed,
    actual,
    points,
    reason,
  }));
  return { projectName, implementingUnit, year, amounts, goals, indicators: rows, total };
}

describe.each(SAMPLE_FORMS)('the layout $layout', (form) => {
  it.each(Object.entries(TEXT_SHAPES))('reads the same from %s', (_, shape) => {
    const result = read(shape(form.rows));
    expect(result.forms).toHaveLength(1);
    expect(digest(result.forms[0]!.record)).toEqual(expected(form));
    expect(result.counts.residue).toBe(0);
  });
});

describe('several forms in one file', () => {
  it.each(Object.entries(TEXT_SHAPES))('are told apart in %s', (name, shape) => {
    const forms = [selfEvaluation(), selfEvaluation('河道清淤专项'), selfEvaluation('公园步道翻修')];
    const separator = name === 'one line' ? ' ' : '\n\n';
    const result = read(forms.map(({ rows }) => shape(rows)).join(separator));
    expect(result.forms.map(({ record }) => digest(record))).toEqual(forms.map(expected));
  });

  it('may be of different kinds', () => {
    const shape = TEXT_SHAPES['tab rows']!;
    const result = read(`${shape(target().rows)}\n\n${shape(selfEvaluation().rows)}`);
    expect(result.forms.map(({ record }) => record.kind)).toEqual(['target', 'self-evaluation']);
  });

  it('that follow a table of contents do not make forms of its lines', () => {
    const contents = '目 录\n1.财政项目支出绩效自评表......1\n2.财政项目支出绩效自评表......2\n\n';
    const result = read(contents + TEXT_SHAPES['tab rows']!(selfEvaluation().rows));
    expect(result.forms).toHaveLength(1);
    expect(result.counts.residue).toBe(0);
  });

  it('are not invented from a list of projects or a budget table', () => {
    const list = '序号\t项目名称\t金额\n1\t道路养护\t64.00\n2\t路灯改造\t86.40\n3\t河道清淤\t12.00\n';
    expect(read(list).forms).toHaveLength(0);
    expect(read(list).problems.map(({ code }) => code)).toContain('READ-NO-FORM');
  });
});

describe('a broken table', () => {
  const rows = selfEvaluation().rows;
  const text = TEXT_SHAPES['tab rows']!(rows);

  it('cut by a page end goes on below the repeated heads', () => {
    const head = rows.find((row) => row.includes('三级指标'))!.join('\t');
    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.includes('夜间出行安全感'));
    const paged = [...lines.slice(0, at), '', '第1页 共2页', head, ...lines.slice(at)].join('\n');
    expect(digest(read(paged).forms[0]!.record)).toEqual(expected(selfEvaluation()));
  });

  it('with cells cut over two rows is joined, and the join is recorded', () => {
    const cut = text
      .replace('两条支路电缆老化，下一步更换', '两条支路电缆老\n\t\t\t\t\t\t\t化，下一步更换')
      .replace('可持续影响指标', '可持续影响指');
    const broken = cut.replace(/(长效管护机制健全性.*)/, '$1\n\t标\t\t\t\t\t\t');
    const [form] = read(broken).forms;
    expect(digest(form!.record)).toEqual(expected(selfEvaluation()));
    expect(form!.origins['/indicators/1/deviationReason']).toMatchObject({
      kind: 'document',
      joins: ['row-continuation'],
    });
  });

  it('with a row shifted by one column is read by its labels, and says where it was printed', () => {
    const shifted = text.replace('\t质量指标\t路灯亮灯率', '质量指标\t\t路灯亮灯率');
    const [form] = read(shifted).forms;
    expect(digest(form!.record)).toEqual(expected(selfEvaluation()));
    expect(form!.origins['/indicators/1/level2']).toMatchObject({ printedUnder: '一级指标' });
  });

  it('keeps a level-2 label that no taxonomy knows', () => {
    const [form] = read(text.replaceAll('服务对象满意度指标', '沿线居民')).forms;
    expect(form!.record.indicators.at(-1)).toMatchObject({ level1: '满意度指标', level2: '沿线居民' });
  });
});
