import { describe, expect, it } from 'vitest';
import { cleanFileName } from './receive-files.ts';

describe('the name of an uploaded file', () => {
  it.each([
    ['绩效自评表.txt', '绩效自评表.txt'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\张三\\自评表.txt', '自评表.txt'],
    ['a\u0000b\u202Etxt.exe', 'abtxt.exe'],
    ['..', '未命名文件'],
    ['folder/', '未命名文件'],
    ['  ', '未命名文件'],
    [undefined, '未命名文件'],
    ['cafe\u0301.txt', 'café.txt'],
  ])('%j becomes %j', (given, expected) => {
    expect(cleanFileName(given)).toBe(expected);
  });

  it('keeps the extension of a very long name', () => {
    const name = cleanFileName(`${'长'.repeat(500)}.txt`);
    expect(name).toHaveLength(200);
    expect(name.endsWith('.txt')).toBe(true);
  });
});
