import { describe, expect, it } from 'vitest';
import { durationText, instantText, secondsLeft } from './times.ts';

describe('times', () => {
  it('are told in Beijing time wherever the browser is', () => {
    expect(instantText('2026-01-31T16:05:00Z')).toBe('2026-02-01 00:05');
    expect(instantText('昨天')).toBe('昨天');
  });

  it.each([
    [0.4, '不到 1 秒'],
    [12.4, '12 秒'],
    [60, '1 分钟'],
    [200, '3 分 20 秒'],
  ])('say %d seconds as %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });

  it('promise nothing before the first file and after the last', () => {
    expect(secondsLeft(0, 10, 3)).toBeNull();
    expect(secondsLeft(10, 10, 3)).toBeNull();
    expect(secondsLeft(2, 10, 3)).toBe(12);
  });
});
