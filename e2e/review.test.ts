import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessFaults } from './browser.ts';
import { Caller } from './caller.ts';
import { describeJourney } from './journey.ts';

/** The round of the sample bureau: forms in every stage, one person in every role. */
const OFFICER = '周晓岚';
const DEPARTMENT_REVIEWER = '郑为民';
const OFFICE = '江衡';
/** Of the sample, with the officer above: approved, and being adjusted. */
const ADJUSTED = '雨水泵站设施养护';

describeJourney('review', [], ({ page, product, forgive }) => {
  // Between signing out and in, what the page asks meanwhile is refused.
  forgive(/401/);
  const address = (path: string) => new URL(path, page().url()).href;

  async function signInAs(name: string): Promise<void> {
    const person = await Caller.sample(product().address, name);
    await person.lend(page().context());
    await page().goto(address('/workbench'));
    await page().getByRole('heading', { name: '工作台', level: 1 }).waitFor();
  }

  const stateMark = (text: string) => page().locator('.state-mark', { hasText: text }).first().waitFor();
  async function accessible(on: Page = page()): Promise<void> {
    expect(await accessFaults(on)).toEqual([]);
  }

  it('opens a round for all departments, extends it for one, and rehearses its deadline', async () => {
    await signInAs(OFFICE);
    await page().goto(address('/campaigns'));
    await page().getByRole('link', { name: '新建批次' }).click();
    await page().getByLabel('名称').fill('补充申报');
    await page()
      .getByRole('checkbox', { name: /水务局/ })
      .waitFor();
    await accessible();
    await page().getByRole('button', { name: '建立批次' }).click();
    await page().getByRole('heading', { name: '补充申报' }).waitFor();
    await page().getByRole('button', { name: '开启批次' }).click();
    await page().getByRole('dialog').getByRole('button', { name: '开启批次' }).click();
    await page().locator('.campaign-state.open').waitFor();
    await page().getByRole('dialog').waitFor({ state: 'hidden' });
    await page().getByRole('link', { name: '预演截止' }).click();
    await page()
      .getByText(/假如现在截止/)
      .waitFor();
    await page().getByText('未填报', { exact: true }).first().waitFor();
    await accessible();
    const waiting = page().waitForEvent('download');
    await page().getByRole('button', { name: '导出' }).click();
    expect((await waiting).suggestedFilename()).toBe('补充申报预演.csv');
  });

  it('shows beside a form what the year before promised and reached, and what happened so far', async () => {
    await signInAs(DEPARTMENT_REVIEWER);
    await page()
      .getByRole('navigation', { name: '待办环节' })
      .getByRole('link', { name: /主管部门审核/ })
      .click();
    await page().locator('.inbox a.open').first().click();
    await stateMark('主管部门审核');
    await page().getByRole('button', { name: '往年' }).click();
    await page().locator('.earlier').first().waitFor();
    await accessible();
    await page().getByRole('button', { name: '经过' }).click();
    await page().locator('.step-list li', { hasText: '送审' }).waitFor();
    await accessible();
  });

  it('adjusts after the approval and takes the adjustment back, by keyboard alone', async () => {
    await signInAs(OFFICER);
    await page().getByRole('navigation', { name: '待办环节' }).getByRole('link', { name: '调整中' }).click();
    const href = await page().locator('.inbox a.open', { hasText: ADJUSTED }).getAttribute('href');
    const id = href?.split('/').at(-1)?.split('?')[0] ?? '';
    await page().goto(address(`/review/${id}`));
    await stateMark('调整中');
    await page().getByRole('button', { name: '取消调整' }).press('Enter');
    await page().getByLabel('理由').fill('预算不再调减');
    await page().keyboard.press('Control+Enter');
    await stateMark('已批复');
    await page().getByRole('dialog').waitFor({ state: 'hidden' });
    await page().getByRole('button', { name: '申请调整' }).press('Enter');
    await page().getByLabel('理由').fill('预算调减一成');
    await page().keyboard.press('Control+Enter');
    await stateMark('调整中');
    await page().getByRole('button', { name: '经过' }).click();
    await page().locator('.step-list li', { hasText: '预算调减一成' }).waitFor();
  });

  it('shows a project through its years and keeps the library', async () => {
    await signInAs(OFFICER);
    await page().goto(address('/projects?year=2027'));
    await page().getByRole('link', { name: ADJUSTED }).first().click();
    await page().getByRole('heading', { name: '指标历年变化' }).waitFor();
    await accessible();
    await page().getByRole('link', { name: '修改' }).click();
    await page().getByLabel('项目名称').waitFor();
    await accessible();
    await page().goto(address('/projects'));
    await page().locator('.data-table tbody tr').first().waitFor();
    await accessible();
    await page().getByRole('button', { name: '从 Excel 导入' }).click();
    await page().getByRole('dialog').waitFor();
    await accessible();
    await page().keyboard.press('Escape');
  });

  it('tells everyone what came to them', async () => {
    await signInAs(OFFICE);
    await page().locator('.notice-list li').first().waitFor();
    await accessible();
    await page().getByRole('button', { name: '全部标为已读' }).click();
    await expect.poll(() => page().locator('.notice-list li.unread').count()).toBe(0);
  });
});
