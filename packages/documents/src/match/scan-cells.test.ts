import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { readDocument, type ReadResult } from '../index.ts';

const TABLE = '一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t维修渠道长度\t≥12公里\n';

function read(head: string): ReadResult {
  return readDocument(
    new TextEncoder().encode(`项目支出绩效目标表\n（2023年度）\n${head}\n${TABLE}`),
    'x.txt',
    PRODUCT_RULES,
  );
}

function record(head: string): ReadResult['forms'][number]['record'] {
  return read(head).forms[0]!.record;
}

describe('the cells around the indicator table', () => {
  it('may hold label and value in one cell', () => {
    const { header, goals } = record(
      '项目名称：渠道维修\t主管部门：平阳县水利局\n年度目标：维修渠道十二公里。',
    );
    expect(header).toMatchObject({ projectName: '渠道维修', competentDepartment: '平阳县水利局' });
    expect(goals.annual).toBe('维修渠道十二公里。');
  });

  it('may hold several amounts run together in one cell', () => {
    const { funds } = record(
      '项目名称\t渠道维修\n资金情况（万元）\t年度资金总额：52.6其中：上级资金40区级资金12.6',
    );
    expect(funds.map(({ key, amount }) => [key, amount])).toEqual([
      ['total', '52.6'],
      ['superior', '40'],
      ['local', '12.6'],
    ]);
  });

  it('may print amounts behind the labels of columns', () => {
    const { funds } = record(
      '项目名称\t渠道维修\n预算执行情况（万元）\t年初预算数：52.60\t全年执行数：50.00\t执行率：95.06%',
    );
    expect(funds).toMatchObject([
      {
        key: 'total',
        initialBudget: '52.60',
        expenditure: '50.00',
        executionRate: '95.06',
        rateHasSign: true,
      },
    ]);
  });

  it('may print the money unit with the amount', () => {
    const result = record('项目名称\t渠道维修\n年度资金总额\t180万');
    expect(result).toMatchObject({ amountUnit: '万元', funds: [{ amount: '180' }] });
  });

  it('keep fund columns that the record has no field for', () => {
    const { further, funds } = record(
      '项目名称\t渠道维修\n项目资金（万元）\t\t年初预算数\t全年执行数\t执行率\t全年预计支出\n\t年度资金总额\t52.60\t50.00\t95.06%\t52.60',
    );
    expect(funds).toMatchObject([{ initialBudget: '52.60', expenditure: '50.00' }]);
    expect(further).toEqual([{ label: '年度资金总额 全年预计支出', text: '52.60' }]);
  });

  it('give blank cells, dashes and strokes as nothing, never as zero', () => {
    const { funds, header } = record('项目名称\t渠道维修\n主管部门\t—\n年度资金总额\t-\n其他资金\t/');
    expect(header.competentDepartment).toBeNull();
    expect(funds.map(({ amount }) => amount)).toEqual([null, null]);
  });

  it('of the whole project and of the year are told apart', () => {
    const { funds } = record(
      '项目名称\t渠道维修\n项目资金（万元）\t项目资金总额\t90\t年度资金总额\t30\n\t其他资金\t9\t其他资金\t3',
    );
    expect(funds.map(({ side, key, amount }) => [side, key, amount])).toEqual([
      ['project', 'total', '90'],
      ['annual', 'total', '30'],
      ['project', 'other', '9'],
      ['annual', 'other', '3'],
    ]);
  });

  it('of a form without a project are read from its title on', () => {
    const text = `部门整体支出绩效目标表\n（2022年度）\n部门名称\t平阳县水利局\n年度总体目标\t保障灌溉。\n${TABLE}`;
    const [form] = readDocument(new TextEncoder().encode(text), 'x.txt', PRODUCT_RULES).forms;
    expect(form!.record).toMatchObject({
      kind: 'department-target',
      header: { competentDepartment: '平阳县水利局' },
      goals: { annual: '保障灌溉。' },
    });
  });

  it('keep rows of the fund table that no list knows', () => {
    const rows = [
      ['项目名称', '渠道维修'],
      ['项目资金（万元）', '年初预算数', '全年预算数', '全年执行数', '执行率'],
      ['合计', '60', '60', '54', '90%'],
      ['水利发展专款', '40', '40', '36', '90%'],
      ['其他', '20', '20', '18', '90%'],
    ];
    const { funds } = record(rows.map((row) => row.join('\t')).join('\n'));
    expect(
      funds.map(({ label, key, adjustedBudget, expenditure }) => [label, key, adjustedBudget, expenditure]),
    ).toEqual([
      ['合计', 'total', '60', '54'],
      ['水利发展专款', null, '40', '36'],
      ['其他', null, '20', '18'],
    ]);
  });

  it('may write the year in Chinese', () => {
    expect(read('项目名称\t渠道维修').forms[0]?.record.fiscalYear).toBe(2023);
    const text = `项目支出绩效目标表\n二〇二四年度\n项目名称\t渠道维修\n${TABLE}`;
    const [form] = readDocument(new TextEncoder().encode(text), 'x.txt', PRODUCT_RULES).forms;
    expect(form?.record.fiscalYear).toBe(2024);
  });
});
