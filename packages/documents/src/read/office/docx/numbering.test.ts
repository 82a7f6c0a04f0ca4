import { describe, expect, it } from 'vitest';

import { docx } from '../../../../fuzz/office-files.ts';
import { Archive } from '../unzip.ts';
import { numberInWords } from './number-words.ts';
import { readDocx } from './read-docx.ts';

const numbered = (text: string, list: number, level = 0): string =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;

const LEVELS = `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>`;
const NUMBERING = `<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="5">${LEVELS}</w:abstractNum>
<w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="6"/></w:num></w:numbering>`;

function lines(body: string, styles?: string): string[] {
  const parts = { 'word/numbering.xml': NUMBERING, ...(styles && { 'word/styles.xml': styles }) };
  return readDocx(new Archive(docx(body, parts)), 'word/document.xml').flatMap((block) =>
    block.kind === 'paragraph' ? [block.text] : block.rows.flat().map(({ text }) => text),
  );
}

describe('a paragraph of a list', () => {
  it('has its printed number before it, counted level by level', () => {
    const body =
      numbered('总体目标', 1) +
      numbered('甲', 1, 1) +
      numbered('乙', 1, 1) +
      numbered('保障措施', 1) +
      numbered('丙', 1, 1);
    expect(lines(body)).toEqual(['一、总体目标', '1. 甲', '2. 乙', '二、保障措施', '1. 丙']);
  });

  it('prints the numbers of the levels above in digits where the level asks for it', () => {
    const body = numbered('一', 1) + numbered('二', 1, 1) + numbered('三', 1, 2) + numbered('四', 1, 2);
    expect(lines(body).slice(2)).toEqual(['1.1.1 三', '1.1.2 四']);
  });

  it('begins anew in a list that says so, and goes on in one of the same kind that does not', () => {
    const body = numbered('甲', 1) + numbered('乙', 1) + numbered('丙', 2) + numbered('丁', 1);
    expect(lines(body)).toEqual(['一、甲', '二、乙', '一、丙', '二、丁']);
  });

  it('has no number in no list, below a bullet, or in a list that the file lacks', () => {
    expect(lines(numbered('甲', 0) + numbered('乙', 3) + numbered('丙', 9))).toEqual(['甲', '乙', '丙']);
  });

  it('may be in a list by its style', () => {
    const styles =
      '<w:styles xmlns:w="w"><w:style w:styleId="a"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>';
    const styled = '<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>';
    expect(lines(styled + styled, styles)).toEqual(['1. 甲', '2. 甲']);
  });

  it('is its number where a cell holds nothing else', () => {
    const cell = (content: string): string => `<w:tc>${content}</w:tc>`;
    const row = (content: string): string => `<w:tr>${content}</w:tr>`;
    const body = `<w:tbl>${row(cell(numbered('', 1, 1)) + cell(numbered('', 0)))}${row(cell(numbered('', 1, 1)) + cell(numbered('乙', 0)))}</w:tbl>`;
    expect(lines(body)).toEqual(['1. ', '', '2. ', '乙'].map((text) => text.trim()));
  });
});

describe('a number in words', () => {
  it.each([
    [10, 'chineseCounting', '十'],
    [15, 'chineseCountingThousand', '十五'],
    [20, 'chineseCounting', '二十'],
    [105, 'chineseCounting', '一百〇五'],
    [110, 'chineseCounting', '一百一十'],
    [12, 'chineseLegalSimplified', '壹拾贰'],
    [10, 'ideographDigital', '一〇'],
    [3, 'decimalEnclosedCircle', '③'],
    [21, 'decimalEnclosedCircleChinese', '21'],
    [7, 'decimalZero', '07'],
    [4, 'upperRoman', 'IV'],
    [28, 'lowerLetter', 'bb'],
    [12, 'decimalFullWidth', '１２'],
    [11, 'ideographTraditional', '甲'],
    [3, 'unheardOf', '3'],
    [0, 'chineseCounting', '0'],
    [5, 'none', ''],
  ])('%i as %s is %s', (number, format, expected) => {
    expect(numberInWords(number, format)).toBe(expected);
  });
});
