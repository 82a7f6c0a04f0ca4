import type { FormDetail } from '@jiheng/api';
import { expect, it } from 'vitest';
import { accessFaults } from './browser.ts';
import { Caller } from './caller.ts';
import { describeJourney } from './journey.ts';
import { GOAL, openRound, TARGET_ROWS, writeForm, type Round } from './target-work.ts';

/** The value of one row says nothing that could be counted; all else is in order. */
const BADLY_WORDED = TARGET_ROWS.map(
  ([level1, level2, level3, target]) =>
    [level1, level2, level3, level3 === '设施设备完好率' ? '完好' : target] as const,
);

describeJourney('a round with rules of its own', [], ({ page, product }) => {
  let bureau: Caller;
  let round: Round;
  const at = (path: string): string => new URL(path, product().address).href;

  async function choose(field: string, option: string): Promise<void> {
    await page().getByLabel(field).click();
    await page().locator('.ant-select-item-option', { hasText: option }).click();
  }

  it('is made with a light profile and a scheme, and shows both', async () => {
    bureau = await Caller.of(page().context(), product().address);
    round = await openRound(bureau);
    await page().goto(at('/campaigns/new'));
    await page().getByText('完整、数字、指标质量和写法都查').waitFor();
    await page().getByText('目前为“').waitFor();
    await page().getByLabel('名称').fill('首次填报');
    await choose('规则方案', '只查完整与数字一致');
    await choose('评分办法', '项目支出核心绩效指标赋分规则（2021年）');
    await page().getByText('只查漏填、合计和前后数字矛盾').waitFor();
    expect(await accessFaults(page())).toEqual([]);
    await page().getByRole('button', { name: '建立批次' }).click();
    const facts = page().getByRole('complementary', { name: '批次设置' });
    await facts.getByText('只查完整与数字一致').waitFor();
    await facts.getByText('项目支出核心绩效指标赋分规则（2021年）').waitFor();
    expect(await accessFaults(page())).toEqual([]);
  });

  it('says nothing of wording, in the browser as on the server, and takes the form', async () => {
    const { campaignId: usual, projects, year, unitId } = round;
    const campaign = await bureau.get<Record<string, unknown>>(`/api/campaigns/${usual}`);
    const light = await bureau.post<{ id: string }>('/api/campaigns', {
      ...campaign,
      ...{ name: `${String(year)}年首次填报`, ruleProfileId: 'complete-and-consistent', memberIds: [unitId] },
    });
    await bureau.post(`/api/campaigns/${light.id}/state`, { state: 'open', reason: '' });
    const officer = await Caller.sample(product().address, round.officer);
    const write = (campaignId: string) =>
      writeForm(officer, { projectId: projects[0] ?? '', campaignId }, { rows: BADLY_WORDED, goal: GOAL });
    const [strict, lenient] = [await write(usual), await write(light.id)];
    await officer.lend(page().context());

    await page().goto(at(`/targets/${strict}`));
    await page().locator('.issue').first().waitFor();
    expect(await page().locator('.issue', { hasText: '完好' }).count()).toBeGreaterThan(0);

    await page().goto(at(`/targets/${lenient}`));
    await page().getByRole('button', { name: '填报要求' }).click();
    await page().getByText('规则方案：只查完整与数字一致').waitFor();
    await page().keyboard.press('Escape');
    await page().getByRole('button', { name: '送审' }).and(page().locator(':enabled')).waitFor();
    expect(await page().locator('.issue').count()).toBe(0);
    await officer.post(`/api/forms/${lenient}/steps`, { action: 'submit' });
    const { choiceReason } = await officer.get<FormDetail>(`/api/forms/${lenient}`);
    expect(choiceReason).toContain('规则方案：批次选用“只查完整与数字一致”');
  });

  it('lists the rules of a profile', async () => {
    await page().goto(at('/rules'));
    await choose('规则方案', '只查完整与数字一致');
    await page().getByText('现列 34 条').waitFor();
    expect(await page().locator('.rules-table tbody tr').count()).toBe(34);
  });
});
