import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { accessFaults, openWatched } from './browser.ts';
import { describeJourney } from './journey.ts';

const SCRIPT = '<img src=x onerror="window.hacked=1">';

/** Pages of other browsers, closed at the end. */
const opened: BrowserContext[] = [];
afterAll(async () => {
  for (const context of opened) await context.close();
});

/** Another browser that knows nothing of the first one. */
async function anotherBrowser(page: Page): Promise<Page> {
  const context = await page.context().browser()?.newContext({ locale: 'zh-CN' });
  if (context === undefined) throw new Error('no browser');
  opened.push(context);
  return (await openWatched(context, new URL('/', page.url()).href)).page;
}

async function signInAs(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.locator('.side-nav').waitFor();
}

describeJourney('people sign in', [], ({ page, forgive }) => {
  it('as one of the sample, and see what is theirs', async () => {
    const other = await anotherBrowser(page());
    await other.getByText('样例人员，点一下即可登录').waitFor();
    expect(new URL(other.url()).pathname).toBe('/sign-in');
    expect(await accessFaults(other)).toEqual([]);
    await signInAs(other, /周晓岚/);
    await other.getByRole('button', { name: '账号：周晓岚' }).waitFor();
    expect(await other.getByRole('link', { name: '设置' }).count()).toBe(0);
    await other.getByRole('link', { name: '表单', exact: true }).click();
    await other.locator('a.open').first().waitFor();
    const units = await other.locator('tbody tr').allInnerTexts();
    expect(units.length).toBeGreaterThan(0);
    expect(units.filter((text) => !text.includes('防汛管理所'))).toEqual([]);
  });

  it('go where they wanted to go, and back in after the session ended without losing the page', async () => {
    const other = await anotherBrowser(page());
    await other.goto(new URL('/forms?year=2024', page().url()).href);
    await signInAs(other, /郑为民/);
    await other.locator('a.open').first().waitFor();
    expect(new URL(other.url()).search).toContain('year=2024');
    await other.evaluate(() => Object.assign(window, { isSamePage: true }));
    await other.context().clearCookies();
    await other.getByRole('link', { name: '规则', exact: true }).click();
    await other.getByText('登录已过期', { exact: true }).waitFor();
    await other
      .locator('.ant-modal')
      .getByRole('button', { name: /郑为民/ })
      .click();
    await other.locator('.rules-table').waitFor();
    expect(await other.evaluate(() => 'isSamePage' in window)).toBe(true);
  });

  it('leave, and the way back in is closed', async () => {
    const other = await anotherBrowser(page());
    await signInAs(other, /严审言/);
    await other.getByRole('button', { name: '账号：严审言' }).click();
    await other.getByText('退出登录').click();
    await other.getByText('样例人员，点一下即可登录').waitFor();
    await other.goBack();
    await other.getByText('样例人员，点一下即可登录').waitFor();
  });

  it('with a password that an administrator gave, which they must change first', async () => {
    const admin = await anotherBrowser(page());
    await signInAs(admin, /管宁/);
    await admin.getByRole('link', { name: '设置', exact: true }).click();
    await admin.getByRole('button', { name: '添加人员' }).click();
    await admin.getByLabel('登录名').fill('xinren');
    await admin.getByLabel('姓名').fill(SCRIPT);
    await admin.getByRole('button', { name: '保存' }).click();
    const password = await admin.locator('.ant-modal code').innerText();
    await admin.getByRole('button', { name: '已记下' }).click();

    const other = await anotherBrowser(page());
    await other.getByLabel('登录名').fill('xinren');
    await other.getByLabel('口令', { exact: true }).fill(password);
    await other.keyboard.press('Enter');
    await other.getByText('请先修改口令').waitFor();
    expect(await accessFaults(other)).toEqual([]);
    await other.getByLabel('当前口令').fill(password);
    await other.getByLabel('新口令', { exact: true }).fill('Qingshan-9-lvshui');
    await other.getByLabel('再次输入新口令').fill('Qingshan-9-lvshui');
    await other.keyboard.press('Enter');
    await other.locator('.side-nav').waitFor();
    await other.goto(new URL('/account', page().url()).href);
    await other.getByText('在所有设备上退出').waitFor();
    expect(await accessFaults(other)).toEqual([]);

    for (const path of ['/settings/people', '/settings/log', '/settings/checks']) {
      await admin.goto(new URL(path, page().url()).href);
      await admin.locator('.data-table').waitFor();
      expect(await accessFaults(admin), path).toEqual([]);
    }
    expect(await admin.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await other.evaluate(() => 'hacked' in window)).toBe(false);
  });

  it('with the keyboard alone', async () => {
    const other = await anotherBrowser(page());
    await other.getByText('样例人员，点一下即可登录').waitFor();
    for (let presses = 0; presses < 60; presses += 1) {
      await other.keyboard.press('Tab');
      const focused = await other.evaluate(() => document.activeElement?.textContent ?? '');
      if (focused.includes('江衡')) break;
    }
    await other.keyboard.press('Enter');
    await other.getByRole('button', { name: '账号：江衡' }).waitFor();
    forgive(/401/);
  });
});
