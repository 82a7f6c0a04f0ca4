import { describe, expect, it } from 'vitest';

import { xlsx, type SheetParts, type WorkbookParts } from '../../../../fuzz/office-files.ts';
import { Archive } from '../unzip.ts';
import { displayNumber } from './number-format.ts';
import { readXlsx } from './read-xlsx.ts';

const escaped = (code: string): string => code.replaceAll('"', '&quot;').replaceAll('<', '&lt;');

function open(sheets: readonly SheetParts[], workbook?: WorkbookParts): ReturnType<typeof readXlsx> {
  return readXlsx(new Archive(xlsx(sheets, workbook)), 'xl/workbook.xml');
}

/** Cells as `text@column`, by row and sheet. */
function shown(sheets: readonly SheetParts[], workbook?: WorkbookParts): string[][][] {
  return open(sheets, workbook).blocks.map((block) =>
    block.kind === 'table' ? block.rows.map((row) => row.map(({ text, column }) => `${text}@${column}`)) : [],
  );
}

const text = (at: string, content: string): string =>
  `<c r="${at}" t="inlineStr"><is><t>${content}</t></is></c>`;

describe('a number is read as it is displayed', () => {
  it.each([
    ['0.95', '0%', '95%'],
    ['0.12345', '0.00%', '12.35%'],
    ['1234567.895', '#,##0.00', '1,234,567.90'],
    ['1234.565', '0.00', '1234.57'],
    ['0.1', 'General', '0.1'],
    ['0.30000000000000004', 'General', '0.3'],
    ['310101001001', 'General', '310101001001'],
    ['1.5', 'G/通用格式', '1.5'],
    ['46023', 'yyyy"年"m"月"d"日"', '2026年1月1日'],
    ['46023', 'yyyy\\-mm\\-dd', '2026-01-01'],
    ['46023', '[$-804]yyyy"年"m"月"', '2026年1月'],
    ['1234.5', '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', '1,234.50'],
    ['0', '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', '0.00'],
    ['95', '"≥"0"%"', '≥95%'],
    ['0', '0;-0;;@', ''],
    ['3', '"broken', '3'],
    ['', '0%', ''],
    ['#DIV/0!', '0%', '#DIV/0!'],
  ])('%s with %s is %s', (stored, code, expected) => {
    expect(displayNumber(stored, code, false)).toBe(expected);
  });

  it('counts days from 1904 where the workbook does', () => {
    expect(displayNumber('44561', 'yyyy-m-d', true)).toBe('2026-1-1');
    expect(displayNumber('44561', '0.00', true)).toBe('44561.00');
  });

  it('in the format of its cell', () => {
    const data = '<row r="1"><c r="A1" s="1"><v>0.985</v></c><c r="B1"><v>12</v></c></row>';
    expect(shown([{ data }], { formats: ['0.0%'] })).toEqual([[['98.5%@0', '12@1']]]);
    const dated = `<row r="1"><c r="A1" s="1"><v>44561</v></c></row>`;
    const chinese = escaped('yyyy"年"m"月"d"日"');
    expect(shown([{ data: dated }], { formats: [chinese], properties: 'date1904="1"' })).toEqual([
      [['2026年1月1日@0']],
    ]);
  });
});

describe('the content of a cell', () => {
  it('may be rich text, without the readings above it', () => {
    const strings =
      '<si><r><t>绩效</t></r><r><t>目标</t></r><rPh sb="0" eb="2"><t>jìxiào</t></rPh></si><si><t>一行_x000D_\n二行</t></si>';
    const data = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>';
    expect(shown([{ data }], { strings })).toEqual([[['绩效目标@0', '一行\n二行@1']]]);
  });

  it('may be a truth, an error, a date or the result of a formula', () => {
    const data =
      '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1" t="d"><v>2026-01-01</v></c><c r="D1" t="str"><f>A1&amp;B1</f><v>合格</v></c></row>';
    expect(shown([{ data }])).toEqual([[['TRUE@0', '#N/A@1', '2026-01-01@2', '合格@3']]]);
  });

  it('is the stored result also where cells share a formula', () => {
    const data =
      '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>12</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>14</v></c></row>';
    expect(shown([{ data }])).toEqual([[['12@0'], ['14@0']]]);
  });

  it('is never worked out: a formula without a result is reported', () => {
    const { blocks, problems } = open([{ data: '<row r="1"><c r="A1"><f>1+1</f></c></row>' }]);
    expect(blocks).toMatchObject([{ kind: 'table', rows: [] }]);
    expect(problems).toMatchObject([
      { code: 'READ-NO-RESULT', message: '有1个公式没有保存计算结果，按空白读取' },
    ]);
  });

  it('has a place also where the file names none', () => {
    const data =
      '<row><c t="str"><v>甲</v></c><c t="str"><v>乙</v></c></row><row><c t="str"><v>丙</v></c></row>';
    expect(shown([{ data }])).toEqual([[['甲@0', '乙@1'], ['丙@0']]]);
  });
});

describe('what is hidden', () => {
  const data = `<row r="1">${text('A1', '甲')}${text('B1', '乙')}</row><row r="2" hidden="1">${text('A2', '丙')}</row>`;

  it('is no content: sheets, rows, columns', () => {
    const columns = '<cols><col min="2" max="2" hidden="1"/></cols>';
    expect(
      shown([
        { data, columns },
        { data, state: 'hidden' },
        { data, state: 'veryHidden' },
      ]),
    ).toEqual([[['甲@0']]]);
  });

  it('is also a row without height', () => {
    const low = `<row r="1">${text('A1', '甲')}</row><row r="2" ht="0" customHeight="1">${text('A2', '乙')}</row>`;
    expect(shown([{ data: low }])).toEqual([[['甲@0']]]);
  });

  it('may begin a merge that goes on where it is seen', () => {
    const columns = '<cols><col min="1" max="1" hidden="1"/></cols>';
    const merges = '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>';
    const one = `<row r="1">${text('A1', '标题')}</row>`;
    expect(shown([{ data: one, columns, merges }])).toEqual([[['标题@1']]]);
  });

  it('is also what a merge covers', () => {
    const merges = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>';
    expect(shown([{ data, merges }])).toEqual([[['甲@0']]]);
  });
});

it('keeps the order of sheets and counts the hidden ones in their place', () => {
  const sheet = (content: string): string => `<row r="1">${text('A1', content)}</row>`;
  const { blocks } = open([
    { data: sheet('一') },
    { data: sheet('藏'), state: 'hidden' },
    { data: sheet('二'), name: '第二' },
  ]);
  expect(blocks).toMatchObject([
    { rows: [[{ text: '一', address: { cell: { table: 1, sheet: '表1' } } }]] },
    { rows: [[{ text: '二' }]] },
  ]);
});
