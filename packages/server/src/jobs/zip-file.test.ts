import { randomBytes } from 'node:crypto';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.ts';
import { zipFile, type ZipEntry } from './zip-file.ts';

const MODIFIED = new Date('2026-03-01T02:00:00.000Z');

async function* list<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

describe('a ZIP written piece by piece', () => {
  it('gives every entry back under its Chinese name', async () => {
    const entries = Array.from({ length: 40 }, (_, at) => ({
      name: `Word/${String(at)} 图书采购（2025年度）.docx`,
      bytes: new Uint8Array(randomBytes(50_000)),
      isPacked: at % 2 === 0,
    }));
    const chunks: Buffer[] = [];
    for await (const chunk of zipFile(list(entries), MODIFIED)) chunks.push(chunk);
    const back = unzipSync(new Uint8Array(Buffer.concat(chunks)));
    expect(Object.keys(back)).toEqual(entries.map(({ name }) => name));
    for (const { name, bytes } of entries) expect(Buffer.compare(back[name]!, bytes)).toBe(0);
  });

  it('holds no more than a few entries at a time', async () => {
    let asked = 0;
    let given = 0;
    const entries = async function* (): AsyncGenerator<ZipEntry> {
      for (; asked < 50; asked += 1) {
        // What was asked for before has left, but for a small rest.
        expect(asked * 100_000 - given).toBeLessThan(400_000);
        yield await Promise.resolve({ name: String(asked), bytes: randomBytes(100_000), isPacked: true });
      }
    };
    for await (const chunk of zipFile(entries(), MODIFIED)) given += chunk.length;
    expect(given).toBeGreaterThan(5_000_000);
  });

  it('passes on that an entry cannot be had', async () => {
    const entries = async function* (): AsyncGenerator<ZipEntry> {
      yield { name: 'a', bytes: new Uint8Array(3), isPacked: true };
      await Promise.reject(new Error('cancelled'));
    };
    const read = async (): Promise<void> => {
      for await (const chunk of zipFile(entries(), MODIFIED)) expect(chunk.length).toBeGreaterThan(0);
    };
    await expect(read()).rejects.toThrow('cancelled');
  });
});

describe('work in order', () => {
  it('gives results in the order of the items, a few at a time', async () => {
    let running = 0;
    let most = 0;
    const work = async (item: number): Promise<number> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((done) => setTimeout(done, 6 - item));
      running -= 1;
      return item;
    };
    const results: number[] = [];
    for await (const result of inOrder(list([1, 2, 3, 4, 5]), 2, work)) results.push(result);
    expect(results).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });
});
