import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { SAMPLE_FORMS } from '../../fuzz/sample-forms.ts';
import { readDocument, toExchange, type ReadResult } from '../index.ts';

function read(text: string): ReadResult {
  return readDocument(new TextEncoder().encode(text), 'x.txt', PRODUCT_RULES);
}

/** Rows on a grid; a merged cell is `null` where it goes on to the right, and `undefined` where it goes on below. */
type Row = readonly (string | null | undefined)[];

const ROWS: readonly Row[] = [
  ['项目支出绩效自评表', null, null, null, null, null, null, null],
  ['项目名称', '渠道维修', null, null, null, null, null, null],
  ['主管部门', '平阳县水利局', null, null, '实施单位', '平阳县灌区管理所', null, null],
  ['项目资金（万元）', '', null, '年初预算数', '全年预算数', '全年执行数', '分值', '执行率'],
  [undefined, '年度资金总额', null, '50', '50', '50', '10', '100%'],
  [undefined, '其中：财政资金', null, '50', '50', '50', '—', '100%'],
  ['年度总体目标', '预期目标', null, null, null, '实际完成情况', null, null],
  [undefined, '完成十二公里渠道的维修任务。', null, null, null, '完成十二公里渠道的维修任务。', null, null],
  ['绩效指标', '一级指标', '二级指标', '三级指标', null, '年度指标值', '实际完成值', '分值'],
  [undefined, '产出指标', '数量指标', '维修渠道长度', null, '12公里', '12公里', '40'],
  [undefined, undefined, '时效指标', '完成时间', null, '按期完成', '按期完成', '30'],
  [undefined, '满意度指标', '服务对象满意度指标', '农户满意度', null, '100%', '100%', '20'],
  ['总分', null, null, null, null, null, null, '90'],
];

function filled(rows: readonly Row[], isWrittenOut: boolean): string[][] {
  const grid: string[][] = [];
  for (const row of rows) {
    const cells: string[] = [];
    row.forEach((cell, at) => {
      const merged = cell === null ? cells[at - 1] : grid.at(-1)?.[at];
      cells.push(cell ?? (isWrittenOut ? (merged ?? '') : ''));
    });
    grid.push(cells);
  }
  return grid;
}

const lines = (rows: readonly (readonly string[])[], separator: string): string =>
  rows.map((row) => row.join(separator)).join('\n');

describe('merged cells written out', () => {
  const expected = toExchange(read(lines(filled(ROWS, false), '\t')));

  it.each([
    ['tabs', '\t'],
    ['bars', ' | '],
  ])('are read once, between %s', (_, separator) => {
    const result = read(lines(filled(ROWS, true), separator));
    expect(toExchange(result)).toEqual(expected);
    expect(result.counts.residue).toBe(0);
  });

  it('leave equal values side by side as they are', () => {
    expect(expected[0]?.indicators.map(({ target, actual }) => [target, actual])).toEqual([
      ['12公里', '12公里'],
      ['按期完成', '按期完成'],
      ['100%', '100%'],
    ]);
    expect(expected[0]?.goals.actual).toBe(expected[0]?.goals.expected);
  });

  it.each(SAMPLE_FORMS)('change nothing in the layout $layout, which has none', ({ rows }) => {
    const text = lines(
      rows.map((row) => row.map((cell) => cell ?? '')),
      '\t',
    );
    expect(read(text).counts.residue).toBe(0);
  });
});
