import { expect, it } from 'vitest';
import { describeJourney } from './journey.ts';
import { signInAs } from './target-work.ts';

/** Of the sample: whose form came back with opinions, and a reviewer with forms at hand. */
const RETURNED_OFFICER = '萧子墨';
const REVIEWER = '郑为民';
const WORDS = '请与上年完成值核对';

describeJourney('opinions stand at their cells', [], ({ page, forgive }) => {
  // Between signing out and in, what the page asks meanwhile is refused.
  forgive(/401/);
  const become = async (name: string, path: string, ready: string): Promise<void> => {
    await page().context().clearCookies();
    await page().goto(new URL('/sign-in', page().url()).href);
    await signInAs(page(), name);
    await page().goto(new URL(path, page().url()).href);
    await page().locator(ready).first().waitFor();
  };

  it('in the editor: each leads to its cell, which is marked until the opinion is settled', async () => {
    await become(RETURNED_OFFICER, '/workbench?state=returned', '.inbox a.open');
    await page().locator('.inbox a.open').first().click();
    const marked = page().locator('.sheet td.opined');
    await marked.first().waitFor();
    expect(await marked.count()).toBe(2);
    const said = page().locator('.opinions-panel button.opinion-said').first();
    await said.focus();
    await page().keyboard.press('Enter');
    await page().locator('.sheet td.opined.focused').waitFor();
    await page().locator('.opinion-place.chosen').waitFor();
    // The keyboard is in the cell, and the cell says what was said of it.
    expect(await page().evaluate(() => document.activeElement?.className)).toContain('cell-editor');
    await page().locator('.edit-opinion').waitFor();
    const card = page().locator('.opinion-place.chosen');
    await card.getByRole('textbox').fill('已核实，按上年实际调整');
    await page().keyboard.press('Enter');
    await page().locator('.note.opinion.settled', { hasText: '已核实' }).waitFor();
    await expect.poll(() => marked.count()).toBe(1);
  });

  it('under review: the box stands beside its cell, and Esc keeps what was typed', async () => {
    await become(REVIEWER, '/workbench', '.inbox a.open');
    await page().locator('.inbox a.open').first().click();
    await page().locator('.action-bar button').first().waitFor();
    const cell = page()
      .locator('.paper-table td[tabindex]', { hasText: /[≥≤=]\d/ })
      .nth(2);
    await cell.focus();
    await page().keyboard.press('Enter');
    const field = page().getByRole('textbox', { name: '意见内容' });
    await field.fill(WORDS);
    const [box, spoken] = [await page().locator('.opinion-box').boundingBox(), await cell.boundingBox()];
    expect(box && spoken && box.x >= spoken.x + spoken.width).toBe(true);
    expect(Math.abs((box?.y ?? 0) - (spoken?.y ?? 0))).toBeLessThan(40);
    await page().keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    // The keyboard is back where it was; the words come again with the cell, also after a reload.
    expect(await cell.evaluate((element) => element === document.activeElement)).toBe(true);
    await page().reload();
    await cell.click();
    expect(await field.inputValue()).toBe(WORDS);
    await page().keyboard.press('Control+Enter');
    await page().locator('.note.opinion', { hasText: WORDS }).waitFor();
    await cell.click();
    expect(await field.inputValue()).toBe('');
  });
});
