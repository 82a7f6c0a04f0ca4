import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localFileStore, type FileStore } from './file-store.ts';

describe('local file store', () => {
  let folder: string;
  let files: FileStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiheng-files-'));
    files = localFileStore(folder);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it.each([0, 1, 100_000])('gives back %d bytes under their hash', async (size) => {
    const content = randomBytes(size);
    const { sha256, bytes } = await files.put('t1', content);
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(bytes).toBe(size);
    expect(Buffer.compare(await files.read('t1', sha256), content)).toBe(0);
    expect(await files.has('t1', sha256)).toBe(true);
    expect(await files.has('t2', sha256)).toBe(false);
  });

  it('takes a stream and gives one', async () => {
    const { sha256 } = await files.put('t1', Readable.from([Buffer.from('绩效'), Buffer.from('目标')]));
    const parts: Buffer[] = [];
    for await (const part of files.stream('t1', sha256)) parts.push(part as Buffer);
    expect(Buffer.concat(parts).toString()).toBe('绩效目标');
  });

  it('keeps equal bytes once, also when they come at the same moment', async () => {
    const content = randomBytes(5000);
    const results = await Promise.all([1, 2, 3, 4].map(() => files.put('t3', content)));
    expect(new Set(results.map(({ sha256 }) => sha256)).size).toBe(1);
    const found = await readdir(join(folder, 't3'), { recursive: true });
    expect(found.filter((name) => name.length > 60)).toHaveLength(1);
  });

  it('removes bytes, once or twice, and only those', async () => {
    const [gone, kept] = [await files.put('t5', Buffer.from('一')), await files.put('t5', Buffer.from('二'))];
    await files.remove('t5', gone.sha256);
    await files.remove('t5', gone.sha256);
    expect([await files.has('t5', gone.sha256), await files.has('t5', kept.sha256)]).toEqual([false, true]);
  });

  it('cleans away what is half written or not wanted', async () => {
    const own = localFileStore(join(folder, 'clean'));
    const [kept, gone] = [await own.put('t6', Buffer.from('一')), await own.put('t6', Buffer.from('二'))];
    await writeFile(join(folder, 'clean', 't6', 'unfinished-1'), 'half');
    await own.clean((tenantId, sha256) => Promise.resolve(`${tenantId}/${sha256}` === `t6/${kept.sha256}`));
    expect(await readdir(join(folder, 'clean', 't6'))).not.toContain('unfinished-1');
    expect([await own.has('t6', kept.sha256), await own.has('t6', gone.sha256)]).toEqual([true, false]);
    await localFileStore(join(folder, 'not there')).clean(() => Promise.resolve(false));
  });

  it('leaves nothing behind when the stream breaks', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('half');
        throw new Error('connection lost');
      })(),
    );
    await expect(files.put('t4', broken)).rejects.toThrow('connection lost');
    expect(await readdir(join(folder, 't4'))).toEqual([]);
  });
});
