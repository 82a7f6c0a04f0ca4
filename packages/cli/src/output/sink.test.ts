import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { fileSink, writeWhole } from './sink.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiheng-sink-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('fileSink', () => {
  it('shows the file under its name only when it is whole, and makes its folder', async () => {
    const path = join(folder, '新', '报告.html');
    const sink = await fileSink(path);
    await sink.write('前');
    expect(await readdir(join(folder, '新'))).not.toContain('报告.html');
    await sink.write('后');
    await sink.close();
    expect(await readFile(path, 'utf8')).toBe('前后');
    expect(await readdir(join(folder, '新'))).toEqual(['报告.html']);
  });

  it('leaves the old file as it was when the work is given up', async () => {
    const path = join(folder, '报告.html');
    writeWhole(path, '旧');
    const sink = await fileSink(path);
    await sink.write('新');
    await sink.discard();
    expect(await readFile(path, 'utf8')).toBe('旧');
    expect(await readdir(folder)).toEqual(['报告.html']);
  });

  it.skipIf(process.platform === 'win32')('writes to a device instead of replacing it', async () => {
    const sink = await fileSink('/dev/null');
    await sink.write('文本');
    await sink.close();
    expect(await readdir('/dev')).toContain('null');
    expect((await readdir('/dev')).filter((name) => name.startsWith('null.'))).toEqual([]);
  });
});

describe('writeWhole', () => {
  it('fails without leaving anything where it may not write', async () => {
    expect(() => {
      writeWhole(join(folder, '没有', '文件.json'), '{}');
    }).toThrow(/ENOENT/);
    expect(await readdir(folder)).toEqual([]);
  });
});
