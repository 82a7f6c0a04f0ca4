import type { Page } from 'playwright-core';

const MOST_TABS = 80;

/** What has the focus, as a person calls it: its label, its words. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    const labels = activeElement instanceof HTMLInputElement ? [...(activeElement.labels ?? [])] : [];
    const words = [activeElement?.getAttribute('aria-label'), activeElement?.textContent];
    return [...words, ...labels.map(({ textContent }) => textContent)].join(' ');
  });
}

/** Walks by Tab until the focus is on something of that name. */
export async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let step = 0; step < MOST_TABS; step += 1) {
    await page.keyboard.press(key);
    if ((await focusedName(page)).includes(name)) return;
  }
  throw new Error(`${name} is not reached by ${String(MOST_TABS)} tabs`);
}

/** Of something one can act on: what it is, how it looked without the focus, and what came of the walk. */
interface Stop {
  readonly name: string;
  readonly looks: readonly string[];
  isReached: boolean;
  isSeen: boolean;
}

declare global {
  interface Window {
    keyboardWalk?: {
      readonly stops: Map<Element, Stop>;
      /** How an element and the frames around it look. */
      readonly looksOf: (element: Element) => readonly string[];
    };
  }
}

/** Remembers everything on the page that one can act on. Gives their number. */
function markStops(page: Page): Promise<number> {
  return page.evaluate(() => {
    const looksOf = (element: Element): readonly string[] =>
      [element, element.parentElement, element.parentElement?.parentElement].map((each) => {
        if (!each) return '';
        const { outline, boxShadow, borderColor, backgroundColor, textDecoration } = getComputedStyle(each);
        return [outline, boxShadow, borderColor, backgroundColor, textDecoration].join(' ');
      });
    const all = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [role=button], [role=tab], [role=combobox], [tabindex]',
    );
    const stops = [...all].filter(
      (element) =>
        element.tabIndex >= 0 &&
        !element.matches(':disabled, main, [aria-hidden=true] *') &&
        element.checkVisibility({ checkVisibilityCSS: true }) &&
        // Of a group of radio buttons only the chosen one is a stop; the arrows reach the others.
        !(element instanceof HTMLInputElement && element.type === 'radio' && !element.checked),
    );
    const marked = stops.map((element): [Element, Stop] => [
      element,
      { name: element.outerHTML.slice(0, 140), looks: looksOf(element), isReached: false, isSeen: false },
    ]);
    window.keyboardWalk = { stops: new Map(marked), looksOf };
    return stops.length;
  });
}

/** Notes what has the focus now, and whether that can be seen. False when the walk was there before. */
function noteFocus(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    // What fades in is looked at as it will be.
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
    }
    const { activeElement } = document;
    const { keyboardWalk } = window;
    const stop = activeElement && keyboardWalk?.stops.get(activeElement);
    if (!activeElement || !stop) return true;
    const isNew = !stop.isReached;
    const looks = keyboardWalk?.looksOf(activeElement) ?? [];
    stop.isReached = true;
    // Fields of several parts are stopped at several times.
    stop.isSeen ||= looks.some((look, at) => look !== stop.looks[at]);
    return isNew;
  });
}

/** Walks over the whole page by Tab: what is never reached, and what does not show that it has the focus. */
export async function keyboardFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => {
    window.scrollTo(0, 0);
    (document.activeElement as HTMLElement | null)?.blur();
  });
  const count = await markStops(page);
  for (let step = 0; step < count + 20; step += 1) {
    await page.keyboard.press('Tab');
    // Round again: the walk is over.
    if (!(await noteFocus(page)) && step >= count) break;
  }
  return page.evaluate(() =>
    [...(window.keyboardWalk?.stops ?? [])].flatMap(([element, { name, isReached, isSeen }]) => {
      if (!element.isConnected) return [];
      if (!isReached) return [`not reached: ${name}`];
      return isSeen ? [] : [`focus not seen: ${name}`];
    }),
  );
}
