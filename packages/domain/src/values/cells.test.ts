import { describe, expect, test } from 'vitest';
import { isBlankCell, parseMoneyCell } from './cells.ts';
import { parseDateCell, parsePeriodCell, printDate } from './dates.ts';

describe('parseMoneyCell', () => {
  test.each([
    ['3,596,500', '3596500', undefined],
    ['167，927.00', '167927.00', undefined],
    ['38.5', '38.5', undefined],
    ['0.00', '0.00', undefined],
    ['-5.20', '-5.20', undefined],
    ['180万', '180', '万元'],
    ['930.6 万元', '930.6', '万元'],
    ['¥1,200.50元', '1200.50', '元'],
    ['1.25亿元', '12500.00', '万元'],
    ['100元整', '100', '元'],
  ])('%s is %s %s', (text, amount, unit) => {
    expect(parseMoneyCell(text)).toEqual(unit === undefined ? { amount } : { amount, unit });
  });

  test.each(['-', '—', '/', '', '无', '12,34', '1.2.3', '约10万', '5%', '9'.repeat(70)])(
    '%j is no amount',
    (text) => {
      expect(parseMoneyCell(text)).toBeNull();
    },
  );

  test.each([
    ['-', true],
    ['——', true],
    [' / ', true],
    ['', true],
    ['0', false],
    ['-'.repeat(80), false],
  ])('%j says nothing: %s', (text, isBlank) => {
    expect(isBlankCell(text)).toBe(isBlank);
  });
});

describe('parseDateCell', () => {
  test.each([
    ['2026-01-31', '2026-01-31'],
    ['2023年3月1日', '2023-03-01'],
    ['2023 年 12 月', '2023-12'],
    ['2023.03', '2023-03'],
    ['2023.3', '2023-03'],
    ['2023/3/1', '2023-03-01'],
    ['20230301', '2023-03-01'],
    ['2023', '2023'],
    ['2023年度', '2023'],
    ['2023-01-31 00:00:00', '2023-01-31'],
  ])('%s is %s', (text, iso) => {
    expect(parseDateCell(text)).toBe(iso);
  });

  test.each(['', '-', '12月', '2023-13-01', '2023-02-30', '长期', '2023年底', '1'.repeat(61)])(
    '%j is no date',
    (text) => {
      expect(parseDateCell(text)).toBeNull();
    },
  );
});

describe('parsePeriodCell', () => {
  test.each([
    ['2023.03-2023.12', '2023-03', '2023-12'],
    ['(2021年 - 2021年)', '2021', '2021'],
    ['2023-01-01至2023-12-31', '2023-01-01', '2023-12-31'],
    ['2023-01-01-2023-12-31', '2023-01-01', '2023-12-31'],
    ['2023年3月—12月', '2023-03', '2023-12'],
    ['2023年1-6月', '2023-01', '2023-06'],
    ['2021-2023年', '2021', '2023'],
    ['2023年1月1日至2023年12月31日止', '2023-01-01', '2023-12-31'],
  ])('%s runs from %s to %s', (text, start, end) => {
    expect(parsePeriodCell(text)).toEqual({ start, end });
  });

  test.each(['2023-01-31', '2023年', '长期', '-', '至'.repeat(61)])('%j is no period', (text) => {
    expect(parsePeriodCell(text)).toBeNull();
  });
});

test('dates print as forms do', () => {
  expect(printDate({ part: 'end' })).toBe('年底');
  expect(printDate({ year: 2024, part: 'q3' })).toBe('2024年第三季度');
  expect(printDate({ month: 12, day: 25 })).toBe('12月25日');
});
