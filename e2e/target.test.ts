import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessFaults, chromiumPath, launch, openWatched, type WatchedPage } from './browser.ts';
import { Caller } from './caller.ts';
import { startProduct, type Product } from './product.ts';
import { clearIssues } from './issues.ts';
import {
  copyTable,
  lastYearForm,
  openRound,
  place,
  saved,
  signInAs,
  TARGET_ROWS,
  textOf,
  toHtml,
  type Round,
} from './target-work.ts';

const TEST_MS = 120_000;

let product: Product;
let browser: Browser;
let round: Round;
let officer: WatchedPage;

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
  await signInAs(watched.page, round.officer);
  return watched;
}

/** The first problem of a kind in the list. */
const issue = (page: Page, text: string) => page.locator('.issue', { hasText: text }).first();

describe.skipIf(chromiumPath === undefined)('writing a target', { timeout: TEST_MS }, () => {
  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    round = await openRound(await Caller.operator(product.address));
    officer = await openOfficer(await newContext());
  }, 240_000);

  afterAll(async () => {
    await browser.close();
    await product.stop();
    expect(officer.faults).toEqual([]);
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
    await lastYearForm(await Caller.sample(product.address, round.officer), round);
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
    await clearIssues(page, act);
    await saved(page);
    await act(page.getByRole('button', { name: '送审' }).click());
    await page.waitForURL(/\/forms\//);
    console.log(`[measured] 从上年的表到送审，15条指标：${String(actions)}次操作`);
    expect(actions).toBeLessThanOrEqual(40);
  });
});
