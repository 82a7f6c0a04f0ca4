import { describe, expect, it } from 'vitest';
import { namedIn } from './exports.ts';

describe('name of a downloaded file', () => {
  it.each([
    [`attachment; filename="___.pdf"; filename*=UTF-8''%E5%9B%BE%E4%B9%A6.pdf`, '图书.pdf'],
    ['attachment', '绩效表'],
    [`attachment; filename*=UTF-8''%E5%9B`, '绩效表'],
    [null, '绩效表'],
  ])('%s is %s', (header, name) => {
    expect(namedIn(header, '绩效表')).toBe(name);
  });
});
