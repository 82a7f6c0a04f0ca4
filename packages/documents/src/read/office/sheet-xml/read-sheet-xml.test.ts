import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../../../fuzz/reading-rules.ts';
import { readFile } from '../../../read-file.ts';
import { readSheetXml } from './read-sheet-xml.ts';

const STYLES =
  '<Styles><Style ss:ID="Default"/><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="d"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></Style></Styles>';

function workbook(table: string, further = ''): Uint8Array {
  return new TextEncoder().encode(
    `<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${STYLES}<Worksheet ss:Name="表"><Table>${table}</Table></Worksheet>${further}</Workbook>`,
  );
}

const cell = (text: string, attributes = '', type = 'String'): string =>
  `<Cell ${attributes}><Data ss:Type="${type}">${text}</Data></Cell>`;
const row = (cells: string, attributes = ''): string => `<Row ${attributes}>${cells}</Row>`;

function shown(table: string, further?: string): string[][][] {
  return readSheetXml(workbook(table, further)).map((block) =>
    block.kind === 'table'
      ? block.rows.map((cells) => cells.map(({ text, column, columns }) => `${text}@${column}+${columns}`))
      : [],
  );
}

describe('a workbook saved as XML', () => {
  it('has cells where they say or behind the one before, merges left out', () => {
    const first = row(cell('标题', 'ss:MergeAcross="2"') + cell('甲'));
    const second = row(cell('乙', 'ss:Index="3"') + cell('丙'), 'ss:Index="4"');
    expect(shown(first + second)).toEqual([
      [
        ['标题@0+3', '甲@3+1'],
        ['乙@2+1', '丙@3+1'],
      ],
    ]);
  });

  it('of very many sheets, or of one that hides the same rows without end, is told or read at once', async () => {
    const sheets = '<Worksheet/>'.repeat(3_000);
    const refused = await readFile(workbook(row(cell('甲')), sheets), '多.xls', PRODUCT_RULES);
    expect(refused.problems).toMatchObject([{ code: 'READ-TOO-MANY-SHEETS' }]);
    const hidden = row('', 'ss:Index="2" ss:Span="1048574" ss:Hidden="1"').repeat(3_000);
    expect(shown(row(cell('甲')) + hidden)).toEqual([[['甲@0+1']]]);
  });

  it('shows numbers, percentages and dates as their formats do', () => {
    const cells =
      cell('0.95', 'ss:StyleID="p"', 'Number') +
      cell('2026-01-01T00:00:00.000', 'ss:StyleID="d"', 'DateTime') +
      cell('12.50', '', 'Number') +
      cell('1', '', 'Boolean');
    expect(shown(row(cells))).toEqual([[['95.00%@0+1', '2026年1月@1+1', '12.5@2+1', 'TRUE@3+1']]]);
  });

  it('joins rich text and leaves comments out', () => {
    const rich = `<Cell><ss:Data ss:Type="String"><B>绩效</B><Font>目标</Font></ss:Data><Comment><ss:Data>批注</ss:Data></Comment></Cell>`;
    expect(shown(row(rich))).toEqual([[['绩效目标@0+1']]]);
  });

  it('leaves out what is hidden: columns, rows and sheets', () => {
    const table = `<Column/><Column ss:Hidden="1"/>${row(cell('甲') + cell('藏') + cell('乙'))}${row(cell('藏'), 'ss:Hidden="1"')}`;
    const sheet =
      '<Worksheet ss:Name="藏"><Table><Row><Cell><Data ss:Type="String">藏</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>';
    expect(shown(table, sheet)).toEqual([[['甲@0+1', '乙@2+1']]]);
  });

  it('is told by its content, also under the name of an old workbook', async () => {
    const heads = ['一级指标', '二级指标', '三级指标', '指标值'].map((text) => cell(text)).join('');
    const body = ['产出指标', '数量指标', '保洁里程', '≥20公里'].map((text) => cell(text)).join('');
    const name = row(cell('项目名称') + cell('河道保洁', 'ss:MergeAcross="2"'));
    const { forms, problems } = await readFile(
      workbook(name + row(heads) + row(body)),
      '表.xls',
      PRODUCT_RULES,
    );
    expect(problems).toEqual([]);
    expect(forms[0]?.record.indicators).toMatchObject([{ level1: '产出指标', level3: '保洁里程' }]);
  });

  it('is refused in the form of Word, with what to do', async () => {
    const word = '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>';
    const { problems } = await readFile(new TextEncoder().encode(word), '表.doc', PRODUCT_RULES);
    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'READ-UNSUPPORTED 本版本尚不能读取Word XML文件',
    ]);
  });
});
