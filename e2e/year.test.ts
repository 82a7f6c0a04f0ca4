import { readFile } from 'node:fs/promises';
import type { FormList, FormWork } from '@jiheng/api';
import { writeTables, type DataTable } from '@jiheng/documents';
import { civilDate, ROLE_LABELS, type Role } from '@jiheng/domain';
import { expect, it } from 'vitest';
import { accessFaults } from './browser.ts';
import { Caller } from './caller.ts';
import { describeJourney } from './journey.ts';
import { tabTo } from './keyboard.ts';
import { clearIssues } from './issues.ts';
import { copyTable, GOAL, inDays, place, saved, TARGET_ROWS, textOf, wpsHtml } from './target-work.ts';

/** Names are texts from the first page on, whatever they look like. */
const BUREAU = '云岭县财政局<img src=x onerror=alert(1)>';
const ADMINISTRATOR = {
  loginName: 'guanli',
  name: '管宁远<svg onload=alert(2)>',
  password: 'Qingshan-9-lvshui',
};
const PASSWORD = 'Lvshui-7-qingshan';
const UNIT = '云岭县河道管理所';
const PROJECT = '云岭河道日常保洁';
const YEAR = Number(civilDate(new Date()).slice(0, 4)) + 1;

/** One person in each role, along the line of one unit; the code says where. */
const STAFF: readonly (readonly [Role, string, string, string])[] = [
  ['officer', 'jingban', '经小办', '201001'],
  ['unit-reviewer', 'danwei', '单小审', '201001'],
  ['department-reviewer', 'zhuguan', '主小管', '201'],
  ['finance-division', 'chushi', '业小处', '201'],
  ['performance-office', 'jixiao', '绩小效', '0'],
  ['auditor', 'shenji', '审小计', '0'],
  ['third-party', 'pingshen', '评小审', '0'],
];

const ORGANISATIONS: readonly (readonly string[])[] = [
  ['201', '云岭县水务局', '主管部门', '', ''],
  ['201001', UNIT, '实施单位', '201', ''],
  ...Array.from({ length: 18 }, (_, at) => {
    const number = String(at + 2).padStart(3, '0');
    return [`201${number}`, `云岭县第${String(at + 1)}水利站`, '实施单位', '201', '在用'];
  }),
];
const PEOPLE = STAFF.map(([role, login, name, code]) => [
  login,
  name,
  `${ROLE_LABELS[role]}@${code}`,
  '',
  '',
  '',
]);

/** The workbook of organisations and people, as an administrator fills it in. */
async function workbook(
  organisations: readonly (readonly string[])[],
  people: readonly (readonly string[])[],
): Promise<{ readonly name: string; readonly mimeType: string; readonly buffer: Buffer }> {
  const tables: DataTable[] = [
    {
      name: '机构',
      rows: [['机构编码', '机构名称', '类别', '上级机构编码', '状态'], ...organisations],
    },
    { name: '人员', rows: [['登录名', '姓名', '任职', '电子邮箱', '电话', '状态'], ...people] },
  ];
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name: '机构人员.xlsx', mimeType, buffer: Buffer.from(await writeTables(tables)) };
}

describeJourney('the year of a bureau that begins', ['--empty'], ({ page, product, forgive }) => {
  // A wrong password, a page of before signing in, and what an auditor is refused.
  forgive(/status of 40[134]/);
  const people = new Map<Role, Caller>();
  const passwords = new Map<string, string>();
  let formId = '';

  const open = async (path: string, ready: string): Promise<void> => {
    await page().goto(new URL(path, product().address).href);
    await page().locator(ready).first().waitFor();
  };
  const who = (role: Role): Caller => {
    const caller = people.get(role);
    if (!caller) throw new Error(`nobody is ${role}`);
    return caller;
  };
  const become = async (role: Role, path: string, ready: string): Promise<void> => {
    await who(role).lend(page().context());
    await open(path, ready);
  };
  const accessible = async (): Promise<void> => {
    expect(await accessFaults(page())).toEqual([]);
  };
  const step = (role: Role, action: string, more: object = {}) =>
    who(role).post<FormWork>(`/api/forms/${formId}/steps`, { action, ...more });
  /** Takes a step in the page of the review. */
  const press = async (name: RegExp | string): Promise<void> => {
    await page().getByRole('region', { name: '办理' }).getByRole('button', { name }).click();
  };
  const stateMark = (text: string) => page().locator('.state-mark', { hasText: text }).first().waitFor();

  it('is set up at the machine by the keyboard alone, once', async () => {
    await page().locator('.set-up-hint').waitFor();
    await tabTo(page(), '完成首次设置');
    await page().keyboard.press('Enter');
    await page().getByRole('heading', { name: '首次设置' }).waitFor();
    await accessible();
    const fill = async (label: string, text: string): Promise<void> => {
      await tabTo(page(), label);
      await page().keyboard.type(text);
    };
    await fill('财政部门名称', BUREAU);
    await fill('行政区划', '云岭县');
    await fill('管理员姓名', ADMINISTRATOR.name);
    await fill('管理员登录名', ADMINISTRATOR.loginName);
    await fill('管理员口令', 'abc');
    await page().locator('.field-hint', { hasText: '不足10位' }).waitFor();
    await accessible();
    await page().keyboard.press('Control+a');
    await page().keyboard.type(ADMINISTRATOR.password);
    await fill('再次输入口令', ADMINISTRATOR.password);
    await tabTo(page(), '完成设置');
    await page().keyboard.press('Enter');
    await page().getByRole('heading', { name: '首次设置已经完成' }).waitFor();
    await accessible();
    expect(await page().locator('.set-up-hint').count()).toBe(0);
    await tabTo(page(), '机构与人员');
    await page().keyboard.press('Enter');
    await page().locator('.people-columns').waitFor();
    expect(await page().locator('.top-bar').innerText()).toContain(BUREAU);
  });

  it('lets its administrator in, and nobody with a wrong password', async () => {
    await page().context().clearCookies();
    await open('/sign-in', '.sign-in-form');
    await accessible();
    const signIn = async (password: string): Promise<void> => {
      await page().getByLabel('登录名').fill(ADMINISTRATOR.loginName);
      await page().getByLabel('口令', { exact: true }).fill(password);
      await page().keyboard.press('Enter');
    };
    await signIn('Qingshan-8-lvshui');
    await page().locator('.refusal').waitFor();
    await accessible();
    await signIn(ADMINISTRATOR.password);
    await page().locator('.side-nav').waitFor();
    people.set('administrator', await Caller.of(page().context(), product().address));
  });

  it('brings 20 organisations and their people in from one workbook, after its faults were told by row', async () => {
    await open('/settings/people', '.people-columns');
    await page().getByRole('button', { name: '批量导入' }).click();
    const dialog = page().getByRole('dialog', { name: '批量导入机构和人员' });
    const all = dialog.getByRole('button', { name: '全部导入' });
    const faulty = [...PEOPLE, ['jingban', '重小复', '经办@201', '', '', '']];
    const choose = dialog.getByLabel('选择填好的文件');
    await choose.setInputFiles(await workbook([...ORGANISATIONS, ['999', '', '', '888', '']], faulty));
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByRole('alert').innerText()).toContain('处需要改正');
    const faults = await dialog.locator('.import-faults li').allInnerTexts();
    const row = String(PEOPLE.length + 2);
    expect(faults.join('\n')).toContain(`“人员”第 ${row} 行：登录名“jingban”与第2行重复`);
    expect(faults.join('\n')).toContain(`“人员”第 ${row} 行：角色“经办”不认识`);
    expect(faults.join('\n')).toContain('“机构”第 22 行：机构名称未填写');
    expect(await all.isDisabled()).toBe(true);
    await accessible();
    await choose.setInputFiles(await workbook(ORGANISATIONS, PEOPLE));
    await dialog.getByText(`新增 ${String(ORGANISATIONS.length + PEOPLE.length)} 项`).waitFor();
    await accessible();
    await all.click();
    const given = page().getByRole('dialog', { name: '初始口令' });
    await given
      .locator('tbody tr')
      .nth(STAFF.length - 1)
      .waitFor();
    await accessible();
    for (const cells of await given.locator('tbody tr').all()) {
      const [, login = '', password = ''] = await cells.locator('td').allInnerTexts();
      passwords.set(login, password);
    }
    const waiting = page().waitForEvent('download');
    await given.getByRole('button', { name: '下载清单' }).click();
    const list = await readFile(await (await waiting).path(), 'utf8');
    expect(list).toContain(passwords.get('jingban'));
    await given.getByRole('button', { name: '已记下' }).click();
    await page().locator('.organisation-tree button', { hasText: UNIT }).waitFor();
    expect(await page().locator('.organisation-tree li').count()).toBe(ORGANISATIONS.length + 1);
    for (const [role, login] of STAFF) {
      const current = passwords.get(login) ?? '';
      const person = await Caller.account(product().address, login, current);
      expect((await person.send('GET', '/api/forms')).status, 'before the password was changed').toBe(403);
      await person.post('/api/session/password', { current, next: PASSWORD });
      people.set(role, person);
    }
  });

  it('opens its round', async () => {
    await become('performance-office', '/campaigns/new', '.campaign-form .tree-choice');
    await page().getByLabel('填报说明').fill('逐项填报，指标值应可考核。');
    await page().getByRole('button', { name: '建立批次' }).click();
    await page().getByRole('button', { name: '开启批次' }).click();
    await page().getByRole('dialog').getByRole('button', { name: '开启批次' }).click();
    await page().locator('.campaign-state.open').waitFor();
    await page().getByRole('dialog').waitFor({ state: 'hidden' });
    const { items } = await who('officer').get<{ items: readonly { id: string; name: string }[] }>(
      '/api/organisations',
    );
    await who('officer').post('/api/projects', {
      organisationId: items.find(({ name }) => name === UNIT)?.id,
      fiscalYear: YEAR,
      code: 'YL-001',
      name: PROJECT,
      nature: '经常性',
      category: '特定目标类',
      startDate: `${String(YEAR)}-01-01`,
      endDate: `${String(YEAR)}-12-31`,
      funds: [{ label: '年度资金总额', key: 'total', amountWan: '320.00' }],
      disclosure: 'internal',
      isClosed: false,
    });
  });

  it('has a target written by its officer from a table of WPS, mended, explained and sent on', async () => {
    await page().context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await become('officer', '/workbench', '#owed');
    await page().getByRole('link', { name: PROJECT }).click();
    await page().getByRole('button', { name: '从空表开始' }).click();
    await page().locator('.sheet.editing').waitFor();
    formId = new URL(page().url()).pathname.split('/').at(-1) ?? '';
    await copyTable(page(), { html: wpsHtml(TARGET_ROWS) });
    await page().locator(place(0, 'level1')).click();
    await page().keyboard.press('Control+v');
    await page().locator(place(14, 'level3')).waitFor();
    for (const [row, texts] of TARGET_ROWS.entries()) {
      expect(await textOf(page(), row, 'level3')).toBe(texts[2]);
      expect(await textOf(page(), row, 'target')).toBe(texts[3]);
    }
    expect(await page().locator(place(0, 'level1')).getAttribute('rowspan')).toBe('9');
    await page().locator('.issue', { hasText: '未填写绩效目标' }).first().getByRole('button').first().click();
    await page().keyboard.type(GOAL);
    await page().keyboard.press('Enter');
    await saved(page());
    await clearIssues(page());
    await page().getByRole('button', { name: '送审' }).click();
    await page().waitForURL(/\/forms\//);
    await stateMark('单位审核');
    // Whoever wrote it can not take it further.
    expect((await who('officer').send('POST', `/api/forms/${formId}/steps`, { action: 'pass' })).ok).toBe(
      false,
    );
  });

  it('passes the unit, and comes back from the department with three opinions on cells', async () => {
    await become('unit-reviewer', `/review/${formId}`, '.action-bar button');
    await page().locator('h1').click();
    await page().keyboard.press('t');
    await page().getByText('已审核通过').first().waitFor();
    await become('department-reviewer', `/review/${formId}`, '.action-bar button');
    for (const [row, text] of ['请写明起止河段', '请说明计量口径', '低于上年完成值，请核实'].entries()) {
      await page().locator(place(row, 'target')).click();
      await page().getByRole('textbox', { name: '意见内容' }).fill(text);
      await page().getByRole('button', { name: '记下意见' }).click();
      await page().locator('.note.opinion', { hasText: text }).waitFor();
    }
    await page().locator('h1').click();
    await page().keyboard.press('h');
    await page().getByLabel('退回意见').fill('请按三条意见修改');
    await page().getByRole('radio', { name: '中', exact: true }).check();
    await page().getByRole('dialog').getByRole('button', { name: '退回修改' }).click();
    await page().getByText('已退回修改').first().waitFor();
  });

  it('is changed by the officer beside the opinions and sent again; the department sees what changed', async () => {
    await become('officer', `/review/${formId}`, '.note.opinion');
    const answered = page().locator('.note.opinion', { hasText: '低于上年完成值' });
    await answered.getByRole('textbox').fill('已提高');
    await answered.getByRole('button', { name: '办结' }).click();
    await page().locator('.note.opinion.settled', { hasText: '已提高' }).waitFor();
    await open('/workbench?state=returned', '.inbox a.open');
    await page().locator('.inbox a.open', { hasText: PROJECT }).click();
    await page().locator('.opinions-panel .note.opinion').nth(2).waitFor();
    await page().locator(place(2, 'target')).click();
    await page().keyboard.type('≥2100平方米');
    await page().keyboard.press('Enter');
    await saved(page());
    await expect.poll(() => page().getByRole('button', { name: '送审' }).isEnabled()).toBe(true);
    await page().getByRole('button', { name: '送审' }).click();
    await page().waitForURL(/\/forms\//);
    await step('unit-reviewer', 'pass');

    await become('department-reviewer', `/review/${formId}`, 'td.changed');
    expect(await page().locator('td.changed').allInnerTexts()).toEqual([
      expect.stringContaining('≥2100平方米'),
    ]);
    expect(await page().locator('.note.opinion:not(.settled)').count()).toBe(2);
    await page()
      .getByRole('button', { name: /^改动 \d/ })
      .click();
    await page().locator('.change-list li').first().waitFor();
    expect(await page().locator('.change-list').innerText()).toContain('补种水生植物面积');
    expect(await page().locator('.change-list :is(del, ins)').allInnerTexts()).toEqual(['0', '1']);
    await accessible();
    await page().getByRole('button', { name: /^页边/ }).click();
    await press(/^审核通过/);
    await page().getByText('已审核通过').first().waitFor();
  });

  it('passes the division with its review sheet and is approved under a number and a date', async () => {
    await become('finance-division', `/review/${formId}`, '.action-bar button');
    await press('填写结果后通过');
    const dialog = page().getByRole('dialog');
    await dialog.getByRole('radio', { name: '良', exact: true }).check();
    await dialog.getByRole('button', { name: '填写绩效目标审核表' }).click();
    await dialog.locator('.sheet-table').waitFor();
    await accessible();
    await dialog.getByRole('button', { name: '不填审核表' }).click();
    await dialog.getByRole('button', { name: '审核通过' }).click();
    await page().getByText('已审核通过').first().waitFor();

    await become('performance-office', `/review/${formId}`, '.action-bar button');
    await press(/^批复/);
    await page().getByLabel('批复文号').fill('云财绩〔2026〕1号');
    await accessible();
    await page().getByRole('dialog').getByRole('button', { name: '批复' }).click();
    await page().getByText('已批复').first().waitFor();
    await open(`/review/${formId}`, '.state-mark');
    await stateMark('已批复');
    await page().getByRole('button', { name: '经过' }).click();
    await page().locator('.step-list li', { hasText: '云财绩〔2026〕1号' }).waitFor();
    // Locked: the draft takes nothing any more.
    const late = await who('officer').send('PATCH', `/api/targets/${formId}/draft`, {
      clientId: 'after-the-approval',
      sequence: 1,
      baseRevision: 1,
      baseVersion: 0,
      operations: [{ kind: 'set', row: null, field: 'goals.annual', text: '', seen: GOAL }],
    });
    expect([403, 404, 409]).toContain(late.status);
  });

  it('is adjusted after the approval, and compared with what was approved', async () => {
    await become('officer', `/review/${formId}`, '.action-bar button');
    await press(/^申请调整/);
    await page().getByLabel('理由').fill('汛期延长，增加巡查');
    await accessible();
    await page().getByRole('dialog').getByRole('button', { name: '申请调整' }).click();
    await stateMark('调整中');
    await open(`/targets/${formId}`, '.sheet.editing');
    await page().locator(place(3, 'target')).click();
    await page().keyboard.type('≥260次');
    await page().keyboard.press('Enter');
    await saved(page());
    await clearIssues(page());
    await expect.poll(() => page().getByRole('button', { name: '送审' }).isEnabled()).toBe(true);
    await page().getByRole('button', { name: '送审' }).click();
    await page().waitForURL(/\/forms\//);
    await step('unit-reviewer', 'pass');
    await step('department-reviewer', 'pass');
    await step('finance-division', 'pass');
    await become('performance-office', `/review/${formId}`, '.action-bar button');
    await page()
      .getByRole('button', { name: /^改动 \d/ })
      .click();
    await page().locator('.change-list li').first().waitFor();
    const changes = await page().locator('.side-panel').innerText();
    expect(changes).toContain('巡查河道次数');
    expect(await page().locator('.change-list :is(del, ins)').allInnerTexts()).toEqual(['4', '6']);
    expect(changes).toMatch(/与您上次审核的第\d版相比/);
    const { state, approvedRevision, revision } = await step('performance-office', 'approve', {
      approvalNumber: '云财绩〔2026〕2号',
      approvalDate: inDays(0),
    });
    expect([state, approvedRevision]).toEqual(['approved', revision]);
  });

  it('is read, and nothing more, by the auditor', async () => {
    await become('auditor', `/review/${formId}`, '.action-bar');
    expect(await page().getByRole('region', { name: '办理' }).getByRole('button').count()).toBe(0);
    await accessible();
    await open('/settings/log', '.data-table tbody tr');
    await open('/campaigns', '.data-table tbody a');
    expect(await page().getByRole('link', { name: '新建批次' }).count()).toBe(0);
    await open('/projects', '.data-table tbody a');
    expect(await page().getByRole('link', { name: '新建项目' }).count()).toBe(0);
    const writes = [
      [`/api/forms/${formId}/steps`, { action: 'adjust', opinion: '试改' }],
      [`/api/forms/${formId}/opinions`, { place: { kind: 'whole' }, text: '试写' }],
      ['/api/people', { loginName: 'x', name: 'x', email: null, telephone: null, duties: [] }],
    ] as const;
    for (const [path, body] of writes) {
      expect([403, 404], path).toContain((await who('auditor').send('POST', path, body)).status);
    }
  });

  it('shows a third party the form of its grant alone', async () => {
    const forms = () => who('third-party').get<FormList>('/api/forms');
    expect((await forms()).count).toBe(0);
    await become('third-party', '/workbench', 'h1');
    await accessible();
    const { items } = await who('administrator').get<{
      items: readonly { id: string; loginName: string }[];
    }>('/api/people');
    const expert = items.find(({ loginName }) => loginName === 'pingshen')?.id ?? '';
    const project = (await who('officer').get<{ items: readonly { id: string }[] }>('/api/projects'))
      .items[0];
    await who('officer').post('/api/projects', {
      organisationId: (
        await who('officer').get<{ items: readonly { id: string; name: string }[] }>('/api/organisations')
      ).items.find(({ name }) => name === UNIT)?.id,
      fiscalYear: YEAR,
      code: 'YL-002',
      name: '不在授权内的项目',
      nature: null,
      category: null,
      startDate: null,
      endDate: null,
      funds: [],
      disclosure: 'internal',
      isClosed: false,
    });
    await who('administrator').post(`/api/people/${expert}/projects`, { projectIds: [project?.id] });
    expect((await forms()).count).toBe(1);
    await open('/forms', 'a.open');
    expect(await page().locator('a.open').allInnerTexts()).toEqual([expect.stringContaining(PROJECT)]);
    await open(`/review/${formId}`, '.action-bar');
    expect(await page().locator('.paper-table').innerText()).toContain('≥260次');
  });
});
