import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Mends what can be mended at once and gives a reason for every warning that is left; `act` is told of each deed. */
export async function clearIssues(
  page: Page,
  act: (deed: Promise<unknown>) => Promise<void> = async (deed) => {
    await deed;
  },
): Promise<void> {
  const fixes = page.locator('.issue .issue-actions .ant-btn-primary');
  const open = page.locator('.issue.warning:not(.silenced)');
  await page.locator('.issues, .panel-note.done').first().waitFor();
  // The list of before the last change may still stand there.
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
}
