import { withThousands } from '@jiheng/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesText, countText, executionRate, moneyHeadline, shareText, wanColumn } from './numbers.ts';

describe('withThousands', () => {
  it.each([
    ['1234567.80', '1,234,567.80'],
    ['-1234', '-1,234'],
    ['999', '999'],
    ['0.123456', '0.123456'],
    ['约3万', '约3万'],
  ])('prints %s as %s', (text, shown) => {
    expect(withThousands(text)).toBe(shown);
  });

  it('changes nothing but the separators', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.stringMatching(/^\d{0,4}$/), (whole, fraction) => {
        const text = `${String(whole)}${fraction === '' ? '' : `.${fraction}`}`;
        expect(withThousands(text).replaceAll(',', '')).toBe(text);
        expect(withThousands(text)).toMatch(/^-?\d{1,3}(,\d{3})*(\.\d+)?$/);
      }),
    );
  });
});

describe('money', () => {
  it('gets two places in a column, rounded half up', () => {
    expect(wanColumn('1234.565')).toBe('1,234.57');
    expect(wanColumn('3')).toBe('3.00');
  });

  it('is told in 亿元 from ten thousand 万元', () => {
    expect(moneyHeadline('9999.99')).toEqual({ number: '9,999.99', unit: '万元' });
    expect(moneyHeadline('10000')).toEqual({ number: '1.00', unit: '亿元' });
    expect(moneyHeadline('-25000')).toEqual({ number: '-2.50', unit: '亿元' });
  });

  it('has no execution rate without a budget', () => {
    expect(executionRate('0.00', '5')).toBeNull();
    expect(executionRate('110.28', '61.31')).toBe('55.59');
  });
});

describe('counts, sizes and shares', () => {
  it('mark the limit of exact counting', () => {
    expect(countText(1000, true)).toBe('1,000+');
    expect(countText(1000, false)).toBe('1,000');
  });

  it('never round something to nothing', () => {
    expect(shareText(0)).toBe('0 %');
    expect(shareText(0.00001)).toBe('不足 0.01 %');
    expect(shareText(0.005)).toBe('0.50 %');
    expect(bytesText(512)).toBe('512 字节');
    expect(bytesText(2 * 1024 * 1024)).toBe('2.0 MB');
  });
});
