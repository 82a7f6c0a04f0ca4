import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Lanes } from './lanes.ts';
import { repeatedly } from './repeatedly.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Pieces that wait; working on one lasts until its turn comes. */
function queueOf(pieces: number, most: number) {
  const state = { waiting: pieces, working: 0, highest: 0, errors: [] as unknown[], whenIdle: 0 };
  const lanes = new Lanes({
    most,
    next: async () => {
      if (state.waiting === 0) return false;
      state.waiting -= 1;
      state.working += 1;
      state.highest = Math.max(state.highest, state.working);
      await Promise.resolve();
      state.working -= 1;
      return true;
    },
    whenIdle: () => {
      state.whenIdle += 1;
      return Promise.resolve();
    },
    onError: (error) => {
      state.errors.push(error);
    },
  });
  return { state, lanes };
}

describe('lanes', () => {
  it('work until nothing waits, never on more at once than they may', async () => {
    const { state, lanes } = queueOf(7, 3);
    lanes.wake();
    await lanes.idle();
    expect(state).toMatchObject({ waiting: 0, highest: 3, whenIdle: 1 });
  });

  it('look again when something comes while the last of them finds nothing', async () => {
    const looks: number[] = [];
    let waiting = 0;
    const lanes = new Lanes({
      most: 1,
      next: () => {
        looks.push(waiting);
        if (looks.length > 1) return Promise.resolve(waiting-- > 0);
        // It comes after the look began and before it has ended.
        waiting += 1;
        lanes.wake();
        return Promise.resolve(false);
      },
      onError: (error) => expect.unreachable(String(error)),
    });
    lanes.wake();
    await lanes.idle();
    expect(looks).toEqual([0, 1, 0]);
  });

  it('tell a fault and go on by themselves later', async () => {
    const { state, lanes } = queueOf(1, 1);
    const fault = new Error('the database is away');
    lanes.tryLater(fault);
    expect(state).toMatchObject({ errors: [fault], waiting: 1 });
    vi.runAllTimers();
    await lanes.idle();
    expect(state.waiting).toBe(0);
  });

  it('begin nothing more once they are stopped', async () => {
    const { state, lanes } = queueOf(5, 1);
    lanes.wake();
    lanes.stop();
    await lanes.idle();
    lanes.wake();
    lanes.tryLater(new Error('too late'));
    vi.runAllTimers();
    expect(state).toMatchObject({ waiting: 4, errors: [] });
    expect(lanes.signal.aborted).toBe(true);
  });

  it('try a piece again that failed, but not while stopping', async () => {
    const { state, lanes } = queueOf(0, 1);
    let tries = 0;
    const work = (): Promise<string> => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('once')) : Promise.resolve('done');
    };
    expect(await lanes.attempt(work)).toBe('done');
    expect(state.errors).toHaveLength(1);
    lanes.stop();
    expect(await lanes.attempt<string>(() => Promise.reject(new Error('again')))).toBeUndefined();
    expect(state.errors).toHaveLength(1);
  });
});

describe('work done repeatedly', () => {
  it('goes on after a fault, and stops when it is told to', async () => {
    const errors: unknown[] = [];
    let rounds = 0;
    const background = repeatedly(
      () => {
        rounds += 1;
        return rounds === 1 ? Promise.reject(new Error('first')) : Promise.resolve();
      },
      1_000,
      (error) => {
        errors.push(error);
      },
    );
    await vi.waitFor(() => {
      expect(vi.getTimerCount()).toBe(1);
    });
    vi.runOnlyPendingTimers();
    await background.stop();
    expect([rounds, errors.length]).toEqual([2, 1]);
    vi.runAllTimers();
    expect(rounds).toBe(2);
  });
});
