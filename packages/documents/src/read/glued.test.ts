import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { readerRules } from '../match/reader-rules.ts';
import { cutGluedLine, valueStart } from './glued.ts';

const { labels, levels } = readerRules(PRODUCT_RULES);

function cut(text: string, isTable: boolean): string[] {
  return cutGluedLine(text, labels, levels, isTable).pieces.map(({ from, to }) => text.slice(from, to));
}

describe('a line of glued labels and values', () => {
  it('is cut at the labels it holds', () => {
    expect(cut('项目主管部门南塘区农业农村局项目执行单位白渡镇水厂', false)).toEqual([
      '项目主管部门',
      '南塘区农业农村局',
      '项目执行单位',
      '白渡镇水厂',
    ]);
    expect(cut('年度资金总额：52.6', false)).toEqual(['年度资金总额：', '52.6']);
  });

  it('opens the indicator table when it holds its heads', () => {
    const head = '绩效指标一级指标二级指标指标内容指标值';
    expect(cutGluedLine(head, labels, levels, false).opensTable).toBe(true);
    expect(cut(head, false)).toEqual(['绩效指标', '一级指标', '二级指标', '指标内容', '指标值']);
  });

  it('within the table is cut into levels, name and value', () => {
    expect(cut('产出指标数量指标更换水表数量≥320只', true)).toEqual([
      '产出指标',
      '数量指标',
      '更换水表数量',
      '≥320只',
    ]);
    expect(cut('单位供水成本降低率5%', true)).toEqual(['单位供水成本降低率', '5%']);
    expect(cut('可持续影响指标供水保障能力稳步提高', true)).toEqual([
      '可持续影响指标',
      '供水保障能力',
      '稳步提高',
    ]);
  });

  it('has its value at a sign, a date, a number or a word of quality', () => {
    const value = (text: string): string => text.slice(valueStart(text));
    expect(value('完工时间2023年11月底前')).toBe('2023年11月底前');
    expect(value('水质合格率100%')).toBe('100%');
    expect(value('响应时限不超过2小时')).toBe('不超过2小时');
    expect(value('没有数值的名称')).toBe('');
  });
});
