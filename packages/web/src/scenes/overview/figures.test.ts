import type { Overview } from '@jiheng/api';
import { describe, expect, it } from 'vitest';
import { axisFloor, heatLevel, heatMap, pointsOf, shortNames, unitsByMoney } from './figures.ts';

const bubble = (amountWan: string, totalScore = '90'): Overview['scores'][number] => ({
  formId: amountWan,
  projectName: '甲',
  unit: null,
  executionRate: '95.5',
  totalScore,
  amountWan,
  grade: '优',
});
const finding = (unit: string, ruleId: string, severity: 'error' | 'warning', count: number) => ({
  unit,
  ruleId,
  ruleTitle: ruleId,
  severity,
  count,
});

describe('bubbles', () => {
  it('have an area that goes with the money, the largest behind the others', () => {
    const [first, second] = pointsOf([bubble('25'), bubble('100')]);
    expect(first?.source.amountWan).toBe('100');
    const grown = (point: typeof first) => (point?.radius ?? 0) - 7;
    expect(grown(second) / grown(first)).toBeCloseTo(0.5);
  });

  it('are left out when a number is missing, and the axis starts at a round ten', () => {
    expect(pointsOf([bubble('1', '未填')])).toEqual([]);
    expect(axisFloor([88, 97])).toBe(60);
    expect(axisFloor([43])).toBe(40);
    expect(axisFloor([0, 95])).toBe(0);
  });
});

describe('heat map', () => {
  const findings = [
    finding('乙', '缺原因', 'warning', 9),
    finding('甲', '合计不符', 'error', 1),
    finding('乙', '合计不符', 'error', 2),
    finding('丙', '缺原因', 'warning', 1),
  ];

  it('puts worse rules above and units with more findings first', () => {
    const map = heatMap(findings, 2, 5);
    expect(map.units[0]).toBe('乙');
    expect(map.units).toHaveLength(2);
    expect(map.rows.map(({ title, total }) => `${title} ${String(total)}`)).toEqual([
      '合计不符 3',
      '缺原因 10',
    ]);
    expect(map.most).toBe(9);
  });

  it('shows every count with a depth of its own band', () => {
    expect([0, 1, 3, 9].map((count) => heatLevel(count, 9))).toEqual([0, 2, 3, 5]);
  });
});

describe('unitsByMoney', () => {
  it('compares amounts, not texts', () => {
    const unit = (name: string, budgetWan: string) => ({
      unit: name,
      forms: 1,
      budgetWan,
      spentWan: '0',
      evaluatedBudgetWan: '0',
      errors: 0,
      warnings: 0,
    });
    expect(
      unitsByMoney([unit('甲', '9'), unit('乙', '100'), unit('丙', '20')], 2).map(({ unit: name }) => name),
    ).toEqual(['乙', '丙']);
  });
});

describe('names of units', () => {
  it('are shown without what all of them begin with, if enough is left', () => {
    expect(shortNames(['临江区图书馆', '临江区文化馆'], 9)).toEqual(['图书馆', '文化馆']);
    expect(shortNames(['临江区', '临江区文化馆'], 9)).toEqual(['临江区', '临江区文化馆']);
    expect(shortNames(['临江区图书馆'], 9)).toEqual(['临江区图书馆']);
    expect(shortNames([], 9)).toEqual([]);
  });

  it('keep beginning and end where they are too long', () => {
    expect(shortNames(['甲市产品质量监督检测研究院', '乙县'], 9)).toEqual(['甲市产品…测研究院', '乙县']);
  });
});
