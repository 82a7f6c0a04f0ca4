import { describe, expect, it } from 'vitest';
import { compareRecords, differsInSignsOnly } from './compare.ts';
import { EMPTY_FUND_ROW, EMPTY_HEADER, EMPTY_INDICATOR, emptyRecord } from './empty.ts';
import type { FormRecord, Indicator } from './form-record.ts';
import type { DecimalText } from '../base/decimal.ts';

function indicator(level3: string, printed: string): Indicator {
  return { ...EMPTY_INDICATOR, level3, target: { printed, meaning: { kind: 'qualitative', text: printed } } };
}

const before: FormRecord = {
  ...emptyRecord('target'),
  fiscalYear: 2024,
  header: { ...EMPTY_HEADER, projectName: '河道保洁' },
  funds: [{ ...EMPTY_FUND_ROW, label: '年度资金总额', key: 'total', amount: '120.00' as DecimalText }],
  indicators: [indicator('保洁河道长度', '≥30公里'), indicator('居民满意度', '≥90%')],
};

describe('compareRecords', () => {
  it('finds nothing between equal records', () => {
    expect(compareRecords(before, structuredClone(before))).toEqual([]);
  });

  it('names a changed field, its place and both values', () => {
    const after = { ...before, header: { ...before.header, projectName: '河道养护' } };
    expect(compareRecords(before, after)).toEqual([
      { path: '/header/projectName', label: '项目名称', before: '河道保洁', after: '河道养护' },
    ]);
  });

  it('sees an inserted indicator as one difference and not as a shift of all rows below it', () => {
    const after = { ...before, indicators: [indicator('清运次数', '12次'), ...before.indicators] };
    expect(compareRecords(before, after)).toEqual([
      { path: '/indicators/0', label: '指标“清运次数” 新增', before: null, after: '清运次数 12次' },
    ]);
  });

  it('reports a removed indicator with its former content', () => {
    const after = { ...before, indicators: before.indicators.slice(0, 1) };
    expect(compareRecords(before, after)).toEqual([
      { path: '/indicators/1', label: '指标“居民满意度” 删除', before: '居民满意度 ≥90%', after: null },
    ]);
  });

  it('reports a changed value under the position of the newer record, by its printed text', () => {
    const after = {
      ...before,
      indicators: [indicator('居民满意度', '≥95%'), indicator('保洁河道长度', '≥30公里')],
    };
    expect(compareRecords(before, after)).toEqual([
      { path: '/indicators/0/target', label: '指标“居民满意度” 年度指标值', before: '≥90%', after: '≥95%' },
    ]);
  });

  it('pairs rows of equal names in their order', () => {
    const twice = { ...before, indicators: [indicator('次数', '1次'), indicator('次数', '2次')] };
    const after = { ...before, indicators: [indicator('次数', '1次'), indicator('次数', '3次')] };
    expect(compareRecords(twice, after).map(({ path }) => path)).toEqual(['/indicators/1/target']);
  });

  it('keeps the printed scale of amounts: 120.00 and 120.0 are different print', () => {
    const after = {
      ...before,
      funds: before.funds.map((row) => ({ ...row, amount: '120.0' as DecimalText })),
    };
    expect(compareRecords(before, after)).toEqual([
      { path: '/funds/0/amount', label: '资金“年度资金总额” 金额', before: '120.00', after: '120.0' },
    ]);
  });

  it.each([
    ['其中:', '其中：'],
    ['备注(一)', '备注（一）'],
    ['年度资金总额', '年度资金总额：'],
    ['当年 财政拨款', '当年财政拨款'],
  ])('takes the labels %s and %s for one, whichever row they name', (one, other) => {
    const named = (label: string): FormRecord => ({
      ...before,
      funds: [{ ...EMPTY_FUND_ROW, label, amount: '120.00' as DecimalText }],
      further: [{ label, text: '甲' }],
    });
    expect(compareRecords(named(one), named(other))).toEqual([]);
    expect(compareRecords(named(other), named(one))).toEqual([]);
  });

  it('tells a row of money under another label, and one that was given another name', () => {
    const known = (label: string): FormRecord => ({
      ...before,
      funds: before.funds.map((row) => ({ ...row, label })),
    });
    expect(compareRecords(known('年度资金总额'), known('年度总额'))).toEqual([
      { path: '/funds/0/label', label: '资金“年度总额” 名称', before: '年度资金总额', after: '年度总额' },
    ]);
    const cells = (label: string): FormRecord => ({ ...before, further: [{ label, text: '甲' }] });
    expect(compareRecords(cells('备注'), cells('说明'))).toHaveLength(2);
  });

  it('tells further columns of an indicator in words', () => {
    const [first, second] = before.indicators;
    const after = { ...before, indicators: [{ ...first!, further: { 备注: '按季' } }, second!] };
    expect(compareRecords(before, after)).toMatchObject([
      { label: '指标“保洁河道长度” 其他栏目', before: null, after: '备注：按季' },
    ]);
  });
});

describe('differsInSignsOnly', () => {
  it.each([
    ['河道保洁（一期）', '河道保洁(一期)', true],
    ['完成清运，达标。', '完成清运,达标。', true],
    ['≥ 95％', '≥95%', true],
    ['第一段\n第二段', '第一段第二段', true],
    ['≥95%', '≥96%', false],
    ['12月', '1 2月底', false],
    ['120.00', '120.0', false],
    ['完成', null, false],
  ])('%s / %s: %s', (one, other, expected) => {
    expect(differsInSignsOnly({ before: one, after: other })).toBe(expected);
    expect(differsInSignsOnly({ before: other, after: one })).toBe(expected);
  });
});
