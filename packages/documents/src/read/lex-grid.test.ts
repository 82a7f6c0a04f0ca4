import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { readDocument, toExchange, type ReadResult } from '../index.ts';

function read(text: string): ReadResult {
  return readDocument(new TextEncoder().encode(text), 'x.txt', PRODUCT_RULES);
}

const ROWS: readonly (readonly string[])[] = [
  ['项目支出绩效自评表'],
  ['项目名称', '渠道"三清"维修, 二期', '', '', '', ''],
  ['主管部门', '平阳县水利局', '', '实施单位\n（盖章）', '平阳县灌区管理所', ''],
  ['项目资金\n（万元）', '', '年初预算数', '全年预算数', '全年执行数', '分值'],
  ['', '年度资金总额', '1,250.50', '1,250.50', '1,200.00', '10'],
  ['年度\n总体\n目标', '预期目标', '', '', '实际完成情况', ''],
  ['', '一是维修渠道十二公里；\n二是更换闸门三座。', '', '', '全部完成。', ''],
  ['一级\n指标', '二级\n指标', '三级指标', '年度指标值', '实际完成值', '分值'],
  ['产出\n指标', '数量\n指标', '维修渠道长度', '≥12公里', '12公里', '50'],
  ['', '质量\n指标', '验收合格率', '100%', '100%', '40'],
];

const quoted = (cell: string, separator: string): string =>
  /["\n]/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell;

const plain = (cell: string): string => cell.replaceAll('\n', '');
const tabbed = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join('\t')).join('\n');
const EXPECTED = toExchange(read(tabbed(ROWS.map((row) => row.map(plain)))));

describe('rows whose cells break lines', () => {
  it('are read as Excel saves them, between quotation marks', () => {
    const result = read(tabbed(ROWS.map((row) => row.map((cell) => quoted(cell, '\t')))));
    const [form] = toExchange(result);
    expect(form?.goals.expected).toBe('一是维修渠道十二公里；\n二是更换闸门三座。');
    expect({
      ...form,
      goals: { ...form?.goals, expected: '一是维修渠道十二公里；二是更换闸门三座。' },
    }).toEqual(EXPECTED[0]);
    expect(result.counts.residue).toBe(0);
  });

  it('are read from CSV, where commas stand between cells', () => {
    const result = read(
      ROWS.map((row) => row.map((cell) => quoted(plain(cell), ',')).join(',')).join('\r\n'),
    );
    expect(toExchange(result)).toEqual(EXPECTED);
    expect(result.counts.residue).toBe(0);
  });

  it('may break labels without quotation marks', () => {
    const rows = ROWS.map((row) => row.map((cell) => (cell.includes('；') ? plain(cell) : cell)));
    expect(toExchange(read(tabbed(rows)))).toEqual(EXPECTED);
  });

  it('may go on in a line that holds nothing else', () => {
    const text = tabbed(ROWS.map((row) => row.map(plain)));
    const broken = text.replace('全部完成。', '渠道十二公里全部完成，\n三座闸门全部更换。');
    expect(toExchange(read(broken))[0]?.goals.actual).toBe('渠道十二公里全部完成，\n三座闸门全部更换。');
  });

  it('keep quotation marks that belong to the text', () => {
    const text = tabbed(ROWS.map((row) => row.map(plain)));
    const [form] = toExchange(read(text.replace('验收合格率', '"三清"工程\t').replace('\t\t100%', '\t100%')));
    expect(form?.indicators[1]?.level3).toBe('"三清"工程');
  });
});
