import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { chromiumPath, launch, openWatched, type WatchedPage } from './browser.ts';
import { startProduct, type Product } from './product.ts';

/** Longer than the page's own waiting, so that what was waited for is named. */
const TEST_MS = 90_000;

export interface Journey {
  /** The page, signed in. */
  readonly page: () => Page;
  readonly product: () => Product;
  /** A fault that a journey causes on purpose. */
  readonly forgive: (pattern: RegExp) => void;
}

/** A started product and one signed-in page for the journeys of a file; at the end the page must be without faults. */
export function describeJourney(
  title: string,
  args: readonly string[],
  tests: (journey: Journey) => void,
): void {
  describe.skipIf(chromiumPath === undefined)(title, { timeout: TEST_MS }, () => {
    let product: Product | undefined;
    let browser: Browser | undefined;
    let watched: WatchedPage | undefined;
    const forgiven: RegExp[] = [];
    beforeAll(async () => {
      product = await startProduct(args);
      browser = await launch();
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 } });
      watched = await openWatched(context, product.address);
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      await product?.stop();
      expect(watched?.faults.filter((fault) => !forgiven.some((pattern) => pattern.test(fault)))).toEqual([]);
    }, 60_000);
    tests({
      forgive: (pattern) => forgiven.push(pattern),
      product: () => {
        if (!product) throw new Error('the product was not started');
        return product;
      },
      page: () => {
        if (!watched) throw new Error('the page was not opened');
        return watched.page;
      },
    });
  });
}
