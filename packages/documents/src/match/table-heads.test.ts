import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { readDocument, type ReadResult } from '../index.ts';

const BODY: readonly (readonly string[])[] = [
  ['产出指标', '数量指标', '维修渠道长度', '≥12公里', '13公里', '50', '50'],
  ['产出指标', '质量指标', '验收合格率', '100%', '100%', '30', '28'],
  ['效益指标', '社会效益指标', '受益户数', '≥300户', '312户', '20', '20'],
];

const SHAPES: Readonly<Record<string, (rows: readonly (readonly string[])[]) => string>> = {
  'rows of cells': (rows) => rows.map((row) => row.join('\t')).join('\n'),
  'a cell per line': (rows) => rows.map((row) => row.join('\n')).join('\n'),
};

function read(heads: readonly string[], body: readonly (readonly string[])[], shape: string): ReadResult {
  const rows = [['项目支出绩效自评表'], ['项目名称', '渠道维修'], heads, ...body];
  return readDocument(new TextEncoder().encode(SHAPES[shape]?.(rows)), 'x.txt', PRODUCT_RULES);
}

function names(result: ReadResult): (string | null | undefined)[][] {
  return result.forms.flatMap(({ record }) =>
    record.indicators.map(({ level1, level2, level3, target, actual, maxScore, score }) => [
      ...[level1, level2, level3, target?.printed, actual?.printed, maxScore, score],
    ]),
  );
}

/** The rows with one more cell before a column. */
const inserted = (at: number, cell: (row: number) => string): string[][] =>
  BODY.map((row, index) => [...row.slice(0, at), cell(index), ...row.slice(at)]);

const HEADS = ['一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分'];
const headsWith = (at: number, head: string): string[] => [...HEADS.slice(0, at), head, ...HEADS.slice(at)];

describe.each(Object.keys(SHAPES))('heads of an indicator table, %s,', (shape) => {
  it('may hold one that no list knows between the others', () => {
    const result = read(
      headsWith(3, '核算口径'),
      inserted(3, () => '按竣工图计算'),
      shape,
    );
    expect(names(result)).toEqual(BODY);
    expect(result.forms[0]?.record.indicators[0]?.further).toEqual({ 核算口径: '按竣工图计算' });
  });

  it('may end with one that no list knows', () => {
    const result = read(
      headsWith(7, '数据由来'),
      inserted(7, () => '竣工图'),
      shape,
    );
    expect(names(result)).toEqual(BODY);
    expect(result.forms[0]?.record.indicators[0]?.further).toEqual({ 数据由来: '竣工图' });
  });

  it('may begin with the number of the row', () => {
    const result = read(
      headsWith(0, '序号'),
      inserted(0, (row) => String(row + 1)),
      shape,
    );
    expect(names(result)).toEqual(BODY);
  });

  it.each(['绩效指标', '考核要点'])('may call the names “%s”', (head) => {
    expect(names(read(HEADS.with(2, head), BODY, shape))).toEqual(BODY);
  });

  it('that say 指标类型 beside 一级指标 are no second level 1', () => {
    const result = read(
      headsWith(3, '指标类型'),
      inserted(3, () => '定量'),
      shape,
    );
    expect(names(result)).toEqual(BODY);
  });

  it.each([
    ['年度绩效目标值', 3],
    ['计划完成值', 3],
    ['全年实现值', 4],
    ['设定分值', 5],
    ['单位自评得分', 6],
  ])('may be put together from other words: “%s”', (head, at) => {
    expect(names(read(HEADS.with(at, head), BODY, shape))).toEqual(BODY);
  });
});
