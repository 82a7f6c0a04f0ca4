import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { inOrder } from './in-order.ts';

describe('inOrder', () => {
  it('yields in order though later jobs finish first', async () => {
    const seen: number[] = [];
    for await (const value of inOrder(5, 5, (index) => sleep(20 - index * 4, index))) seen.push(value);
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });

  it('never runs more than the given number at a time', async () => {
    let running = 0;
    let most = 0;
    const job = async (index: number): Promise<number> => {
      running += 1;
      most = Math.max(most, running);
      await sleep(1);
      running -= 1;
      return index;
    };
    const seen: number[] = [];
    for await (const value of inOrder(40, 3, job)) seen.push(value);
    expect(seen).toHaveLength(40);
    expect(most).toBe(3);
  });

  it('waits for a slow first job instead of piling up results', async () => {
    let release = (): void => undefined;
    const first = new Promise<void>((done) => (release = done));
    let started = 0;
    const results = inOrder(1000, 4, async (index) => {
      started += 1;
      if (index === 0) await first;
      return index;
    });
    const firstResult = results.next();
    await sleep(20);
    expect(started).toBeLessThan(100);
    release();
    expect((await firstResult).value).toBe(0);
    let last = 0;
    for await (const value of results) last = value;
    expect(last).toBe(999);
  });
});
