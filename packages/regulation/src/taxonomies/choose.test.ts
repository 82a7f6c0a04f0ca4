import { describe, expect, it } from 'vitest';

import { EMPTY_INDICATOR, type Indicator } from '@jiheng/domain';

import { chooseTaxonomy, foldLevel, levelOf, TAXONOMIES } from './index.ts';

const rows = (
  ...levels: readonly (readonly [string | null, string | null])[]
): { indicators: Indicator[] } => ({
  indicators: levels.map(([level1, level2]) => ({ ...EMPTY_INDICATOR, level1, level2 })),
});

describe('指标级次', () => {
  it.each([
    ['产出 指标', 1, 'output'],
    ['产出指标（50分）', 1, 'output'],
    ['效益指标(续)', 1, 'outcome'],
    ['★质量指标', 2, 'output'],
    ['服务对象 满意度', 2, 'satisfaction'],
    ['社会公众或服务对象满意度指标', 2, 'satisfaction'],
    ['经济效益', 2, 'outcome'],
    ['产出数量', 2, 'output'],
    ['项目立项', 2, 'decision'],
    ['实施效果指标', 1, 'outcome'],
  ] as const)('“%s”是%s级指标', (label, level, key) => {
    expect(levelOf(label)).toContainEqual(expect.objectContaining({ level, level1: key }));
  });

  it('成本指标在2015年体系里是二级，在2021年体系里是一级', () => {
    const levels = new Map(levelOf('成本指标').map(({ taxonomy, level }) => [taxonomy, level]));
    expect(levels.get('T2015')).toBe(2);
    expect(levels.get('T2021')).toBe(1);
  });

  it('普通文字不是指标级次', () => {
    for (const text of ['', '健全', '及时', '公开', '服务对象满意率调查']) expect(levelOf(text)).toEqual([]);
  });

  it('同一体系同一级内没有两个相同的名称', () => {
    for (const { id, levels } of TAXONOMIES) {
      const names = levels.flatMap(({ label, aliases = [] }) => [
        ...new Set([label, ...aliases].map(foldLevel)),
      ]);
      expect(new Set(names).size, id).toBe(names.length);
      for (const { label, children } of levels) {
        const inside = children.flatMap((child) => [
          ...new Set([child.label, ...(child.aliases ?? [])].map(foldLevel)),
        ]);
        expect(new Set(inside).size, `${id} ${label}`).toBe(inside.length);
      }
    }
  });
});

describe('选用指标体系', () => {
  it.each([
    ['成本在一级指标栏', rows(['成本指标', '经济成本指标'], ['产出指标', '数量指标']), 'T2021'],
    ['成本在二级指标栏', rows(['产出指标', '数量指标'], ['产出指标', '成本指标']), 'T2015'],
    ['有决策和过程', rows(['决策', '项目立项'], ['过程', '资金管理'], ['产出', '产出数量']), 'T-decision'],
    ['有投入和管理目标', rows(['投入和管理目标', '投入管理'], ['影响力目标', '长效管理']), 'T-influence'],
    ['有部门决策', rows(['部门决策', '目标制定'], ['综合管理', '中期评估']), 'T-department'],
    ['没有成本，看不出来', rows(['产出指标', '数量指标'], ['效益指标', '社会效益指标']), 'T2015'],
    ['没有指标', rows(), 'T2015'],
    ['没有级次', rows([null, null]), 'T2015'],
  ] as const)('%s', (_, record, id) => {
    const { taxonomy, reason } = chooseTaxonomy(record);
    expect(taxonomy.id).toBe(id);
    expect(reason).not.toBe('');
  });
});
