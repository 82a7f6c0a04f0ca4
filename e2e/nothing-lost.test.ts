import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessFaults, chromiumPath, launch, openWatched, type WatchedPage } from './browser.ts';
import { Caller } from './caller.ts';
import { startProduct, type Product } from './product.ts';
import {
  addProject,
  openRound,
  place,
  saved,
  TARGET_ROWS,
  textOf,
  writeForm,
  type Round,
} from './target-work.ts';

const TEST_MS = 120_000;
/** What the journeys bring about on purpose. */
const CAUSED =
  /status of 401|status of 409|ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION_|ERR_EMPTY_RESPONSE|ERR_SOCKET/;

let product: Product;
let browser: Browser;
let round: Round;
let bureau: Caller;
let writer: Caller;
let formId = '';
const opened: WatchedPage[] = [];

async function editorIn(context: BrowserContext): Promise<Page> {
  const watched = await openWatched(context, new URL(`/targets/${formId}`, product.address).href);
  opened.push(watched);
  await watched.page.locator(place(14, 'level3')).waitFor();
  return watched.page;
}

/** Another browser of the same person. */
async function newContext(): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 } });
  await writer.lend(context);
  return context;
}

/** Adds to the text of a cell and leaves it. */
async function add(page: Page, row: number, text: string): Promise<void> {
  await page.locator(place(row, 'level3')).click();
  await page.keyboard.press('F2');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** What the server has of a row, told once and no more. */
async function expectStored(row: number, text: string): Promise<void> {
  const name = TARGET_ROWS[row]?.[2] ?? '';
  const { draft } = await writer.get<{ draft: { rows: { cells: Record<string, { text: string }> }[] } }>(
    `/api/targets/${formId}`,
  );
  expect(draft.rows[row]?.cells['level3']?.text).toBe(`${name}${text}`);
}

describe.skipIf(chromiumPath === undefined)('what was typed', { timeout: TEST_MS }, () => {
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    bureau = await Caller.operator(product.address);
    round = await openRound(bureau);
    writer = await Caller.sample(product.address, round.officer);
  }, 240_000);

  beforeEach(async () => {
    const projectId = await addProject(bureau, round, `河道保洁${String(opened.length)}`);
    formId = await writeForm(
      writer,
      { projectId, campaignId: round.campaignId },
      { rows: TARGET_ROWS, goal: '' },
    );
    context = await newContext();
    page = await editorIn(context);
    return () => context.close();
  });

  afterAll(async () => {
    await browser.close();
    await product.stop();
    expect(opened.flatMap(({ faults }) => faults.filter((fault) => !CAUSED.test(fault)))).toEqual([]);
  }, 60_000);

  it('is there when the window is killed before anything was sent', async () => {
    await context.route('**/draft', (route) => route.abort());
    await page.locator(place(3, 'level3')).click();
    await page.keyboard.press('F2');
    await page.keyboard.type('（断电前）');
    await page.locator('[data-save="offline"]').waitFor();
    await page.close({ runBeforeUnload: false });
    await context.unroute('**/draft');
    page = await editorIn(context);
    await expect.poll(() => textOf(page, 3, 'level3'), { timeout: 15_000 }).toContain('（断电前）');
    await saved(page);
    await expectStored(3, '（断电前）');
  });

  it('is saved when the network is back', async () => {
    await context.setOffline(true);
    await add(page, 4, '（离线）');
    await page.getByText('修改已存在本机').waitFor();
    expect(await accessFaults(page)).toEqual([]);
    await context.setOffline(false);
    await saved(page);
    await expectStored(4, '（离线）');
  });

  it('is saved after signing in again over the page when the session expired', async () => {
    await context.clearCookies();
    await add(page, 5, '（过期）');
    const dialog = page.getByRole('dialog', { name: '登录已过期' });
    await dialog.waitFor();
    expect(await accessFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: round.officer }).click();
    await dialog.waitFor({ state: 'hidden' });
    await saved(page);
    await expectStored(5, '（过期）');
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'before and while the server was away is saved when it is back, after %s',
    async (signal) => {
      await add(page, 6, '（停机前）');
      await product.end(signal);
      await add(page, 7, '（停机中）');
      await page.getByText('修改已存在本机').waitFor();
      await product.startAgain();
      await saved(page);
      await expectStored(6, '（停机前）');
      await expectStored(7, '（停机中）');
    },
  );

  it('is there when the window was closed while the server was away', async () => {
    await product.end('SIGKILL');
    await add(page, 8, '（停机中）');
    await page.locator('[data-save="offline"]').waitFor();
    await page.close({ runBeforeUnload: true });
    await product.startAgain();
    page = await editorIn(context);
    await expect.poll(() => textOf(page, 8, 'level3'), { timeout: 15_000 }).toContain('（停机中）');
    await saved(page);
    await expectStored(8, '（停机中）');
  });

  it('in two windows of one browser joins, and no window sends for one that is still open', async () => {
    await page.route('**/draft', (route) => route.abort());
    await add(page, 9, '（甲窗）');
    await page.locator('[data-save="offline"]').waitFor();
    const other = await editorIn(context);
    await add(other, 10, '（乙窗）');
    await saved(other);
    await expectStored(9, '');
    await page.unroute('**/draft');
    await saved(page);
    await expect.poll(() => textOf(other, 9, 'level3'), { timeout: 6_000 }).toContain('（甲窗）');
    await expect.poll(() => textOf(page, 10, 'level3'), { timeout: 6_000 }).toContain('（乙窗）');
    await expectStored(9, '（甲窗）');
    await expectStored(10, '（乙窗）');
  });

  it('in different cells by two people joins; in the same cell both values are shown', async () => {
    const secondContext = await newContext();
    const second = await editorIn(secondContext);
    await page.locator(place(6, 'target')).click();
    await second.locator(`${place(6, 'target')} .person-flag`).waitFor({ timeout: 6_000 });
    await page.keyboard.type('≥66%');
    await page.keyboard.press('Enter');
    await second.locator(place(7, 'target')).click();
    await second.keyboard.type('≥77%');
    await second.keyboard.press('Enter');
    await expect.poll(() => textOf(second, 6, 'target'), { timeout: 6_000 }).toBe('≥66%');
    await expect.poll(() => textOf(page, 7, 'target'), { timeout: 6_000 }).toBe('≥77%');
    // The same cell at the same time: the second window hears of it too late.
    await secondContext.setOffline(true);
    await second.locator(place(8, 'target')).click();
    await second.keyboard.type('≥2项');
    await second.keyboard.press('Enter');
    await page.locator(place(8, 'target')).click();
    await page.keyboard.type('≥1项');
    await page.keyboard.press('Enter');
    await saved(page);
    await secondContext.setOffline(false);
    const conflict = second.locator('.conflicts');
    await conflict.getByText('您写的是“≥2项”，他人写的是“≥1项”').waitFor();
    expect(await accessFaults(second)).toEqual([]);
    await conflict.getByRole('button', { name: '用我的' }).click();
    await expect.poll(() => textOf(page, 8, 'target'), { timeout: 8_000 }).toBe('≥2项');
    await secondContext.close();
  });

  describe('where the browser keeps nothing', () => {
    /** Says that the window must stay open, asks before it is closed, and saves when the network is back. */
    async function expectWarned(): Promise<void> {
      await page.getByText('请勿关闭页面').waitFor();
      const asked = page.waitForEvent('dialog');
      await page.close({ runBeforeUnload: true });
      const dialog = await asked;
      expect(dialog.type()).toBe('beforeunload');
      await dialog.dismiss();
      await context.setOffline(false);
      await saved(page);
    }

    it('is warned about when there is no storage, as in a private window', async () => {
      await context.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('denied', 'SecurityError');
        };
      });
      await page.reload();
      await page.locator(place(14, 'level3')).waitFor();
      await context.setOffline(true);
      await add(page, 11, '（无痕）');
      await expectWarned();
      await expectStored(11, '（无痕）');
    });

    it('is warned about when the storage is full', async () => {
      const session = await context.newCDPSession(page);
      const { origin } = new URL(product.address);
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
      await context.setOffline(true);
      await add(page, 12, '（已满）');
      await expectWarned();
      await expectStored(12, '（已满）');
    });

    it('is warned about when the session ends as well', async () => {
      await context.addInitScript(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      });
      await page.reload();
      await page.locator(place(14, 'level3')).waitFor();
      await context.clearCookies();
      await add(page, 13, '（过期）');
      await page.locator('.save-mark', { hasText: '请勿关闭页面' }).waitFor();
      const dialog = page.getByRole('dialog', { name: '登录已过期' });
      await dialog.getByRole('button', { name: round.officer }).click();
      await saved(page);
      await expectStored(13, '（过期）');
    });
  });
});
