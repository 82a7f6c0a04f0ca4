import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessFaults, chromiumPath, launch, openWatched, type WatchedPage } from './browser.ts';
import { startProduct, type Product } from './product.ts';
import {
  copyTable,
  lastYearForm,
  openRound,
  signInAs,
  TARGET_ROWS,
  toHtml,
  type Round,
} from './target-work.ts';

const TEST_MS = 120_000;

let product: Product;
let browser: Browser;
let round: Round;
let officer: WatchedPage;
const opened: WatchedPage[] = [];

const place = (row: number, field: string): string => `[data-cell="${field}-${String(row)}"]`;
const textOf = (page: Page, row: number, field: string) => page.locator(place(row, field)).innerText();
const saved = (page: Page) => page.locator('[data-save="saved"][data-waiting="0"]').waitFor();

/** Opens the project's form from an empty paper. */
async function startEmpty(page: Page, projectId: string): Promise<void> {
  await page.goto(new URL(`/targets/new?project=${projectId}&campaign=${round.campaignId}`, page.url()).href);
  await page.getByRole('button', { name: '从空表开始' }).click();
  await page.locator('.sheet.editing').waitFor();
}

async function newContext(): Promise<BrowserContext> {
  return browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 1366, height: 768 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
}

async function openOfficer(context: BrowserContext): Promise<WatchedPage> {
  const watched = await openWatched(context, new URL('/sign-in', product.address).href);
  opened.push(watched);
  await signInAs(watched.page, round.officer);
  return watched;
}

/** The first problem of a kind in the list. */
const issue = (page: Page, text: string) => page.locator('.issue', { hasText: text }).first();

describe.skipIf(chromiumPath === undefined)('writing a target', { timeout: TEST_MS }, () => {
  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    const context = await newContext();
    const operator = await openWatched(context, product.address);
    round = await openRound(operator.page);
    await context.close();
    officer = await openOfficer(await newContext());
  }, 240_000);

  afterAll(async () => {
    await browser.close();
    await product.stop();
    const caused = /status of 401|status of 409|ERR_INTERNET_DISCONNECTED|ERR_FAILED/;
    expect(opened.flatMap(({ faults }) => faults.filter((fault) => !caused.test(fault)))).toEqual([]);
  }, 60_000);

  it('takes 15 rows from the clipboard of Excel, merged cells and all', async () => {
    const { page } = officer;
    await startEmpty(page, round.projects[0] ?? '');
    await copyTable(page, { html: toHtml(TARGET_ROWS) });
    await page.locator(place(0, 'level1')).click();
    await page.keyboard.press('Control+v');
    await page.locator(place(14, 'level3')).waitFor();
    for (const [row, texts] of TARGET_ROWS.entries()) {
      expect(await textOf(page, row, 'level3')).toBe(texts[2]);
      expect(await textOf(page, row, 'target')).toBe(texts[3]);
    }
    // Merged on the paper again: one cell for the first level of all output rows.
    expect(await page.locator(place(0, 'level1')).getAttribute('rowspan')).toBe('9');
    await saved(page);
    await page.reload();
    expect(await textOf(page, 14, 'level3')).toBe(TARGET_ROWS[14]?.[2]);
  });

  it('takes them as text with tabs as well, and copies them out the same', async () => {
    const { page } = officer;
    await startEmpty(page, round.projects[1] ?? '');
    await copyTable(page, { text: TARGET_ROWS.map((row) => row.join('\t')).join('\r\n') });
    await page.locator(place(0, 'level1')).click();
    await page.keyboard.press('Control+v');
    await page.locator(place(14, 'level3')).waitFor();
    await page.locator(place(0, 'level3')).click();
    await page.locator(place(14, 'target')).click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+c');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\r\n')).toEqual(TARGET_ROWS.map((row) => row.slice(2, 4).join('\t')));
    await page.keyboard.press('Control+z');
    expect(await page.locator(place(14, 'level3')).count()).toBe(0);
    await page.keyboard.press('Control+y');
    await page.locator(place(14, 'level3')).waitFor();
    await saved(page);
  });

  it('reads what is typed at once, moves by keys, and edits rows', async () => {
    const { page } = officer;
    await page.locator(place(0, 'target')).click();
    await page.keyboard.type('不少于3次');
    await page.locator('.edit-understood', { hasText: '不低于 3 次' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await textOf(page, 0, 'target')).toBe('不少于3次');
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => textOf(page, 1, 'target')).toBe('不少于3次');
    await page.keyboard.press('Control+d');
    await expect.poll(() => textOf(page, 2, 'target')).toBe('不少于3次');
    await page.keyboard.press('Control+Delete');
    await expect.poll(() => textOf(page, 2, 'target')).not.toBe('不少于3次');
    await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(page, 2, 'target')).toBe('不少于3次');
  });

  it('takes what an input method composes', async () => {
    const { page } = officer;
    await page.locator(place(0, 'level3')).click();
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'bao jie', selectionStart: 7, selectionEnd: 7 });
    await session.send('Input.insertText', { text: '保洁' });
    await page.keyboard.press('Tab');
    expect(await textOf(page, 0, 'level3')).toBe('保洁');
    await page.keyboard.press('Control+z');
    await saved(page);
  });

  it('is usable for everybody: no access fault, and the keyboard gets in and out', async () => {
    const { page } = officer;
    expect(await accessFaults(page)).toEqual([]);
    for (const tab of ['覆盖', '参考', '指标库', '问题']) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await accessFaults(page), tab).toEqual([]);
    }
    const isInside = () => page.evaluate(() => document.activeElement?.classList.contains('cell-editor'));
    await page.locator(place(0, 'level3')).click();
    expect(await isInside()).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await isInside()).toBe(false);
    await page.keyboard.press('Shift+Tab');
    expect(await isInside()).toBe(true);
  });

  it('offers what can be started from, and the library, without access faults', async () => {
    const { page } = officer;
    const address = page.url();
    const query = `project=${round.projects[2] ?? ''}&campaign=${round.campaignId}`;
    await page.goto(new URL(`/targets/new?${query}`, address).href);
    await page.getByRole('button', { name: '从空表开始' }).waitFor();
    expect(await accessFaults(page)).toEqual([]);
    await page.goto(new URL('/indicators?text=满意度', address).href);
    await page.locator('.indicator-card').first().waitFor();
    expect(await accessFaults(page)).toEqual([]);
    await page.goto(address);
    await page.locator(place(0, 'level3')).waitFor();
  });

  it('keeps what was typed when the window is killed before anything was sent', async () => {
    const { page } = officer;
    const address = page.url();
    const context = page.context();
    await context.route('**/draft', (route) => route.abort());
    await page.locator(place(3, 'level3')).click();
    await page.keyboard.press('F2');
    await page.keyboard.type('（断电前）');
    await page.locator('[data-save="offline"]').waitFor();
    await page.close({ runBeforeUnload: false });
    await context.unroute('**/draft');
    officer = await openWatched(context, address);
    opened.push(officer);
    await expect.poll(() => textOf(officer.page, 3, 'level3'), { timeout: 15_000 }).toContain('（断电前）');
    await saved(officer.page);
  });

  it('goes on when the network is back', async () => {
    const { page } = officer;
    await page.context().setOffline(true);
    await page.locator(place(4, 'level3')).click();
    await page.keyboard.press('F2');
    await page.keyboard.type('（离线）');
    await page.keyboard.press('Enter');
    await page.getByText('修改已存在本机').waitFor();
    await page.context().setOffline(false);
    await saved(page);
    await page.reload();
    await expect.poll(() => textOf(page, 4, 'level3')).toContain('（离线）');
  });

  it('loses nothing when the session expires: sign in over the page, and on', async () => {
    const { page } = officer;
    await page.context().clearCookies();
    await page.locator(place(5, 'level3')).click();
    await page.keyboard.press('F2');
    await page.keyboard.type('（过期）');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: '登录已过期' });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: round.officer }).click();
    await dialog.waitFor({ state: 'hidden' });
    await saved(page);
    await page.reload();
    await expect.poll(() => textOf(page, 5, 'level3')).toContain('（过期）');
  });

  it('joins what two windows write in different cells, and shows both values of the same cell', async () => {
    const first = officer.page;
    const other = await openOfficer(await newContext());
    const second = other.page;
    await second.goto(first.url());
    await second.locator(place(0, 'level3')).waitFor();
    await first.locator(place(6, 'target')).click();
    await second.locator(`${place(6, 'target')} .person-flag`).waitFor({ timeout: 6_000 });
    await first.keyboard.type('≥66%');
    await first.keyboard.press('Enter');
    await second.locator(place(7, 'target')).click();
    await second.keyboard.type('≥77%');
    await second.keyboard.press('Enter');
    await expect.poll(() => textOf(second, 6, 'target'), { timeout: 6_000 }).toBe('≥66%');
    await expect.poll(() => textOf(first, 7, 'target'), { timeout: 6_000 }).toBe('≥77%');
    // The same cell at the same time: the second window hears of it too late.
    await second.context().setOffline(true);
    await second.locator(place(8, 'target')).click();
    await second.keyboard.type('≥2项');
    await second.keyboard.press('Enter');
    await first.locator(place(8, 'target')).click();
    await first.keyboard.type('≥1项');
    await first.keyboard.press('Enter');
    await saved(first);
    await second.context().setOffline(false);
    const conflict = second.locator('.conflicts');
    await conflict.getByText('您写的是“≥2项”，他人写的是“≥1项”').waitFor();
    await conflict.getByRole('button', { name: '用我的' }).click();
    await expect.poll(() => textOf(first, 8, 'target'), { timeout: 8_000 }).toBe('≥2项');
    await second.context().close();
  });

  it('shows problems while typing, mends one, takes a reason for another, and submits', async () => {
    const { page } = officer;
    await page.goto(
      new URL(`/targets/new?project=${round.projects[0] ?? ''}&campaign=${round.campaignId}`, page.url())
        .href,
    );
    await page.locator('.sheet.editing').waitFor();
    const submit = page.getByRole('button', { name: '送审' });
    await issue(page, '未填写绩效目标').getByRole('button').first().click();
    // Says another number than its indicator: somebody has to decide.
    await page.keyboard.type(round.goal.replace('95%', '96%'));
    await page.keyboard.press('Enter');
    await page.locator(place(0, 'target')).click();
    await page.keyboard.type('≥12公里保洁河道不少于12公里');
    await page.keyboard.press('Enter');
    await issue(page, '数字与文字粘连').getByRole('button', { name: '改为' }).click();
    await expect.poll(() => textOf(page, 0, 'target')).toBe('≥12公里');
    await issue(page, '数字与文字粘连').waitFor({ state: 'detached' });
    await issue(page, '目标写96%').waitFor();
    await page.keyboard.press('F8');
    await page.locator('.issue.chosen').waitFor();
    expect(await submit.isDisabled()).toBe(true);
    const left = page.locator('.issue.warning:not(.silenced)');
    while ((await left.count()) > 0) {
      const before = await left.count();
      await left.first().getByRole('button', { name: '说明原因' }).click();
      await page.getByLabel('说明原因').fill('按行业主管部门的规定填写');
      await page.getByRole('button', { name: '保存说明' }).click();
      await expect.poll(() => left.count()).toBeLessThan(before);
    }
    await page.locator('.issue.silenced', { hasText: '按行业主管部门的规定填写' }).first().waitFor();
    expect(await page.locator('.issue.error').allInnerTexts()).toEqual([]);
    await expect.poll(() => submit.isEnabled()).toBe(true);
    await submit.click();
    await page.waitForURL(/\/forms\//);
    await page.locator('.state-mark', { hasText: '单位审核' }).waitFor();
  });

  it('takes a clerk at most 40 actions from last year’s form to the submission', async () => {
    const { page } = officer;
    await lastYearForm(page, round);
    let actions = 0;
    const act = async (work: Promise<unknown>): Promise<void> => {
      actions += 1;
      await work;
    };
    await page.goto(new URL('/workbench', page.url()).href);
    await act(page.getByRole('link', { name: round.repeatedName }).first().click());
    await act(page.getByRole('button', { name: /从 \d+ 年度的表开始/ }).click());
    await page.locator(place(14, 'level3')).waitFor();
    // What changes from year to year: five values.
    for (const [row, value] of [
      [0, '≥13公里'],
      [1, '≥320吨'],
      [4, '≥97%'],
      [9, '≤24万元'],
      [14, '≥92%'],
    ] as const) {
      await act(page.locator(place(row, 'target')).click());
      await act(page.keyboard.type(value));
    }
    await act(page.keyboard.press('Enter'));
    const fixes = page.locator('.issue .issue-actions .ant-btn-primary');
    const open = page.locator('.issue.warning:not(.silenced)');
    await page.locator('.issues, .panel-note.done').first().waitFor();
    await page.waitForTimeout(1_500);
    while ((await fixes.count()) > 0) {
      const before = await fixes.count();
      await act(fixes.first().click());
      await expect.poll(() => fixes.count()).toBeLessThan(before);
    }
    while ((await open.count()) > 0) {
      const before = await open.count();
      await act(open.first().getByRole('button', { name: '说明原因' }).click());
      await act(page.getByLabel('说明原因').fill('与上年口径一致，已与主管部门核对'));
      await act(page.getByRole('button', { name: '保存说明' }).click());
      await expect.poll(() => open.count()).toBeLessThan(before);
    }
    expect(await page.locator('.issue.error').allInnerTexts()).toEqual([]);
    await saved(page);
    await act(page.getByRole('button', { name: '送审' }).click());
    await page.waitForURL(/\/forms\//);
    console.log(`[measured] 从上年的表到送审，15条指标：${String(actions)}次操作`);
    expect(actions).toBeLessThanOrEqual(40);
  });
});
