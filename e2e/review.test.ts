import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessFaults } from './browser.ts';
import { describeJourney } from './journey.ts';

/** The round of the sample bureau: forms in every stage, one person in every role. */
const OFFICER = '周晓岚';
const UNIT_REVIEWER = '陈建安';
const DEPARTMENT_REVIEWER = '郑为民';
const DIVISION_REVIEWER = '沈立群';
const OFFICE = '江衡';
/** Of the sample, with the officer above: approved, and being adjusted. */
const ADJUSTED = '雨水泵站设施养护';

describeJourney('review', [], ({ page, forgive }) => {
  // Between signing out and in, what the page asks meanwhile is refused.
  forgive(/401/);
  const address = (path: string) => new URL(path, page().url()).href;

  /** One click of the sample's sign-in page. */
  async function signInAs(name: string): Promise<void> {
    const status = await page().evaluate(async (wanted) => {
      await fetch('/api/session/end', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      const list = (await (await fetch('/api/session/sample')).json()) as {
        items: { id: string; name: string }[];
      };
      const personId = list.items.find((person) => person.name === wanted)?.id ?? '';
      const answer = await fetch('/api/session/sample', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ personId }),
      });
      return answer.status;
    }, name);
    expect(status, name).toBe(200);
    await page().goto(address('/workbench'));
    await page().getByRole('heading', { name: '工作台', level: 1 }).waitFor();
    await page().getByText(name, { exact: false }).first().waitFor();
  }

  const stateMark = (text: string) => page().locator('.state-mark', { hasText: text }).first().waitFor();
  const openFromInbox = async (stage: string, project: string) => {
    await page().getByRole('navigation', { name: '待办环节' }).getByRole('link', { name: stage }).click();
    await page().locator('.inbox a.open', { hasText: project }).click();
  };

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

  it('lets the department return a form with three cell opinions; the unit answers, sends it again, and the reviewer sees what changed', async () => {
    await signInAs(DEPARTMENT_REVIEWER);
    await page()
      .getByRole('navigation', { name: '待办环节' })
      .getByRole('link', { name: /主管部门审核/ })
      .click();
    const project = (await page().locator('.inbox a.open').first().textContent()) ?? '';
    await page().locator('.inbox a.open').first().click();
    await stateMark('主管部门审核');
    await accessible();
    const values = page().locator('.paper-table td[tabindex]', { hasText: /[≥≤=]\d/ });
    for (const [index, text] of ['指标值偏低', '请写明计量口径', '与上年不一致'].entries()) {
      await values.nth(index).click();
      await page().getByRole('textbox', { name: '意见内容' }).fill(text);
      await page().getByRole('button', { name: '记下意见' }).click();
      await page().locator('.note.opinion', { hasText: text }).waitFor();
    }
    await page().locator('h1').click();
    await page().keyboard.press('h');
    await page().getByLabel('退回意见').fill('请按意见修改');
    await page().getByRole('radio', { name: '中', exact: true }).check();
    await accessible();
    await page().getByRole('dialog').getByRole('button', { name: '退回修改' }).click();
    await page().getByText('已退回修改').first().waitFor();

    // The unit changes a value through the service its editor uses, answers, and sends the form again.
    const unit = await page().evaluate(async (name) => {
      const list = (await (await fetch('/api/forms?state=returned')).json()) as {
        items: { id: string; projectName: string; implementingUnit: string }[];
      };
      return list.items.find((item) => item.projectName === name) ?? null;
    }, project);
    expect(unit?.id).toBeDefined();
    const people: Readonly<Record<string, readonly [string, string]>> = {
      上海市临江区防汛管理所: [OFFICER, UNIT_REVIEWER],
      上海市临江区水文水质监测中心: ['何清源', '吴文静'],
    };
    const [officer = '', unitReviewer = ''] = people[unit?.implementingUnit ?? ''] ?? [];
    await signInAs(officer);
    await page().goto(address(`/review/${unit?.id ?? ''}`));
    await stateMark('已退回');
    await page().locator('.note.opinion', { hasText: '指标值偏低' }).getByRole('textbox').fill('已提高');
    await page()
      .locator('.note.opinion', { hasText: '指标值偏低' })
      .getByRole('button', { name: '办结' })
      .click();
    await page().locator('.note.opinion.settled', { hasText: '已提高' }).waitFor();
    const changed = await page().evaluate(async (id) => {
      const target = (await (await fetch(`/api/targets/${id}`)).json()) as {
        baseRevision: number;
        version: number;
        draft: { fields: Record<string, { text: string }> };
      };
      const seen = target.draft.fields['goals.annual']?.text ?? '';
      const answer = await fetch(`/api/targets/${id}/draft`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          clientId: 'review-journey',
          sequence: 1,
          baseRevision: target.baseRevision,
          baseVersion: target.version,
          operations: [
            { kind: 'set', row: null, field: 'goals.annual', text: `${seen}同时加强日常管理。`, seen },
          ],
        }),
      });
      return { status: answer.status };
    }, unit?.id ?? '');
    expect(changed.status).toBe(200);
    await page().getByRole('button', { name: '送审' }).click();
    await page().getByText('已送审').first().waitFor();

    await signInAs(unitReviewer);
    await openFromInbox('单位审核', project);
    await page().locator('h1').click();
    await page().keyboard.press('t');
    await page().getByText('已审核通过').first().waitFor();

    await signInAs(DEPARTMENT_REVIEWER);
    await openFromInbox('主管部门审核', project);
    await page().locator('td.changed').first().waitFor();
    await page()
      .getByRole('button', { name: /^改动 \d/ })
      .click();
    await page().locator('.change-list li').first().waitFor();
    expect(await page().locator('.change-list').textContent()).toContain('加强日常管理');
    await page().getByRole('button', { name: /^页边/ }).click();
    expect(await page().locator('.note.opinion.settled').count()).toBe(1);
    expect(await page().locator('.note.opinion:not(.settled)').count()).toBe(2);
    await page().getByRole('button', { name: '往年' }).click();
    await page().locator('.earlier').first().waitFor();
    await accessible();
    await page().getByRole('button', { name: '经过' }).click();
    await page().locator('.step-list li', { hasText: '请按意见修改' }).waitFor();
    await accessible();
  });

  it('approves clean forms in a batch, each named in the outcome', async () => {
    await signInAs(OFFICE);
    await page()
      .getByRole('navigation', { name: '待办环节' })
      .getByRole('link', { name: '绩效处终审' })
      .click();
    await page().locator('.inbox tbody tr').first().waitFor();
    await accessible();
    await page()
      .getByRole('button', { name: /选中无问题的/ })
      .click();
    const count = await page().locator('.inbox tbody input:checked').count();
    expect(count).toBeGreaterThan(0);
    await page()
      .getByRole('button', { name: /^批量批复/ })
      .click();
    await page().getByLabel('批复文号').fill('临财绩〔2026〕15号');
    await accessible();
    await page()
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`批复这 ${String(count)} 张`) })
      .click();
    await page()
      .getByText(`已办理 ${String(count)} 张`)
      .waitFor();
    await page().getByRole('button', { name: '完成' }).click();
  });

  it('adjusts after the approval and takes the adjustment back, by keyboard alone', async () => {
    await signInAs(OFFICER);
    await page().getByRole('navigation', { name: '待办环节' }).getByRole('link', { name: '调整中' }).click();
    const href = await page().locator('.inbox a.open', { hasText: ADJUSTED }).getAttribute('href');
    const id = href?.split('/').at(-1)?.split('?')[0] ?? '';
    await page().goto(address(`/review/${id}`));
    await stateMark('调整中');
    await page().getByRole('button', { name: '取消调整' }).focus();
    await page().keyboard.press('Enter');
    await page().getByLabel('理由').fill('预算不再调减');
    await page().keyboard.press('Control+Enter');
    await stateMark('已批复');
    await page().getByRole('dialog').waitFor({ state: 'hidden' });
    await page().getByRole('button', { name: '申请调整' }).focus();
    await page().keyboard.press('Enter');
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
    await signInAs(DIVISION_REVIEWER);
    await page().locator('.notice-list li').first().waitFor();
    await accessible();
    await page().getByRole('button', { name: '全部标为已读' }).click();
    await expect.poll(() => page().locator('.notice-list li.unread').count()).toBe(0);
  });
});
