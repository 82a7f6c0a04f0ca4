import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { gatherInputs } from './gather.ts';
import type { Input } from './input.ts';

let root = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jiheng-gather-'));
  await mkdir(join(root, '下级', '.隐藏'), { recursive: true });
  for (const name of ['乙.txt', '甲.TXT', '图.png', '下级/丙.md', '下级/.隐藏/丁.txt', '大.txt'])
    await writeFile(join(root, name), name === '大.txt' ? 'x'.repeat(200) : '文');
  await symlink(root, join(root, '下级', '回到上级'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

const gather = (args: readonly string[], stdin = ''): Promise<Input[]> =>
  gatherInputs(args, { maxBytes: 100, stdin: Readable.from([Buffer.from(stdin)]) });

const shown = ({ name, source }: Input): string =>
  `${name.replace(`${root}/`, '')}${source.kind === 'problem' ? ` ${source.problem.code}` : ''}`;

describe('gatherInputs', () => {
  it('takes a folder with everything below it, sorted, without hidden folders, other kinds of files and link loops', async () => {
    expect((await gather([root])).map(shown)).toEqual([
      '下级/丙.md',
      '乙.txt',
      '大.txt READ-TOO-LARGE',
      '甲.TXT',
    ]);
  });

  it('keeps the order of the arguments and takes each path once', async () => {
    const inputs = await gather([join(root, '甲.TXT'), root, join(root, '下级', '..', '乙.txt')]);
    expect(inputs.map(shown)).toEqual(['甲.TXT', '下级/丙.md', '乙.txt', '大.txt READ-TOO-LARGE']);
  });

  it('expands globs', async () => {
    const inputs = await gather([`${root}/**/*.{txt,md}`]);
    expect(inputs.map(({ name }) => name.slice(name.lastIndexOf('/') + 1))).toEqual([
      '丙.md',
      '乙.txt',
      '大.txt',
    ]);
  });

  it('reads a file named by itself whatever its extension', async () => {
    expect((await gather([join(root, '图.png')])).map(shown)).toEqual(['图.png']);
  });

  it('reports what is missing and goes on', async () => {
    const inputs = await gather([
      join(root, '没有.txt'),
      `${root}/*.xyz`,
      join(root, '下级', '.隐藏'),
      join(root, '乙.txt'),
    ]);
    expect(inputs.map(shown)).toEqual([
      '没有.txt READ-NOT-FOUND',
      '*.xyz READ-NO-MATCH',
      '下级/.隐藏/丁.txt',
      '乙.txt',
    ]);
  });

  it('reports a folder without readable files', async () => {
    const empty = join(root, '空');
    await mkdir(empty);
    expect((await gather([empty])).map(shown)).toEqual(['空 READ-EMPTY-FOLDER']);
    await rm(empty, { recursive: true });
  });

  it('reads standard input once and gives it up at the limit', async () => {
    const [input, ...more] = await gather(['-', '-'], '文本');
    expect(more).toEqual([]);
    expect(input?.source).toEqual({ kind: 'bytes', bytes: Buffer.from('文本') });
    expect((await gather(['-'], 'x'.repeat(101))).map(shown)).toEqual(['标准输入 READ-TOO-LARGE']);
  });
});
