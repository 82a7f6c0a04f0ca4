import { expect, it } from 'vitest';
import { fillIn, quoted } from './quote.ts';

it.each([
  ['路灯改造', '“路灯改造”'],
  ['“三品一械”检查', '“‘三品一械’检查”'],
  ['', '“”'],
])('puts %s between quotation marks', (text, expected) => {
  expect(quoted(text)).toBe(expected);
});

it.each([
  ['成本指标“{name}”没有目标值', '成本指标“‘三品一械’检查”没有目标值'],
  ['{name}没有目标值', '“三品一械”检查没有目标值'],
  ['“{other}”与{name}', '“甲”与“三品一械”检查'],
  ['“{other}与{name}”', '“甲与‘三品一械’检查”'],
  ['{missing}', '{missing}'],
])('fills %s', (text, expected) => {
  const values: Readonly<Record<string, string>> = { name: '“三品一械”检查', other: '甲' };
  expect(fillIn(text, (name) => values[name])).toBe(expected);
});
