import type { FormList } from '@jiheng/api';
import type { Locator } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessFaults } from './browser.ts';
import { Caller } from './caller.ts';
import { describeJourney } from './journey.ts';
import { keyboardFaults } from './keyboard.ts';

/** Of the sample, one in each role that has pages of its own. */
const PEOPLE = {
  officer: '周晓岚',
  department: '郑为民',
  office: '江衡',
  administrator: '管宁',
  auditor: '严审言',
  expert: '丁评远',
} as const;
type Who = keyof typeof PEOPLE;

const NONE = '01900000-0000-7000-8000-000000000000';

/** Every page with what shows that it is there. */
const PAGES: readonly (readonly [Who, string, string])[] = [
  ['office', '/', '.chart canvas'],
  ['office', '/forms', 'a.open'],
  ['office', '/campaigns', '.data-table tbody a'],
  ['office', '/campaigns/new', '.campaign-form .tree-choice'],
  ['office', '/workbench', '.inbox a.open'],
  ['office', '/import', '.drop-area'],
  ['office', '/rules', '.rules-table'],
  ['officer', '/workbench', '.stages'],
  ['officer', '/projects', '.data-table tbody a'],
  ['officer', '/projects/new', '.project-form'],
  ['officer', '/indicators?text=满意度', '.indicator-card'],
  ['officer', '/account', '.account-columns table'],
  ['officer', '/exports', '.state-message, .data-table'],
  ['administrator', '/settings/people', '.people-columns tbody tr'],
  ['administrator', '/settings/log', '.data-table tbody tr'],
  ['administrator', '/settings/checks', '.checks-table tbody tr'],
  ['expert', '/workbench', 'h1'],
];

describeJourney('the dark corners', [], ({ page, product, forgive }) => {
  forgive(/status of 40[0134]|ERR_FAILED|ERR_INTERNET_DISCONNECTED/);
  const callers = {} as Record<Who, Caller>;

  beforeAll(async () => {
    for (const [who, name] of Object.entries(PEOPLE))
      callers[who as Who] = await Caller.sample(product().address, name);
  });
  afterEach(() => page().unrouteAll());

  const open = async (who: Who, path: string, ready: string): Promise<void> => {
    await callers[who].lend(page().context());
    await page().goto(new URL(path, product().address).href);
    await page().locator(ready).first().waitFor();
  };
  const button = (name: RegExp | string, within: Locator = page().locator('body')): Locator =>
    within.getByRole('button', { name, exact: typeof name === 'string' }).first();
  const accessible = async (message: string): Promise<void> => {
    expect(await accessFaults(page()), message).toEqual([]);
  };
  /** Opens a dialog, looks at it, leaves it by Escape, and finds the focus where it was. */
  const lookInto = async (name: RegExp | string, within?: Locator): Promise<void> => {
    const opener = button(name, within);
    await opener.focus();
    await page().keyboard.press('Enter');
    const dialog = page().getByRole('dialog').last();
    await dialog.waitFor();
    const hasFocus = () => dialog.evaluate((node) => node.contains(document.activeElement));
    await expect.poll(hasFocus, { message: String(name) }).toBe(true);
    await accessible(String(name));
    await dialog.getByRole('button').first().focus();
    await page().keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect
      .poll(() => opener.evaluate((node) => node === document.activeElement), { message: String(name) })
      .toBe(true);
  };
  const formIn = async (who: Who, state: string): Promise<string> => {
    const { items } = await callers[who].get<FormList>(`/api/forms?state=${state}`);
    return items[0]?.id ?? '';
  };

  describe('by the keyboard alone everything is reached and shows that it has the focus', () => {
    it.each(PAGES)('for %s on %s', async (who, path, ready) => {
      await open(who, path, ready);
      await page().waitForLoadState('networkidle');
      expect(await keyboardFaults(page())).toEqual([]);
    });

    it('on a campaign, its rehearsal, a project, a form and a review', async () => {
      await open('office', '/campaigns', '.data-table tbody a');
      const campaign = (await page().locator('.data-table tbody a').first().getAttribute('href')) ?? '';
      await open('office', campaign, '.stations');
      expect(await keyboardFaults(page())).toEqual([]);
      await open('office', `${campaign}/rehearsal`, '.data-table');
      expect(await keyboardFaults(page())).toEqual([]);
      await open('officer', '/projects', '.data-table tbody a');
      const project = (await page().locator('.data-table tbody a').first().getAttribute('href')) ?? '';
      await open('officer', project, '.project-columns');
      expect(await keyboardFaults(page())).toEqual([]);
      const id = await formIn('office', 'office-review');
      await open('office', `/forms/${id}`, '.paper-table');
      expect(await keyboardFaults(page())).toEqual([]);
      await open('office', `/review/${id}`, '.action-bar button');
      expect(await keyboardFaults(page())).toEqual([]);
    });
  });

  describe('dialogs have no fault of access, hold the focus and give it back', () => {
    it('of a round', async () => {
      await open('office', '/campaigns', '.data-table tbody a');
      await page().locator('.data-table tbody a').first().click();
      await page().locator('.stations').waitFor();
      for (const name of ['关闭批次', '延期', '结转下年']) await lookInto(name);
    });

    it('of a decision, its review sheet and its number', async () => {
      await open('office', `/review/${await formIn('office', 'office-review')}`, '.action-bar button');
      const acts = page().getByRole('region', { name: '办理' });
      await lookInto(/^批复/, acts);
      await lookInto(/^退回修改/, acts);
      await open(
        'department',
        `/review/${await formIn('department', 'department-review')}`,
        '.action-bar button',
      );
      await button('填写结果后通过').click();
      await button('填写绩效目标审核表').click();
      await page().locator('.sheet-table').waitFor();
      await accessible('general');
      await page()
        .getByRole('radio', { name: /重点项目/ })
        .check();
      await accessible('key');
    });

    it('of people and organisations', async () => {
      await open('administrator', '/settings/people', '.people-columns tbody tr');
      await page().locator('.organisation-tree button', { hasText: '防汛管理所' }).click();
      const acts = page().locator('.organisation-acts');
      for (const name of ['添加下级', '修改', '划转']) await lookInto(name, acts);
      const row = page().locator('.people-columns tbody tr').first();
      await lookInto('修改', row);
      await lookInto('批量导入');
      await lookInto('添加人员');
    });

    it('of exports and of projects brought in', async () => {
      await open('office', '/forms', 'a.open');
      await lookInto('导出');
      await open('officer', '/projects', '.data-table tbody a');
      await lookInto('从 Excel 导入');
    });

    it('of the search, the keys, the account and the notices', async () => {
      await open('officer', '/workbench', '.stages');
      await page().keyboard.press('Control+k');
      await page().getByRole('combobox', { name: '搜索' }).fill('没有这样的内容');
      await page().waitForLoadState('networkidle');
      await accessible('search without results');
      await page().keyboard.press('Escape');
      await page().keyboard.press('?');
      await page().getByRole('dialog').waitFor();
      await accessible('keys');
      await page().keyboard.press('Escape');
      await page().getByRole('dialog').waitFor({ state: 'hidden' });
      await button(/^账号/).click();
      await page().getByText('退出登录').waitFor();
      await accessible('account');
    });
  });

  describe('where something is wrong or nothing is there', () => {
    it.each([
      ['office', `/forms/${NONE}`],
      ['office', `/review/${NONE}`],
      ['office', `/campaigns/${NONE}`],
      ['office', `/campaigns/${NONE}/rehearsal`],
      ['office', `/import/${NONE}`],
      ['officer', `/projects/${NONE}`],
      ['officer', `/targets/${NONE}`],
      ['officer', '/targets/new'],
      ['officer', `/targets/new?project=${NONE}&campaign=${NONE}`],
      ['officer', '/settings/log'],
    ] as const)('%s at %s is told so, and can go on', async (who, path) => {
      await open(who, path, '.state-message');
      await accessible(path);
      expect(await page().locator('.side-nav a').count()).toBeGreaterThan(2);
    });

    it.each([
      ['office', '/', '**/api/overview**'],
      ['office', '/forms', '**/api/forms?**'],
      ['office', '/campaigns', '**/api/campaigns'],
      ['officer', '/workbench', '**/api/workbench'],
      ['officer', '/projects', '**/api/projects?**'],
      ['administrator', '/settings/people', '**/api/people'],
      ['administrator', '/settings/log', '**/api/audit**'],
    ] as const)('%s on %s hears that the server is not reached, and goes on', async (who, path, call) => {
      await page().route(call, (route) => route.abort());
      await open(who, path, '[role=alert]');
      await accessible(path);
      await page().unroute(call);
      await button('重试').click();
      await page().locator('[role=alert]').waitFor({ state: 'hidden' });
    });

    it('a page opened while the browser calls itself offline says so, and comes when it is back', async () => {
      await open('office', '/rules', '.rules-table');
      await open('office', '/workbench', '.inbox');
      await page().context().setOffline(true);
      await page().locator('.side-nav').getByText('规则', { exact: true }).click();
      await page().getByRole('alert').waitFor();
      await page().context().setOffline(false);
      await page().locator('.rules-table').waitFor();
    });

    it.each([
      ['office', '/forms?text=没有这样的项目名称'],
      ['officer', '/projects?text=没有这样的项目名称'],
      ['administrator', '/settings/log?actor=没有这个人'],
      ['officer', '/indicators?text=没有这样的指标'],
    ] as const)('%s on %s learns that nothing is found', async (who, path) => {
      await open(who, path, '.state-message, .panel-note');
      await accessible(path);
    });

    it('an officer sees what is still missing before the submission', async () => {
      await open('officer', '/workbench', '#owed');
      await page().locator('.workbench-main table a').last().click();
      await button('从空表开始').click();
      await page().locator('.sheet.editing').waitFor();
      await page().locator('.issue').first().waitFor();
      await page().locator('.submit-blocked').hover();
      await page().locator('.missing-list').waitFor();
      await accessible('missing');
    });
  });
});
