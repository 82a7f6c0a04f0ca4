import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderKey } from './order-key.ts';

const bytes = (text: string): Buffer => Buffer.from(orderKey(text), 'utf8');

describe('order key', () => {
  it('puts Chinese names in the order of their pinyin', () => {
    const names = ['中学校舍维修', '阅读推广', '安置房补贴', '信息系统运维', '办公设备购置', '河道保洁'];
    expect(names.sort((a, b) => Buffer.compare(bytes(a), bytes(b)))).toEqual([
      '安置房补贴',
      '办公设备购置',
      '河道保洁',
      '信息系统运维',
      '阅读推广',
      '中学校舍维修',
    ]);
  });

  it('orders single ideographs as the collation of the language does', () => {
    const compare = new Intl.Collator('zh-CN').compare;
    const ideograph = fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(ideograph, ideograph, (a, b) => {
        const expected = compare(a, b);
        if (expected !== 0) expect(Math.sign(Buffer.compare(bytes(a), bytes(b)))).toBe(Math.sign(expected));
      }),
    );
  });

  it('puts what has no name last', () => {
    expect(Buffer.compare(bytes('龥'), Buffer.from(orderKey(null), 'utf8'))).toBe(-1);
    expect(orderKey('')).toBe(orderKey(null));
  });
});
