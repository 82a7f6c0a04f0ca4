import { describe, expect, it } from 'vitest';

import { LEXICON } from './index.ts';

const fold = (line: string): string => line.normalize('NFKC').replace(/\s+/gu, '');
const isFurniture = (line: string): boolean =>
  LEXICON.furniture.some((source) => new RegExp(source, 'u').test(fold(line)));

describe('版式文字', () => {
  it.each([
    '— 12 —',
    '第 3 页 共 12 页',
    '[bookmark: _Toc157759978]',
    '发布时间：2023-08-14',
    '字号：大 中 小',
    '浏览次数：182次',
    '扫一扫在手机打开当前页',
    '相关解读',
    '【打印】【关闭窗口】',
    '附件2：',
    '填报人：　　联系电话：',
    '单位负责人签字：',
    '目  录',
    '2.图书采购专项绩效目标表……………………3',
  ])('“%s”是版式文字', (line) => {
    expect(isFurniture(line)).toBe(true);
  });

  it.each([
    '财政项目支出绩效自评表',
    '项目名称 图书采购专项',
    '22.00',
    '100.00(%)',
    '2026-01-01',
    '产出指标',
    '完成图书采购3000册。',
    '打印设备采购数量',
    '优',
    '-',
    '12/25前',
  ])('“%s”不是版式文字', (line) => {
    expect(isFurniture(line)).toBe(false);
  });
});

describe('读表词汇', () => {
  it('一个字段的标签不重复列出', () => {
    for (const { field, label, aliases = [] } of LEXICON.labels) {
      const all = [label, ...aliases].map(fold);
      expect(new Set(all).size, `${field} ${label}`).toBe(all.length);
    }
  });

  it('字段名符合约定', () => {
    const form = /^(?:(?:header|goals|section|indicator|further|funds)\.\S+|fiscalYear|total|grade)$/u;
    expect(LEXICON.labels.filter(({ field }) => !form.test(field))).toEqual([]);
  });

  it('有全部34个省级行政区', () => {
    expect(LEXICON.regions).toHaveLength(34);
    for (const { code, name, short } of LEXICON.regions) {
      expect(code).toMatch(/^\d{2}0000$/u);
      expect(name.startsWith(short)).toBe(true);
    }
  });
});
