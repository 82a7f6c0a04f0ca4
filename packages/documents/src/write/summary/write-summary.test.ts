import { buffer } from 'node:stream/consumers';

import {
  EMPTY_FUND_ROW,
  EMPTY_HEADER,
  EMPTY_INDICATOR,
  emptyRecord,
  type DecimalText,
  type FormRecord,
} from '@jiheng/domain';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { read } from 'hucre';
import { describe, expect, it } from 'vitest';

import { writableText } from '../paper-metrics.ts';
import { writeSummary, type SummaryEntry } from './write-summary.ts';

const OPTIONS = {
  modified: new Date('2026-03-01T02:00:00.000Z'),
  explain: ({ header }: FormRecord) => `“${header.projectName ?? ''}”：内容已损坏`,
};

function form(name: string, budget: string, names: readonly string[] = ['数量']): FormRecord {
  return {
    ...emptyRecord('self-evaluation'),
    fiscalYear: 2025,
    header: { ...EMPTY_HEADER, projectName: name, implementingUnit: '临江区图书馆' },
    amountUnit: '元',
    funds: [
      {
        ...EMPTY_FUND_ROW,
        label: '年度资金总额',
        key: 'total',
        side: 'annual',
        adjustedBudget: budget as DecimalText,
        executionRate: '99.50' as DecimalText,
      },
    ],
    indicators: names.map((level3) => ({ ...EMPTY_INDICATOR, level3, maxScore: '10.00' as DecimalText })),
    totalScore: '95.50' as DecimalText,
  };
}

const write = (entries: readonly SummaryEntry[]): Promise<Buffer> => buffer(writeSummary(entries, OPTIONS));

async function sheets(entries: readonly SummaryEntry[]): Promise<Record<string, unknown[][]>> {
  const book = await read(await write(entries));
  return Object.fromEntries(book.sheets.map(({ name, rows }) => [name, rows as unknown[][]]));
}

function parts(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

describe('the summary of many forms', () => {
  it('has a row a form with real numbers in 万元, a row an indicator, and sums', async () => {
    const found = await sheets([
      { record: form('图书采购', '1234567.80') },
      { record: form('河道清淤', '0.20', ['次数', '长度']) },
    ]);
    const [head, first, second, total] = found['汇总'] ?? [];
    const at = (label: string) => (head ?? []).indexOf(label);
    const budget = at('全年预算数或资金总额（万元）');
    expect(first?.[at('项目名称')]).toBe('图书采购');
    expect([first?.[budget], second?.[budget], total?.[budget]]).toEqual([123.45678, 0.00002, 123.4568]);
    expect([first?.[at('总分')], first?.[at('执行率（%）')], total?.[at('指标数')]]).toEqual([95.5, 99.5, 3]);
    expect(total?.[at('项目名称')]).toBe('合计');
    expect(found['指标']?.map((row) => [row[0], row[6]])).toEqual([
      ['序号', '三级指标'],
      [1, '数量'],
      [2, '次数'],
      [2, '长度'],
    ]);
    expect(Object.keys(found)).toEqual(['汇总', '指标']);
  });

  it('freezes the head, filters exactly the rows of forms, and sums what the filter leaves', async () => {
    const xml = parts(await write([{ record: form('甲', '1') }, { record: form('乙', '2') }]));
    const sheet = xml['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toMatch(/<pane xSplit="2" ySplit="1"[^>]*state="frozen"/);
    expect(sheet).toMatch(/<autoFilter ref="A1:[A-Z]+3"\/>/);
    expect(sheet).toMatch(/<f>SUBTOTAL\(109,([A-Z])2:\1(3)\)<\/f>/);
    expect(sheet).toMatch(/<col min="1" max="1" width="6" customWidth="1"\/>/);
  });

  it('lists what is missing on a sheet of its own and goes on, with nothing of a form that cannot be written', async () => {
    const broken = { ...form('坏表', '1'), indicators: [null] } as unknown as FormRecord;
    const found = await sheets([
      { problem: '“缺表”：没有找到' },
      { record: broken },
      { record: form('好表', '5') },
    ]);
    expect(found['说明']?.map((row) => row[1])).toEqual([
      '未列入的内容',
      '“缺表”：没有找到',
      '“坏表”：内容已损坏',
    ]);
    expect(found['汇总']?.map((row) => [row[0], row[1]])).toEqual([
      ['序号', '项目名称'],
      [1, '好表'],
      [null, '合计'],
    ]);
    expect(found['指标']).toHaveLength(2);
  });

  it('keeps amounts that a spreadsheet cannot hold exactly as text', async () => {
    const { 汇总: rows } = await sheets([
      { record: { ...form('大额', '9007199254740993.10'), amountUnit: '万元' } },
    ]);
    expect(rows?.[1]).toContain('9007199254740993.10');
  });

  it('marks every text that looks like a formula as text, and writes none as a formula', async () => {
    const names = ['=cmd|A1', '+1', '-1', '@x', '\t=1', '－'];
    const xml = parts(await write(names.map((name) => ({ record: form(name, '1', [name]) }))));
    for (const name of ['sheet1', 'sheet2']) {
      const cells = [
        ...(xml[`xl/worksheets/${name}.xml`] ?? '').matchAll(/<c r="B\d+" s="(\d+)" t="inlineStr">/g),
      ];
      const styles = cells.slice(1, 6).map(([, style]) => style);
      expect(new Set(styles).size).toBe(1);
      const formats = [...(xml['xl/styles.xml'] ?? '').split('<cellXfs')[1]!.matchAll(/<xf [^>]*>/g)];
      expect(formats[Number(styles[0])]?.[0]).toMatch(/numFmtId="49".*quotePrefix="1"/);
    }
    expect(xml['xl/worksheets/sheet2.xml']).not.toContain('<f>');
  });

  it('gives every text back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (text) => {
        const wanted = writableText(text);
        fc.pre(wanted.trim() !== '');
        const { 指标: rows } = await sheets([{ record: form('项目', '1', [text]) }]);
        expect(rows?.[1]?.[6]).toBe(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('passes on that its forms cannot be fetched', async () => {
    async function* forms(): AsyncGenerator<SummaryEntry> {
      yield { record: form('甲', '1') };
      await Promise.reject(new Error('database is away'));
    }
    await expect(buffer(writeSummary(forms(), OPTIONS))).rejects.toThrow('database is away');
  });
});
