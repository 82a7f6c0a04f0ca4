import { expect, it } from 'vitest';

import { cleanText } from './clean-text.ts';

it.each([
  ['a<b且c>d', 'a<b且c>d'],
  ['<合计>', '<合计>'],
  ['<x年度绩效目标>', '<x年度绩效目标>'],
  ['x<b and c>d', 'x<b and c>d'],
])('keeps %s, which is no tag', (text, expected) => {
  expect(cleanText(text)).toBe(expected);
});

it.each([
  ['第一行<br/>第二行', '第一行第二行'],
  ['<td colspan="2" nowrap=nowrap>合计</td>', '合计'],
  ["<SPAN style='color: red'>≥95%</SPAN>", '≥95%'],
  ['甲&nbsp;', '甲'],
])('takes the tags out of %s', (text, expected) => {
  expect(cleanText(text)).toBe(expected);
});
