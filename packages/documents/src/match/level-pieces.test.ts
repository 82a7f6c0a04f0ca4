import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { readDocument } from '../index.ts';

const HEAD =
  '项目支出绩效自评表\n（2023年度）\n项目名称 水库除险加固\n主管部门 平阳县水利局 实施单位 平阳县水库管理所\n';
const TOTAL = '总分 90 88\n';

function rowsOf(table: string): (string | null | undefined)[][] {
  const [form] = readDocument(new TextEncoder().encode(HEAD + table + TOTAL), 'x.txt', PRODUCT_RULES).forms;
  return form!.record.indicators.map(({ level1, level2, level3, actual }) => [
    level1,
    level2,
    level3,
    actual?.printed,
  ]);
}

const EXPECTED = [
  ['产出指标', '数量指标', '加固水库座数', '3座'],
  ['效益指标', '社会效益指标', '下游安全保障', '提升'],
];

describe('level labels broken over lines', () => {
  const columns = '三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施\n';

  it('one below the other are put together', () => {
    const table = `一级\n指标\n二级\n指标\n${columns}产出\n指标\n数量\n指标\n加固水库座数 3座 3座 50 50\n效益\n指标\n社会\n效益\n指标\n下游安全保障 提升 提升 40 38\n`;
    expect(rowsOf(table)).toEqual(EXPECTED);
  });

  it('side by side are put together, also where the end of one follows the row', () => {
    const table = `一级 二级\n指标 指标 ${columns}产出 数量\n指标 指标 加固水库座数 3座 3座 50 50\n效益 社会\n指标 效益 下游安全保障 提升 提升 40 38\n指标\n`;
    expect(rowsOf(table)).toEqual(EXPECTED);
  });

  it('with a page number and a page break between are put together', () => {
    const table = `一级指标 二级指标 ${columns}产出指标 数量指标 加固水库座数 3座 3座 50 50\n效益 社会\n7\n\n\f下游安全保障 提升 提升 40 38\n指标\n效益\n指标\n`;
    expect(rowsOf(table)).toEqual(EXPECTED);
  });
});
