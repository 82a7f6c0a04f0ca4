import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { describeJourney } from './journey.ts';

describeJourney('the list of forms', [], ({ page, forgive }) => {
  const countText = () => page().locator('.forms-count').textContent();

  it('filters by a drop-down, keeps the filter in the address and gives it back with the back button', async () => {
    await page().getByRole('link', { name: '表单', exact: true }).click();
    await page().locator('a.open').first().waitFor();
    const all = await countText();
    await page().getByRole('combobox', { name: '等级' }).click();
    await page().locator('.ant-select-item-option').first().click();
    await page().waitForURL(/grade=/);
    await page().locator('.chip', { hasText: '等级：' }).waitFor();
    await expect.poll(countText).not.toBe(all);
    await page().goBack();
    await expect.poll(countText).toBe(all);
    await page().goForward();
    await page()
      .getByRole('button', { name: /去掉筛选：等级/ })
      .click();
    await expect.poll(countText).toBe(all);
  });

  it('finds forms by two characters and says so when there is none', async () => {
    const search = page().getByRole('textbox', { name: '搜索表单内容' });
    await page().locator('.forms-table').waitFor();
    await page().locator('h1').click();
    await page().keyboard.press('/');
    await page().keyboard.type('养老');
    await page().waitForURL(/text=/);
    await page().locator('a.open', { hasText: '养老' }).first().waitFor();
    await search.fill('没有这样的项目名称');
    await page().getByRole('heading', { name: '没有符合条件的表' }).waitFor();
    await page().getByRole('button', { name: '去掉全部筛选' }).click();
    await page().locator('a.open').first().waitFor();
  });

  it('sorts, chooses columns and keeps a view', async () => {
    await page().goto(new URL('/forms?severity=error', page().url()).href);
    await page().locator('a.open').first().waitFor();
    await page().getByRole('button', { name: '显示列' }).click();
    await page().getByRole('checkbox', { name: '主管部门' }).check();
    await page().getByRole('columnheader', { name: '主管部门' }).waitFor();
    await page().keyboard.press('Escape');
    await page().getByRole('button', { name: /^视图/ }).click();
    await page().getByRole('textbox', { name: '视图名称' }).fill('有错误的');
    await page().getByRole('button', { name: '存为视图' }).click();
    await page().goto(new URL('/forms', page().url()).href);
    await page()
      .getByRole('button', { name: /^视图 1/ })
      .click();
    await page().getByRole('button', { name: '有错误的', exact: true }).click();
    await page().waitForURL(/severity=error/);
  });

  it('exports the chosen forms as a table that Excel opens', async () => {
    await page().locator('a.open').first().waitFor();
    await page().locator('tbody input[type=checkbox]').first().check();
    const waiting = page().waitForEvent('download');
    await page().getByRole('button', { name: '导出所选 1 张' }).click();
    const dialog = page().getByRole('dialog', { name: '导出表单' });
    await dialog.getByRole('radio', { name: /当前列表/ }).check();
    await dialog.getByRole('button', { name: '下载' }).click();
    const file = await (await waiting).path();
    const lines = (await readFile(file, 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^\uFEFF?项目名称,年度/);
  });

  it('finds a form from anywhere with Ctrl+K, and shows the keys with ?', async () => {
    await page().goto(new URL('/rules', page().url()).href);
    await page().getByRole('heading', { name: '规则' }).waitFor();
    await page().locator('.rules-table').waitFor();
    await page().keyboard.press('Control+k');
    await page().getByRole('combobox', { name: '搜索' }).fill('养老');
    await page()
      .locator('[role=option]', { hasText: /表单.*养老/ })
      .first()
      .waitFor();
    await page().keyboard.press('Enter');
    await page().locator('.paper-table').waitFor();
    await page().keyboard.press('?');
    await page().getByRole('dialog').getByText('前一张、后一张').waitFor();
    await page().keyboard.press('Escape');
  });

  it('leads from a rule to the forms it found', async () => {
    await page().goto(new URL('/rules', page().url()).href);
    await page().locator('.rules-table .number a').first().click();
    await page().waitForURL(/\/forms\?rule=/);
    await page().locator('a.open').first().waitFor();
  });

  it('says what happened when the server is gone, and goes on by itself on retry', async () => {
    forgive(/ERR_FAILED/);
    await page().route('**/api/forms?**', (route) => route.abort());
    await page().goto(new URL('/forms?sort=amount', page().url()).href);
    await page().getByRole('alert').getByText('已保存的内容不受影响').waitFor();
    await page().unroute('**/api/forms?**');
    await page().getByRole('button', { name: '重试' }).click();
    await page().locator('a.open').first().waitFor();
  });

  it('says so when a form does not exist', async () => {
    forgive(/404/);
    await page().goto(new URL('/forms/01900000-0000-7000-8000-000000000000', page().url()).href);
    await page().getByRole('alert').getByRole('link', { name: '回到列表' }).click();
    await page().locator('a.open').first().waitFor();
  });
});
