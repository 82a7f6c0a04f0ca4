import { describe, expect, it } from 'vitest';

import { doubtOf } from './doubtful-rows.ts';

const POINTS = [
  { printed: '10.00', points: '10.00' },
  { printed: '-', points: null },
];

describe('doubtOf', () => {
  it.each([
    '工程验收合格率',
    '12月份',
    '12月25日前完成',
    'PM2.5浓度',
    '3A级景区数量',
    '100%达标小区数',
    'GDP',
  ])('lets the name %s pass', (name) => {
    expect(doubtOf(name, POINTS)).toBeNull();
  });

  it.each(['≥80.00(%)', '20.00', '100.00(%)', '85%-95%', '@@##', '≥3次'])(
    'doubts %s where a name should stand',
    (name) => {
      expect(doubtOf(name, POINTS)).toBe(`“${name}”不像指标名称`);
    },
  );

  it('doubts points that are no number; a blank or a dash is none', () => {
    expect(doubtOf('合格率', [{ printed: '二十', points: null }])).toBe('“合格率”的分值或得分不是数字：二十');
    expect(doubtOf('合格率', [{ printed: '/', points: null }])).toBeNull();
  });
});
