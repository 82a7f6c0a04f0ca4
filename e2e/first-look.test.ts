import { expect, it } from 'vitest';
import { describeJourney } from './journey.ts';

describeJourney('first look at the sample bureau', [], ({ page }) => {
  it('shows the overview with figures, charts and the sample mark', async () => {
    await page().getByRole('heading', { name: '总览' }).waitFor();
    await page().getByText('样例', { exact: true }).waitFor();
    await page().locator('.chart canvas').first().waitFor();
    expect(await page().locator('.key-figure').count()).toBe(5);
    expect(await page().locator('.chart canvas').count()).toBe(2);
  });

  it('leads from a bubble to its form', async () => {
    const chart = page().locator('.chart canvas').first();
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    if (!box) throw new Error('the chart has no place');
    const start = page().url();
    // The chart shows a hand where a mark can be clicked; the bubbles gather in the upper right.
    const isOnMark = () => chart.evaluate((canvas) => canvas.parentElement?.style.cursor === 'pointer');
    search: for (let y = 50; y < box.height - 50; y += 6) {
      for (let x = box.width - 30; x > 60; x -= 6) {
        await page().mouse.move(box.x + x, box.y + y);
        if (await isOnMark()) break search;
      }
    }
    await page().mouse.down();
    await page().mouse.up();
    await page().waitForURL(/\/forms\/[\w-]+$/);
    await page().locator('.paper-table').waitFor();
    await page().goto(start);
  });

  it('leads from a mark of the heat map to its list', async () => {
    const mark = page().locator('.heat td a').first();
    const count = Number(await mark.textContent());
    await mark.click();
    await page().waitForURL(/\/forms\?.*rule=.*unit=|\/forms\?.*unit=.*rule=/);
    await page().locator('.chip', { hasText: '规则：' }).waitFor();
    await page().locator('a.open').first().waitFor();
    const rows = await page().locator('a.open').count();
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThanOrEqual(count);
  });

  it('opens a form with the keyboard and shows it as the official paper', async () => {
    await page().goto(new URL('/forms?kind=self-evaluation&sort=errors', page().url()).href);
    await page().locator('a.open').first().focus();
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('Enter');
    await page().locator('.paper-table').waitFor();
    expect(await page().locator('.paper-title').textContent()).toContain('绩效自评表');
    await page().getByText('第 2 张').waitFor();
  });

  it('shows where a value stands in the original, with its very characters', async () => {
    const cell = page().locator('[data-cell^="target-"]').first();
    const value = (await cell.textContent()) ?? '';
    await cell.click();
    const panel = page().locator('.source-panel');
    await panel.locator('mark').first().waitFor();
    const marked = (await panel.locator('mark').allTextContents()).join('');
    expect(value.replace(/\s/g, '')).toContain(marked.replace(/\s/g, ''));
    await page().keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  it('explains a score: verdict, method and clause', async () => {
    const cell = page().locator('td.scored').nth(1);
    await cell.scrollIntoViewIfNeeded();
    await cell.hover();
    const trace = page().locator('.score-trace:visible');
    await trace.waitFor();
    expect(await trace.textContent()).toMatch(/计分办法.*依据/);
    await page().mouse.move(0, 0);
  });

  it('lights the cells of a finding and goes there', async () => {
    await page().goto(new URL('/forms?kind=self-evaluation&severity=error', page().url()).href);
    await page().locator('a.open').first().click();
    const note = page().locator('.note').first();
    await note.hover();
    await page().locator('td.lit').first().waitFor();
    await note.click();
    expect(await page().locator('td.lit').first().isVisible()).toBe(true);
  });

  it('walks through the list with the arrow keys and back with the browser', async () => {
    const first = page().url();
    await page().locator('.page-head h1').click();
    await page().getByRole('button', { name: '后一张' }).isEnabled();
    await page().keyboard.press('ArrowRight');
    await page().waitForURL((url) => url.href !== first);
    await page().goBack();
    await page().waitForURL(first);
    await page()
      .getByRole('link', { name: /回到列表/ })
      .click();
    await page().waitForURL(/\/forms\?.*severity=error/);
  });

  it('keeps the year when the page is loaded again', async () => {
    await page().goto(new URL('/?year=2025', page().url()).href);
    await page().locator('.key-figure').first().waitFor();
    await page().locator('.top-bar').getByText('2025 年度', { exact: true }).waitFor();
    await page().locator('.side-nav').getByRole('link', { name: '表单' }).click();
    await page().waitForURL(/\/forms\?year=2025$/);
  });

  it('opens its menus where the system asks for less motion, too', async () => {
    await page().emulateMedia({ reducedMotion: 'reduce' });
    await page().reload();
    await page().getByRole('button', { name: '账号：本机' }).click();
    // One that stands outside of the window cannot be clicked.
    await page().getByRole('menuitem', { name: '换一位样例人员' }).click();
    await page().waitForURL(/\/sign-in$/);
    await page().emulateMedia({ reducedMotion: null });
    await page().goto(new URL('/forms?kind=self-evaluation&severity=error', page().url()).href);
  });

  it('prints the paper alone', async () => {
    await page().locator('a.open').first().click();
    await page().locator('.paper-table').waitFor();
    await page().emulateMedia({ media: 'print' });
    for (const part of ['.top-bar', '.side-nav', '.form-head', '.margin']) {
      expect(await page().locator(part).first().isVisible(), part).toBe(false);
    }
    expect(await page().locator('.paper-table').isVisible()).toBe(true);
    await page().emulateMedia({ media: 'screen' });
  });
});
