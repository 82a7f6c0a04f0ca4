import { describe, expect, it } from 'vitest';
import { readDate } from './read-date.ts';

describe('readDate', () => {
  it.each(['2027-01-31', '2027-1-31', '2027/1/31', '2027年1月31日', '20270131', '２０２７．１．３１'])(
    'understands %s',
    (text) => {
      expect(readDate(text)).toBe('2027-01-31');
    },
  );

  it.each(['', '2027-02-30', '2027-13-01', '明年', '2027-1', '27-01-31'])('refuses “%s”', (text) => {
    expect(readDate(text)).toBeUndefined();
  });
});
