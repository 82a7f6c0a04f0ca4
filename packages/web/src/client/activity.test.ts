import { describe, expect, it } from 'vitest';
import { Activity } from './activity.ts';

describe('how long nobody touched the page', () => {
  it('begins anew with every key, click and turn of the wheel, and with nothing else', () => {
    let now = 0;
    const page = new EventTarget();
    const activity = new Activity(() => now);
    activity.watch(page);
    now = 90_500;
    expect(activity.idleSeconds()).toBe(90);
    for (const sign of ['focus', 'visibilitychange', 'online', 'pointermove'])
      page.dispatchEvent(new Event(sign));
    expect(activity.idleSeconds()).toBe(90);
    for (const sign of ['keydown', 'pointerdown', 'wheel', 'touchstart']) {
      now += 30_000;
      expect(activity.idleSeconds()).toBeGreaterThan(0);
      page.dispatchEvent(new Event(sign));
      expect(activity.idleSeconds()).toBe(0);
    }
  });

  it('is never less than nothing', () => {
    let now = 5_000;
    const activity = new Activity(() => now);
    now = 0;
    expect(activity.idleSeconds()).toBe(0);
  });
});
