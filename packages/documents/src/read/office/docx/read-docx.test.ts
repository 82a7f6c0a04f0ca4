import { describe, expect, it } from 'vitest';

import { docx, paragraph, type Parts } from '../../../../fuzz/office-files.ts';
import type { Block } from '../../../model/blocks.ts';
import { Archive } from '../unzip.ts';
import { readDocx } from './read-docx.ts';

function blocks(body: string, further?: Parts): Block[] {
  return readDocx(new Archive(docx(body, further)), 'word/document.xml');
}

/** Paragraphs as text, tables as rows of `text@column+columns×rows`. */
function shown(body: string, further?: Parts): unknown[] {
  return blocks(body, further).map((block) =>
    block.kind === 'paragraph'
      ? block.text
      : block.rows.map((row) =>
          row.map(({ text, column, columns, rows }) => `${text}@${column}+${columns}×${rows}`),
        ),
  );
}

const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
const inParagraph = (content: string): string => `<w:p>${content}</w:p>`;
const cell = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const textCell = (text: string, properties = ''): string => cell(paragraph(text), properties);
const table = (rows: readonly string[], widths: readonly number[] = []): string =>
  `<w:tbl><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.map((row) => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>`;

describe('the text of a paragraph', () => {
  it.each([
    ['joins its runs', run('项') + run('目名称'), ['项目名称']],
    ['breaks where a line breaks', `${run('效益')}<w:r><w:br/></w:r>${run('指标')}`, ['效益\n指标']],
    [
      'leaves deleted text out and keeps what was inserted',
      `<w:del>${run('旧')}</w:del><w:ins>${run('新')}</w:ins>`,
      ['新'],
    ],
    [
      'leaves moved text out where it stood',
      `<w:moveFrom>${run('甲')}</w:moveFrom><w:moveTo>${run('乙')}</w:moveTo>`,
      ['乙'],
    ],
    [
      'leaves hidden text out',
      run('见') + run('不见', '<w:vanish/>') + run('得', '<w:vanish w:val="0"/>'),
      ['见得'],
    ],
    ['reads no instruction of a field', '<w:r><w:instrText>PAGE</w:instrText></w:r>', []],
    ['reads tick boxes', '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run('优'), ['☑优']],
    [
      'reads signs of the font Symbol',
      '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run('95'),
      ['≥95'],
    ],
    [
      'reads letters set in a symbol font',
      run('R', '<w:rFonts w:ascii="Wingdings 2"/>') + run('良'),
      ['☑良'],
    ],
    [
      'leaves the reading above a word out',
      '<w:r><w:ruby><w:rt><w:r><w:t>lù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>路</w:t></w:r></w:rubyBase></w:ruby></w:r>',
      ['路'],
    ],
    [
      'takes no property of before a change',
      run('在', '<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>'),
      ['在'],
    ],
    [
      'reads what stands in content controls',
      `<w:sdt><w:sdtPr/><w:sdtContent>${run('局')}</w:sdtContent></w:sdt>`,
      ['局'],
    ],
    [
      'shows the check boxes of old forms',
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>${run('优')}<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>${run('良')}`,
      ['☑优□良'],
    ],
    [
      'leaves the mark of a footnote out',
      run('保洁里程') + '<w:r><w:footnoteReference w:id="2"/></w:r>',
      ['保洁里程'],
    ],
    [
      'takes no prompt of an empty control',
      `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run('单击此处')}</w:sdtContent></w:sdt>`,
      [],
    ],
  ])('%s', (_, content, expected) => {
    expect(shown(inParagraph(content))).toEqual(expected);
  });

  it('goes on with the next one where the mark between them is deleted', () => {
    const first = `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run('财政项目')}</w:p>`;
    expect(shown(first + paragraph('支出'))).toEqual(['财政项目支出']);
  });

  it('is hidden by its style', () => {
    const styles =
      '<w:styles xmlns:w="w"><w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>';
    const body = inParagraph(run('甲', '<w:rStyle w:val="b"/>') + run('乙'));
    expect(shown(body, { 'word/styles.xml': styles })).toEqual(['乙']);
  });

  it('of a table of contents is furniture', () => {
    const styles =
      '<w:styles xmlns:w="w"><w:style w:styleId="11"><w:name w:val="toc 1"/></w:style></w:styles>';
    const body = `<w:p><w:pPr><w:pStyle w:val="11"/></w:pPr>${run('路灯绩效目标表')}<w:r><w:tab/></w:r>${run('3')}</w:p>`;
    expect(blocks(body, { 'word/styles.xml': styles })).toMatchObject([{ isFurniture: true }]);
  });
});

describe('a text box', () => {
  const box = (text: string): string => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;

  it('stands before the paragraph that holds it, once', () => {
    const both = `<mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing>${box('附件1')}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box('附件1')}</w:pict></mc:Fallback></mc:AlternateContent>`;
    expect(shown(inParagraph(`${run('标')}<w:r>${both}</w:r>${run('题')}`))).toEqual(['附件1', '标题']);
  });

  it('is the only text of a drawing that counts', () => {
    expect(shown(inParagraph('<w:r><w:drawing><a:t xmlns:a="a">图例</a:t></w:drawing></w:r>'))).toEqual([]);
  });
});

describe('the grid of a table', () => {
  it('has merges to the right and downwards', () => {
    const rows = [
      textCell('产出指标', '<w:vMerge w:val="restart"/>') + textCell('甲', '<w:gridSpan w:val="2"/>'),
      textCell('', '<w:vMerge/>') + textCell('乙') + textCell('丙'),
    ];
    expect(shown(table(rows))).toEqual([
      [
        ['产出指标@0+1×2', '甲@1+2×1'],
        ['乙@1+1×1', '丙@2+1×1'],
      ],
    ]);
  });

  it('keeps a merge that goes on from nowhere, as behind a page break', () => {
    expect(shown(table([textCell('续', '<w:vMerge/>') + textCell('甲')]))).toEqual([
      [['续@0+1×1', '甲@1+1×1']],
    ]);
  });

  it('begins a row further right where columns are left free', () => {
    const row = `<w:trPr><w:gridBefore w:val="2"/></w:trPr>${textCell('甲')}`;
    expect(shown(table([row]))).toEqual([[['甲@2+1×1']]]);
  });

  it('has no rows that were deleted or hidden', () => {
    const rows = [
      textCell('甲'),
      `<w:trPr><w:del/></w:trPr>${textCell('乙')}`,
      `<w:trPr><w:hidden/></w:trPr>${textCell('丙')}`,
    ];
    expect(shown(table(rows))).toEqual([[['甲@0+1×1']]]);
  });

  it('knows the old way of merging cells of a row', () => {
    const row = textCell('甲', '<w:hMerge w:val="restart"/>') + textCell('', '<w:hMerge/>') + textCell('乙');
    expect(shown(table([row]))).toEqual([[['甲@0+2×1', '乙@2+1×1']]]);
  });

  it('holds several paragraphs of a cell as lines', () => {
    expect(shown(table([cell(paragraph('目标1') + paragraph('目标2')) + textCell('甲')]))).toEqual([
      [['目标1\n目标2@0+1×1', '甲@1+1×1']],
    ]);
  });

  it('has rows and cells also within content controls', () => {
    const control = (content: string): string =>
      `<w:sdt><w:sdtPr><w:alias w:val="行"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    const body = `<w:tbl><w:tr>${textCell('甲')}${control(textCell('乙'))}</w:tr>${control(`<w:tr>${textCell('丙')}${textCell('丁')}</w:tr>`)}</w:tbl>`;
    expect(shown(body)).toEqual([
      [
        ['甲@0+1×1', '乙@1+1×1'],
        ['丙@0+1×1', '丁@1+1×1'],
      ],
    ]);
  });

  it('is opened where a table only frames another one', () => {
    const inner = table([textCell('甲') + textCell('乙')]);
    expect(shown(table([cell(paragraph('标题') + inner)]))).toEqual(['标题', [['甲@0+1×1', '乙@1+1×1']]]);
  });

  it('takes a table inside a cell among others as lines', () => {
    const inner = table([textCell('甲') + textCell('乙'), textCell('丙') + textCell('丁')]);
    expect(shown(table([textCell('目标') + cell(inner)]))).toEqual([[['目标@0+1×1', '甲 乙\n丙 丁@1+1×1']]]);
  });

  it('is shared by tables that follow each other with other columns', () => {
    const first = table([textCell('一') + textCell('二') + textCell('三')], [1000, 1000, 2000]);
    const second = table([textCell('甲') + textCell('乙')], [2000, 2000]);
    expect(shown(`${first}<w:p/>${second}`)).toEqual([
      [['一@0+1×1', '二@1+1×1', '三@2+1×1']],
      [['甲@0+2×1', '乙@2+1×1']],
    ]);
  });
});
