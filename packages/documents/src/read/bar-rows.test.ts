import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { readDocument } from '../index.ts';
import { findBarRows } from './bar-rows.ts';

function rowsOf(text: string): string[][] | undefined {
  let from = 0;
  const lines = text.split('\n').map((line, number) => {
    const range = { from, to: from + line.length, number, isBlank: line.trim() === '' };
    from = range.to + 1;
    return range;
  });
  return findBarRows(text, lines)?.map(({ lines: [first], bars }) => {
    const starts = [first?.from ?? 0, ...bars.map((bar) => bar + 1)];
    return bars.map((bar, index) => text.slice(starts[index], bar).replace(/\s/g, ''));
  });
}

describe('rows of a table between bars', () => {
  it('are put together again where cells of several paragraphs break them', () => {
    expect(rowsOf('项目名称 |\n渠道维修 | ||\n项目资金\n(万元) |\n12 | 8 | |')).toEqual([
      ['项目名称', '渠道维修', '', ''],
      ['项目资金(万元)', '12', '8', ''],
    ]);
  });

  it('are left alone where every line is a row', () => {
    expect(rowsOf('甲 | 乙 | 丙 |\n丁 | 戊 | 己 |')).toBeUndefined();
  });

  it('are not guessed where each cell has a line of its own', () => {
    expect(rowsOf('甲 |\n乙 |\n丙 |\n丁 |\n戊 |\n己 |')).toBeUndefined();
  });
});

const BROKEN = `2021年度渠道维修项目绩效公开
| 项目支出绩效自评表 | |||||||||||
| 项目名称 |
渠道维修 |
||||||||||
| 主管部门 | 平阳县水利局 | 实施单位 | 平阳县灌区管理所 | ||||||||
|
项目资金 (万元) |
年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | |||||
| 年度资金总额 | 50.00 | 50.00 | 45.00 | 10.00 | 90% | 9.00 | |||||
| 其中:当年财政拨款 | 50.00 | 50.00 | 45.00 | 90% | |||||||
| 年度总体目标 | 预期目标 | 实际完成情况 | |||||||||
| 维修渠道十二公里 | 已维修十二公里 | ||||||||||
| 绩效指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 | ||||||
|
一级 指标 |
二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | ||||||
| 产出指标 | 数量指标 | 维修渠道长度 | ＝ | 12 | 公里 | 12 | 50 | 50 | |||
| 质量指标 | 验收合格率 | ≥ | 98 | % | 96 | 40 | 39 | 一处返工 | |||
| 总分 | 100.00 | 98.00 | |||||||||
`;

describe('a self-evaluation whose rows break and whose heads stand in two rows', () => {
  const { forms, residue } = readDocument(new TextEncoder().encode(BROKEN), 'x.txt', PRODUCT_RULES);
  const record = forms[0]!.record;

  it('gives its header, goals and totals', () => {
    expect(record.header).toMatchObject({ projectName: '渠道维修', implementingUnit: '平阳县灌区管理所' });
    expect(record.goals).toMatchObject({ expected: '维修渠道十二公里', actual: '已维修十二公里' });
    expect(record).toMatchObject({ fiscalYear: 2021, totalMaxScore: '100.00', totalScore: '98.00' });
    expect(residue).toEqual([]);
  });

  it('gives the execution rate also where blank cells before it were lost', () => {
    expect(record.funds).toMatchObject([
      { key: 'total', maxScore: '10.00', executionRate: '90', score: '9.00' },
      { key: 'fiscal', expenditure: '45.00', maxScore: null, executionRate: '90' },
    ]);
  });

  it('gives the parts of a value from the lower heads, the rest from the upper ones', () => {
    expect(
      record.indicators.map(({ level2, level3, target, actual, maxScore, score, deviationReason }) => [
        level2,
        level3,
        target?.printed,
        actual?.printed,
        maxScore,
        score,
        deviationReason,
      ]),
    ).toEqual([
      ['数量指标', '维修渠道长度', '=12公里', '12', '50', '50', null],
      ['质量指标', '验收合格率', '≥98%', '96', '40', '39', '一处返工'],
    ]);
  });
});

describe('a table drawn with signs', () => {
  const rows: readonly (readonly (readonly string[])[])[] = [
    [['项目名称'], ['平阳渠道', '维修工程'], [''], ['']],
    [['一级', '指标'], ['二级指标'], ['三级指标'], ['指标值']],
    [['产出指标'], ['数量指标'], ['维修渠道', '长度'], ['≥12公里']],
    [[''], ['质量指标'], ['验收合格率'], ['100%']],
  ];
  const draw = (bar: string, rule: string): string =>
    rows
      .flatMap((cells) => {
        const height = Math.max(...cells.map(({ length }) => length));
        const lines = Array.from({ length: height }, (_, line) =>
          [bar, ...cells.map((cell) => ` ${(cell[line] ?? '').padEnd(6)} ${bar}`)].join(''),
        );
        return [rule, ...lines];
      })
      .concat(rule)
      .join('\n');

  it.each([
    ['|', '+--------+--------+--------+--------+'],
    ['│', '├────────┼────────┼────────┼────────┤'],
  ])('is read with %s, a cell over several lines being one', (bar, rule) => {
    const text = `项目支出绩效目标表\n（2023年度）\n${draw(bar, rule)}\n`;
    const result = readDocument(new TextEncoder().encode(text), 'x.txt', PRODUCT_RULES);
    const [form] = result.forms;
    expect(form?.record.header.projectName).toBe('平阳渠道维修工程');
    expect(
      form?.record.indicators.map(({ level1, level2, level3, target }) => [
        level1,
        level2,
        level3,
        target?.printed,
      ]),
    ).toEqual([
      ['产出指标', '数量指标', '维修渠道长度', '≥12公里'],
      ['产出指标', '质量指标', '验收合格率', '100%'],
    ]);
    const origin = form?.origins['/indicators/0/level3'];
    const spans = origin?.kind === 'document' ? origin.place.spans : [];
    const lines = text.split('\n');
    expect(
      spans.map(({ line, column, toColumn }) => lines[line - 1]?.slice(column - 1, toColumn - 1)),
    ).toEqual(['维修渠道', '长度']);
    expect(result.counts.residue).toBe(0);
  });
});
