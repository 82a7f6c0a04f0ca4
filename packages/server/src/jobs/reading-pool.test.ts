import { setTimeout as sleep } from 'node:timers/promises';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { createReadingPool, type ReadingPool } from './reading-pool.ts';

let pool: ReadingPool | undefined;
afterEach(async () => {
  await pool?.close();
});

function text(forms: number): Buffer {
  return Buffer.from(
    Array.from({ length: forms }, (_, index) => generateForm(index, seededNumbers(index))).join('\n'),
  );
}

async function countForms(
  from: ReadingPool,
  bytes: Uint8Array,
): Promise<{ readonly forms: number; readonly problems: string[] }> {
  let forms = 0;
  const { problems } = await from.read(bytes, '文件.txt', (portion) => {
    forms += portion.length;
    return Promise.resolve();
  });
  return { forms, problems: problems.map(({ code }) => code) };
}

describe('the reading pool', () => {
  it('does not count against a file how long it waited for the thread', async () => {
    pool = createReadingPool({ threads: 1, timeoutMs: 10_000, heapMegabytes: 512 });
    const slow = pool.read(text(1), '慢.txt', () => sleep(11_000));
    const [, waited] = await Promise.all([slow, countForms(pool, text(2))]);
    expect(waited).toEqual({ forms: 2, problems: [] });
  }, 60_000);

  it('hands over the forms of a large file in portions and waits until each is stored', async () => {
    pool = createReadingPool({ threads: 1, timeoutMs: 30_000, heapMegabytes: 512 });
    let stored = 0;
    let isStoring = false;
    await pool.read(text(120), '文件.txt', async (portion) => {
      expect(isStoring).toBe(false);
      isStoring = true;
      await sleep(30);
      isStoring = false;
      stored += portion.length;
    });
    expect(stored).toBe(120);
  });

  it('ends a thread that is silent for too long, tells it of the file, and goes on with the next', async () => {
    const limits = { threads: 1, timeoutMs: 20, heapMegabytes: 512 };
    pool = createReadingPool(limits);
    expect(await countForms(pool, text(2))).toMatchObject({ forms: 0, problems: ['READ-TIMEOUT'] });
    limits.timeoutMs = 30_000;
    expect(await countForms(pool, text(2))).toEqual({ forms: 2, problems: [] });
  });

  it('survives a document that needs more memory than a thread may have', async () => {
    pool = createReadingPool({ threads: 1, timeoutMs: 60_000, heapMegabytes: 60 });
    expect((await countForms(pool, text(6_000))).problems).toEqual(['READ-OUT-OF-MEMORY']);
    expect(await countForms(pool, text(2))).toEqual({ forms: 2, problems: [] });
  });

  it('fetches an original once for all that is shown of it, and again after it could not be had', async () => {
    pool = createReadingPool({ threads: 1, timeoutMs: 30_000, heapMegabytes: 512 });
    let reads = 0;
    let isAway = true;
    const read = (): Promise<Uint8Array> => {
      reads += 1;
      return isAway ? Promise.reject(new Error('disk is away')) : Promise.resolve(page);
    };
    const page = Buffer.from('<table><tr><td>项目名称</td><td>河道保洁</td></tr></table>');
    const file = { sha256: 'a'.repeat(64), fileName: '一.html', read };
    await expect(pool.summariseOriginal(file)).rejects.toThrow('disk is away');
    isAway = false;
    expect(await pool.summariseOriginal(file)).toEqual({ kind: 'tables' });
    for (let click = 0; click < 3; click += 1)
      expect((await pool.originalWindow(file, { from: 1, to: 9, near: 1 }))?.parts).toHaveLength(1);
    expect(reads).toBe(2);
  });

  it('passes on what storing throws, and goes on with the next file', async () => {
    pool = createReadingPool({ threads: 1, timeoutMs: 30_000, heapMegabytes: 512 });
    const failing = pool.read(text(60), '文件.txt', () => Promise.reject(new Error('disk is full')));
    await expect(failing).rejects.toThrow('disk is full');
    expect(await countForms(pool, text(1))).toEqual({ forms: 1, problems: [] });
  });
});
