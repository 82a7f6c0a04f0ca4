import type { AuditList, FormWork } from '@jiheng/api';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { cleanGoal, cleanRows } from '../packages/server/src/testing/clean-target.ts';
import { accessFaults } from './browser.ts';
import { Caller } from './caller.ts';
import { describeJourney } from './journey.ts';
import { addProject, openRound, signInAs, writeForm } from './target-work.ts';

/** Of the sample, in one line of duty. */
const LINE = ['陈建安', '郑为民', '沈立群'];
const OFFICE = '江衡';
const ADMINISTRATOR = '管宁';
/** More are made where time is measured. */
const FORMS = Number(process.env['JIHENG_BATCH'] ?? 24);
const FIRST_NUMBER = 11;
const BATCH_NAME = '批量核对的河道养护';

interface Outcome {
  readonly done: readonly string[];
  readonly failed: readonly { readonly projectName: string; readonly message: string }[];
}

/** Clean forms, brought before the bureau by everyone whose turn it is. */
async function bringForms(bureau: Caller): Promise<readonly string[]> {
  const round = await openRound(bureau, 'shanghai-target-2026');
  const officer = await Caller.sample(bureau.origin, round.officer);
  const ids: string[] = [];
  for (let at = 0; at < FORMS; at += 1) {
    const kilometres = FIRST_NUMBER + at;
    const projectId = await addProject(bureau, round, `${BATCH_NAME}${String(kilometres)}`);
    const place = { projectId, campaignId: round.campaignId };
    const content = { rows: cleanRows(kilometres), goal: cleanGoal(kilometres) };
    const id = await writeForm(officer, place, content);
    await officer.post(`/api/forms/${id}/steps`, { action: 'submit' });
    ids.push(id);
  }
  for (const name of LINE) {
    const reviewer = await Caller.sample(bureau.origin, name);
    const { failed } = await reviewer.post<Outcome>('/api/steps', { action: 'pass', formIds: ids });
    expect(failed, name).toEqual([]);
  }
  return ids;
}

describeJourney('a reviewer by exception', [], ({ page, product, forgive }) => {
  forgive(/401/);
  let formIds: readonly string[] = [];
  let office: Caller;

  beforeAll(async () => {
    const { address } = product();
    formIds = await bringForms(await Caller.of(page().context(), address));
    office = await Caller.sample(address, OFFICE);
  }, 300_000);

  /** The names of the forms in the outcome that were left, each with its reason. */
  const left = (shown: Page) => shown.locator('.batch-failed li').allInnerTexts();

  it('selects what is clean and approves it in one act; what changed meanwhile is named with its reason', async () => {
    let actions = 0;
    const act = async (work: Promise<unknown>): Promise<void> => {
      actions += 1;
      await work;
    };
    await page().context().clearCookies();
    await page().goto(new URL('/sign-in', product().address).href);
    await act(signInAs(page(), OFFICE));
    const stages = page().getByRole('navigation', { name: '待办环节' });
    await act(stages.getByRole('link', { name: '绩效处终审' }).click());
    await act(
      page()
        .getByRole('button', { name: /选中无问题的/ })
        .click(),
    );
    const count = await page().locator('.inbox tbody input:checked').count();
    expect(count).toBeGreaterThanOrEqual(FORMS);
    // Meanwhile a colleague sends one form back and leaves an opinion on another one.
    const [returned = '', doubted = ''] = formIds;
    await office.post(`/api/forms/${returned}/steps`, { action: 'return', opinion: '请重新核对长度' });
    await office.post(`/api/forms/${doubted}/opinions`, { place: { kind: 'whole' }, text: '请补充依据' });
    await act(
      page()
        .getByRole('button', { name: /^批量批复/ })
        .click(),
    );
    expect(await accessFaults(page())).toEqual([]);
    await act(page().getByLabel('批复文号').fill('临财绩〔2026〕16号'));
    await act(
      page()
        .getByRole('dialog')
        .getByRole('button', { name: new RegExp(`批复这 ${String(count)} 张`) })
        .click(),
    );
    await page()
      .getByText(`已办理 ${String(count - 2)} 张，2 张没有办理`)
      .waitFor();
    expect((await left(page())).sort()).toEqual([
      `${BATCH_NAME}${String(FIRST_NUMBER)}：本表现在是“已退回”，不能批复。`,
      `${BATCH_NAME}${String(FIRST_NUMBER + 1)}：还有1条意见未办结，请逐张审核。`,
    ]);
    expect(await accessFaults(page())).toEqual([]);
    await act(page().getByRole('button', { name: '完成' }).click());
    await page().getByRole('dialog').waitFor({ state: 'hidden' });
    // What was left stands in the inbox, and can not be selected as clean.
    const row = page().locator('.inbox tbody tr', { hasText: `${BATCH_NAME}${String(FIRST_NUMBER + 1)}` });
    expect(await row.locator('input').isDisabled()).toBe(true);
    console.log(`[measured] 批量批复${String(count)}张没有问题的表：${String(actions)}次操作`);
    expect(actions).toBeLessThanOrEqual(8);
  });

  it('finds each of them in the log, in its own steps, and locked', async () => {
    const administrator = await Caller.sample(product().address, ADMINISTRATOR);
    const log = await administrator.get<AuditList>('/api/audit?action=target-batch-approve');
    const items = (log.items[0]?.detail as { items: readonly { formId: string }[] }).items;
    const approved = formIds.slice(2);
    expect(items.map(({ formId }) => formId)).toEqual(expect.arrayContaining([...approved]));
    for (const id of approved.slice(0, 3)) {
      const work = await office.get<FormWork>(`/api/forms/${id}/work`);
      expect(work.state).toBe('approved');
      expect(work.steps.at(-1)).toMatchObject({ action: 'approve', approvalNumber: '临财绩〔2026〕16号' });
    }
  });
});
