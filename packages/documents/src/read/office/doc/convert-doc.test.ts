import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { convertDoc } from './convert-doc.ts';

const bytes = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]);

it('asks for LibreOffice where none is installed', async () => {
  await expect(convertDoc(bytes, ['no-such-program'])).rejects.toMatchObject({
    problem: { code: 'READ-NEEDS-LIBREOFFICE', message: '读取旧版Word文档需要LibreOffice，本机没有安装' },
  });
});

/** Programs at the edge of ours that behave as LibreOffice does, well and badly. */
describe.skipIf(process.platform === 'win32')('the converter', () => {
  let folder = '';
  const program = async (name: string, script: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return path;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiheng-converter-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('gives back the file that the program made, and tries the next name where one is missing', async () => {
    const copies = await program('copies', 'for last; do :; done; cp "$last" "${last}x"');
    expect(await convertDoc(bytes, ['no-such-program', copies])).toEqual(Buffer.from(bytes));
  });

  it('ends a program that takes too long together with what it started', async () => {
    const pidFile = join(folder, 'pid');
    const hangs = await program('hangs', `sleep 300 & echo $! > ${pidFile}; wait`);
    await expect(convertDoc(bytes, [hangs], 1_000)).rejects.toMatchObject({
      problem: { code: 'READ-CONVERSION-FAILED' },
    });
    const pid = Number(await readFile(pidFile, 'utf8'));
    expect(pid).toBeGreaterThan(0);
    // A killed process may stay known for a moment until its new parent has heard of it.
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '(sleep) Z');
    expect(state).toMatch(/\(sleep\) [ZX]/);
  });

  it.each([
    ['ends with an error', 'exit 77'],
    ['ends well without a result', 'exit 0'],
  ])('reports a program that %s', async (_, script) => {
    const fails = await program('fails', script);
    await expect(convertDoc(bytes, [fails])).rejects.toMatchObject({
      problem: { code: 'READ-CONVERSION-FAILED' },
    });
  });
});
