import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { accessFaults } from './browser.ts';
import { Caller } from './caller.ts';
import { describeJourney } from './journey.ts';
import { tabTo } from './keyboard.ts';
import { signInAs } from './target-work.ts';

const SAMPLE = join(import.meta.dirname, '../packages/server/sample');
/** Of the sample, in one line of duty. */
const OFFICER = '周晓岚';
const DEPARTMENT_REVIEWER = '郑为民';
const OFFICE = '江衡';
const ADMINISTRATOR = '管宁';
const AUDITOR = '严审言';
const THIRD_PARTY = '丁评远';
/** Whose form came back from review. */
const RETURNED_OFFICER = '萧子墨';
const MOST_TABS = 60;

describeJourney('every page is open to everyone', [], ({ page, product, forgive }) => {
  // Between signing out and in, what the page asks meanwhile is refused.
  forgive(/401/);
  const open = async (path: string, ready: string): Promise<void> => {
    await page().goto(new URL(path, page().url()).href);
    await page().locator(ready).first().waitFor();
  };
  const at = async (path: string, ready: string): Promise<readonly string[]> => {
    await open(path, ready);
    return accessFaults(page());
  };
  const become = async (name: string): Promise<void> => {
    await (await Caller.sample(product().address, name)).lend(page().context());
    await open('/workbench', 'h1');
  };

  it('overview', async () => {
    expect(await at('/', '.chart canvas')).toEqual([]);
  });

  it('list', async () => {
    expect(await at('/forms?severity=error', 'a.open')).toEqual([]);
  });

  it('paper with findings and open source panel', async () => {
    await page().locator('a.open').first().click();
    await page().locator('.note').first().waitFor();
    await page().locator('.sheet td[tabindex]').first().click();
    await page().locator('.source-lines').waitFor();
    expect(await accessFaults(page())).toEqual([]);
  });

  it('import, before and after', async () => {
    expect(await at('/import', '.drop-area')).toEqual([]);
    const name = readdirSync(SAMPLE)[0] ?? '';
    await page().locator('input[type=file]').setInputFiles(join(SAMPLE, name));
    await page().getByText('个文件读取完毕').waitFor();
    expect(await accessFaults(page())).toEqual([]);
  });

  it('rules', async () => {
    expect(await at('/rules', '.rules-table')).toEqual([]);
  });

  it('search and key help', async () => {
    await page().keyboard.press('Control+k');
    await page().getByRole('combobox', { name: '搜索' }).waitFor();
    expect(await accessFaults(page())).toEqual([]);
    await page().keyboard.press('Escape');
  });

  it('an address that does not exist', async () => {
    expect(await at('/nowhere', '.state-message')).toEqual([]);
  });

  it('reaches everything with a zoom of 200 percent without scrolling sideways', async () => {
    await page().setViewportSize({ width: 960, height: 540 });
    const wide: string[] = [];
    for (const path of ['/', '/import', '/rules', '/workbench', '/projects', '/campaigns', '/settings']) {
      await open(path, 'h1');
      await page().waitForLoadState('networkidle');
      if (await page().evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
        wide.push(path);
    }
    await page().setViewportSize({ width: 1366, height: 768 });
    expect(wide).toEqual([]);
  });

  it('sign-in, and the workbench of an officer', async () => {
    await page().context().clearCookies();
    expect(await at('/sign-in', '.sample-persons button')).toEqual([]);
    await signInAs(page(), OFFICER);
    await page().locator('.stages').waitFor();
    expect(await accessFaults(page())).toEqual([]);
  });

  it('target editor, what it can start from, and the library of indicators', async () => {
    await page().locator('.workbench-main table a').last().click();
    await page().getByRole('button', { name: '从空表开始' }).waitFor();
    expect(await accessFaults(page())).toEqual([]);
    await open('/workbench?state=adjusting', '.inbox a.open');
    await page().locator('.inbox a.open').first().click();
    await page().locator('.sheet.editing').waitFor();
    expect(await accessFaults(page())).toEqual([]);
    expect(await at('/indicators', '.page input')).toEqual([]);
    expect(await at('/indicators?text=满意度', '.indicator-card')).toEqual([]);
  });

  it('projects, a project, a new one', async () => {
    expect(await at('/projects', '.data-table tbody tr')).toEqual([]);
    await page().locator('.data-table tbody a').first().click();
    await page().locator('.project-columns').waitFor();
    expect(await accessFaults(page())).toEqual([]);
    expect(await at('/projects/new', '.project-form')).toEqual([]);
  });

  it('own account and exports', async () => {
    expect(await at('/account', '.account-columns table')).toEqual([]);
    expect(await at('/exports', '.state-message, .data-table')).toEqual([]);
  });

  it('a returned form with the opinions on it', async () => {
    await become(RETURNED_OFFICER);
    await open('/workbench?state=returned', '.inbox a.open');
    await page().locator('.inbox a.open').first().click();
    await page().locator('.opinions-panel .note.opinion').first().waitFor();
    expect(await accessFaults(page())).toEqual([]);
  });

  it('review of a form with its opinion box, and what comes with a return', async () => {
    await become(DEPARTMENT_REVIEWER);
    await page().locator('.inbox a.open').first().click();
    await page().locator('.action-bar button').first().waitFor();
    expect(await accessFaults(page())).toEqual([]);
    await page().keyboard.press('y');
    await page().getByRole('textbox', { name: '意见内容' }).waitFor();
    expect(await accessFaults(page())).toEqual([]);
    await page().keyboard.press('Escape');
    await page().getByRole('button', { name: '退回修改' }).click();
    await page().getByRole('dialog').waitFor();
    expect(await accessFaults(page())).toEqual([]);
  });

  it('campaigns, a campaign, its rehearsal, a new one, and a batch', async () => {
    await become(OFFICE);
    await page()
      .getByRole('button', { name: /选中无问题/ })
      .click();
    await page()
      .getByRole('button', { name: /批量批复/ })
      .click();
    await page().getByRole('dialog').waitFor();
    expect(await accessFaults(page())).toEqual([]);
    expect(await at('/campaigns', '.data-table tbody a')).toEqual([]);
    await page().locator('.data-table tbody a').first().click();
    await page().locator('.stations').waitFor();
    expect(await accessFaults(page())).toEqual([]);
    await page().getByRole('link', { name: '预演截止' }).click();
    await page().getByText('假如现在截止').waitFor();
    expect(await accessFaults(page())).toEqual([]);
    expect(await at('/campaigns/new', '.campaign-form .tree-choice')).toEqual([]);
  });

  it('people and organisations with their dialogs, log and self-check', async () => {
    await become(ADMINISTRATOR);
    expect(await at('/settings/people', '.people-columns table tbody tr')).toEqual([]);
    for (const act of ['添加人员', '批量导入']) {
      await page().getByRole('button', { name: act }).click();
      await page().getByRole('dialog').waitFor();
      expect(await accessFaults(page()), act).toEqual([]);
      await page().keyboard.press('Escape');
      await page().getByRole('dialog').waitFor({ state: 'hidden' });
    }
    expect(await at('/settings/log', '.data-table tbody tr')).toEqual([]);
    expect(await at('/settings/checks', '.checks-table tbody tr')).toEqual([]);
  });

  it('leads nobody from the navigation to a page that is refused', async () => {
    for (const name of [OFFICER, DEPARTMENT_REVIEWER, OFFICE, THIRD_PARTY, AUDITOR]) {
      await become(name);
      const links = page().locator('.side-nav a');
      expect(await links.count(), name).toBeGreaterThan(2);
      for (const link of await links.all()) {
        await link.click();
        await page().waitForLoadState('networkidle');
        expect(await page().getByText('没有权限').count(), `${name} ${page().url()}`).toBe(0);
      }
    }
  });

  it('takes a person from sign-in to a changed cell and the submission by the keyboard alone', async () => {
    await page().context().clearCookies();
    await open('/sign-in', '.sample-persons button');
    await tabTo(page(), OFFICER);
    await page().keyboard.press('Enter');
    await page().getByRole('heading', { name: '工作台', level: 1 }).waitFor();
    await page().locator('.inbox a.open').first().waitFor();
    await tabTo(page(), (await page().locator('.inbox a.open').first().textContent()) ?? '');
    await page().keyboard.press('Enter');
    await page().locator('.sheet.editing').waitFor();
    await tabTo(page(), '项目名称');
    const cell = page().locator('td.focused');
    for (let step = 0; step < MOST_TABS; step += 1) {
      if ((await cell.getAttribute('data-cell')) === 'target-0') break;
      await page().keyboard.press('Tab');
    }
    await page().keyboard.type('≤200000元');
    await page().keyboard.press('Enter');
    await page().locator('[data-save="saved"][data-waiting="0"]').waitFor();
    expect(await page().locator('[data-cell="target-0"]').innerText()).toContain('≤200000元');
    await page().locator('.panel-note.done, .issue').first().waitFor();
    await expect.poll(() => page().getByRole('button', { name: '送审' }).isEnabled()).toBe(true);
    await page().keyboard.press('Escape');
    await tabTo(page(), '送审', 'Shift+Tab');
    await page().keyboard.press('Enter');
    await page().waitForURL(/\/forms\//);
    await page().locator('.state-mark', { hasText: '单位审核' }).waitFor();
  });
});
