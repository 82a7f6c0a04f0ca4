/** What a person does to a page; a page that is only looked at asks the server nothing new either. */
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** 操作: when somebody last touched the page, so that what it asks by itself does not pass for a person at work. */
export class Activity {
  private readonly clock: () => number;
  private lastAt: number;

  constructor(clock: () => number) {
    this.clock = clock;
    this.lastAt = clock();
  }

  /** Takes every touch from now on, whatever becomes of it on the page. */
  watch(page: EventTarget): void {
    for (const sign of SIGNS) page.addEventListener(sign, this.note, { capture: true, passive: true });
  }

  readonly note = (): void => {
    this.lastAt = this.clock();
  };

  /** Whole seconds since somebody touched it; never negative, also when the clock was set back. */
  idleSeconds(): number {
    return Math.max(0, Math.floor((this.clock() - this.lastAt) / 1000));
  }
}

/** Of this window. */
export const activity = new Activity(() => Date.now());
