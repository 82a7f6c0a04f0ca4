import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { readDocument, type ReadResult } from '../index.ts';

function read(text: string): ReadResult {
  return readDocument(new TextEncoder().encode(text), 'x.txt', PRODUCT_RULES);
}

/** A form as converters draw it from a PDF: a blank wherever digits or Latin letters meet characters. */
const spaced = (name: string): string =>
  `3.${name} 2024 绩效目标表\n204101 平阳县水利局 单位：万元\n项目名称 ${name} 2024\n预算数 45.00\n` +
  '资金用途 2024 年度渠道维修费用\n绩效目标 1.保障 2024 年灌溉用水\n一级指标 二级指标 三级指标 指标值\n' +
  '产出指标 数量指标 维修渠道长度 ≥12 公里\n数量指标 巡查 GPS 终端数量 27 台套\n' +
  '时效指标 完工时间 2024 年 12 月底前\n满意度指标 服务对象满意度指标 农户满意度 ≥90 %\n';

describe('flowing text with blanks between digits and characters', () => {
  it('keeps quantities, dates, names and titles together', () => {
    const { forms } = read(spaced('渠道维修') + spaced('泵站维修'));
    expect(forms.map(({ record }) => record.title)).toEqual([
      '3.渠道维修2024绩效目标表',
      '3.泵站维修2024绩效目标表',
    ]);
    const [first] = forms;
    expect(first?.record.header).toMatchObject({ unitCode: '204101', implementingUnit: '平阳县水利局' });
    expect(first?.record.indicators.map(({ level3, target }) => [level3, target?.printed])).toEqual([
      ['维修渠道长度', '≥12公里'],
      ['巡查GPS终端数量', '27台套'],
      ['完工时间', '2024年12月底前'],
      ['农户满意度', '≥90%'],
    ]);
  });

  it('leaves out the lines that head every page', () => {
    const page = (name: string, no: number): string =>
      `平阳县水利局项目绩效公开\n${spaced(name)}第 ${no} 页\n\f`;
    const { forms, counts } = read(page('渠道维修', 1) + page('泵站维修', 2) + page('水闸维修', 3));
    expect(forms.map(({ record }) => record.indicators.at(-1)?.target?.printed)).toEqual([
      '≥90%',
      '≥90%',
      '≥90%',
    ]);
    expect(counts.residue).toBe(0);
  });
});
