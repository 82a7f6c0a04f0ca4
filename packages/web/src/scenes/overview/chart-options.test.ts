import type { Overview } from '@jiheng/api';
import { describe, expect, it } from 'vitest';
import { bubbleOption, formOfMark, unitOfMark, unitOption } from './chart-options.ts';
import { pointsOf } from './figures.ts';

const bubble = (grade: string | null): Overview['scores'][number] => ({
  formId: `form-${String(grade)}`,
  projectName: '<img src=x onerror=alert(1)>',
  unit: '市园林中心',
  executionRate: '95.50',
  totalScore: '91',
  amountWan: '120',
  grade,
});

interface Series {
  readonly name: string;
  readonly data: readonly unknown[];
}
interface Drawn {
  readonly series: readonly Series[];
  readonly tooltip: { readonly formatter: (item: unknown) => string };
}
const drawn = (grades: readonly (string | null)[]): Drawn =>
  bubbleOption(pointsOf(grades.map(bubble))) as unknown as Drawn;

describe('the bubble chart', () => {
  it('has one series per grade that occurs, unknown grades together', () => {
    expect(drawn(['优', '差', null, '合格']).series.map(({ name, data }) => [name, data.length])).toEqual([
      ['优', 1],
      ['差', 1],
      ['未评等级', 2],
    ]);
  });

  it('opens the form of a clicked bubble, and nothing beside it', () => {
    const mark = drawn(['优']).series[0]?.data[0];
    expect(formOfMark({ data: mark })).toBe('form-优');
    expect(formOfMark({ componentType: 'xAxis' })).toBeNull();
  });

  it('shows names from documents as text, never as markup', () => {
    const { series, tooltip } = drawn(['优']);
    const tip = tooltip.formatter({ data: series[0]?.data[0] });
    expect(tip).not.toContain('<img');
    expect(tip).toContain('执行率 95.50 %');
  });
});

describe('the unit chart', () => {
  const unit = (name: string) => ({
    unit: name,
    forms: 1,
    budgetWan: '10',
    spentWan: '5',
    evaluatedBudgetWan: '10',
    errors: 0,
    warnings: 0,
  });

  it('shows short names and leads to the full one', () => {
    const { yAxis } = unitOption([unit('临江区图书馆'), unit('临江区文化馆')]) as unknown as {
      yAxis: { data: readonly string[]; axisLabel: { formatter: (name: string) => string } };
    };
    expect(yAxis.data.map(yAxis.axisLabel.formatter)).toEqual(['图书馆', '文化馆']);
    expect(unitOfMark({ componentType: 'yAxis', value: '临江区图书馆' })).toBe('临江区图书馆');
    expect(unitOfMark({ componentType: 'series', name: '临江区文化馆' })).toBe('临江区文化馆');
    expect(unitOfMark(undefined)).toBeNull();
  });
});
