import type { ApiProblem, CampaignBody, CampaignDetail, RuleList, TargetDetail } from '@jiheng/api';
import { findingsToClear, type Draft } from '@jiheng/domain';
import { assessDraft, templateById } from '@jiheng/regulation';
import { findForm, listFormsToCollect } from '@jiheng/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReadingPool } from '../../jobs/reading-pool.ts';
import { startHarness, type Harness } from '../../testing/harness.ts';
import type { SignedIn } from '../../testing/people.ts';
import { actingAs, addProject, openRound, rewrite, writeTarget } from '../../testing/target-work.ts';
import type { ServiceContext } from '../context.ts';
import { takeFlowStep } from '../flow/take-flow-step.ts';

const NOW = new Date('2026-11-21T02:00:00Z');
const LIGHT = 'complete-and-consistent';
const SCHEME = 'national-2021';

describe('what a round chooses', () => {
  let harness: Harness;
  let office: SignedIn;
  let writer: ServiceContext;
  let light: CampaignDetail;
  let usual: CampaignDetail;

  beforeAll(async () => {
    harness = await startHarness({ clock: () => NOW });
    office = await harness.as('performance-office');
    writer = actingAs(harness.context, (await harness.as('officer')).person);
    const bureau = actingAs(harness.context, office.person);
    const memberIds = [harness.organisations.department.organisationId];
    light = await openRound(bureau, { memberIds, name: '首次填报', ruleProfileId: LIGHT });
    usual = await openRound(bureau, { memberIds, name: '一般填报' });
  }, 60_000);
  afterAll(() => harness.close());

  /** A form of the round with nothing wrong but how one value is worded. */
  async function badlyWorded({ id: campaignId }: CampaignDetail, code: string): Promise<string> {
    const { organisationId } = harness.organisations.unit;
    const project = await addProject(writer, { organisationId, code, name: `河道养护${code}` });
    const formId = await writeTarget(writer, { projectId: project.id, campaignId });
    await rewrite(writer, formId, { level3: '养护验收合格率', target: '合格' });
    return formId;
  }

  const get = async <T>(as: SignedIn, url: string): Promise<T> => (await as.request('GET', url)).json<T>();

  /** What the browser finds with what the server hands it. */
  async function foundInBrowser(formId: string): Promise<readonly string[]> {
    const target = await get<TargetDetail>(await harness.as('officer'), `/api/targets/${formId}`);
    const template = templateById(target.templateId);
    if (!template) throw new Error('no template');
    const { findings, record } = assessDraft(target.draft as Draft, template, { round: target.round });
    return findingsToClear(findings, [], record).map(({ ruleId }) => ruleId);
  }

  it('a light profile leaves wording alone, in the browser and at submission; the revision says by what', async () => {
    const formId = await badlyWorded(light, 'L1');
    expect(await foundInBrowser(formId)).toEqual([]);
    await takeFlowStep(writer, formId, { action: 'submit' });
    const { db, tenantId } = { db: harness.context.db, tenantId: harness.tenant.tenantId };
    const form = await findForm(db, tenantId, formId);
    expect(form?.basis).toMatchObject({ ruleProfileId: LIGHT });
    expect(form?.basis.choiceReason).toContain('规则方案：批次选用“只查完整与数字一致”');
    expect(form?.basis.ruleProfileHash).toMatch(/^[0-9a-f]{64}$/);

    const other = await badlyWorded(usual, 'U1');
    expect(await foundInBrowser(other)).toEqual(['rate-has-number']);
    await expect(takeFlowStep(writer, other, { action: 'submit' })).rejects.toMatchObject({
      code: 'REFUSED',
    });
    const usualForm = await findForm(db, tenantId, other);
    expect(usualForm?.basis.ruleProfileId).toBe('national');
    expect(usualForm?.basis.ruleProfileHash).not.toBe(form?.basis.ruleProfileHash);
  });

  it('forms are compared with others by the rules of their profile only', async () => {
    const { db } = harness.context;
    const [known] = await listFormsToCollect(db, harness.tenant.tenantId, 1);
    if (!known) throw new Error('nothing to collect');
    const pool = createReadingPool({ threads: 1, timeoutMs: 60_000, heapMegabytes: 256 });
    const collected = await pool.collectFacts([
      { ...known, ruleProfileId: null },
      { ...known, ruleProfileId: LIGHT },
    ]);
    await pool.close();
    expect(collected.map(({ facts }) => Object.keys(facts).includes('goal-text-of-its-own'))).toEqual([
      true,
      false,
    ]);
  });

  it('is shown with the round and kept for the next year', async () => {
    const url = `/api/campaigns/${light.id}`;
    const { members, ...settings } = light;
    const body = { ...settings, schemeId: SCHEME, memberIds: members.map(({ id }) => id) };
    // The scheme of a round of targets may still be told while they are written.
    expect((await office.request('POST', url, body)).json()).toMatchObject({
      schemeTitle: '项目支出核心绩效指标赋分规则（2021年）',
      ruleProfileTitle: '只查完整与数字一致',
    });
    expect(await get(office, `/api/campaigns/${usual.id}`)).toMatchObject({
      schemeTitle: '按地区与年度自动选用',
      ruleProfileTitle: '全部规则',
    });
    const rolled = await office.request('POST', `${url}/roll-over`, { name: '下一年', fiscalYear: 2028 });
    expect(rolled.json()).toMatchObject({ campaign: { schemeId: SCHEME, ruleProfileId: LIGHT } });
  });

  it('cannot change its rules once it is open', async () => {
    const { members, ...settings } = light;
    const body: CampaignBody = { ...settings, memberIds: members.map(({ id }) => id) };
    const url = `/api/campaigns/${light.id}`;
    const answer = await office.request('POST', url, { ...body, ruleProfileId: null });
    expect(answer.statusCode).toBe(409);
    expect(answer.json<ApiProblem>().detail).toContain('规则方案');
  });

  it('is refused when there is no such scheme or profile: what, where, what to do', async () => {
    const { members, ...settings } = usual;
    const body = { ...settings, name: '新的批次', memberIds: members.map(({ id }) => id) };
    const refusal = async (change: object): Promise<ApiProblem> =>
      (await office.request('POST', '/api/campaigns', { ...body, ...change })).json<ApiProblem>();
    expect(await refusal({ schemeId: '没有的办法' })).toMatchObject({
      status: 400,
      code: 'CAMPAIGN-SCHEME',
      detail: '评分办法：没有编号为“没有的办法”的办法。',
      remedy: '请刷新页面后在“评分办法”一栏重新选择。',
    });
    expect(await refusal({ ruleProfileId: '没有的方案' })).toMatchObject({
      status: 400,
      code: 'CAMPAIGN-RULE-PROFILE',
      detail: '规则方案：没有编号为“没有的方案”的方案。',
    });
  });

  it('a round of self-evaluations scores by its scheme, and keeps it once open', async () => {
    const bureau = harness.organisations.department.organisationId;
    const { members, ...settings } = usual;
    const body = {
      ...settings,
      ...{ name: '年终自评', kind: 'self-evaluation', templateId: 'national-self-evaluation-2020' },
      ...{ schemeId: SCHEME, memberIds: [bureau] },
    };
    expect(members).toHaveLength(1);
    const made = (await office.request('POST', '/api/campaigns', body)).json<CampaignDetail>();
    await office.request('POST', `/api/campaigns/${made.id}/state`, { state: 'open', reason: '' });
    const { organisationId } = harness.organisations.unit;
    const project = await addProject(writer, { organisationId, code: 'S1', name: '河道养护自评' });
    const answer = await (
      await harness.as('officer')
    ).request('POST', '/api/targets', {
      ...{ projectId: project.id, campaignId: made.id, from: { kind: 'empty' } },
    });
    const form = await findForm(
      harness.context.db,
      harness.tenant.tenantId,
      answer.json<{ id: string }>().id,
    );
    expect(form?.basis.schemeId).toBe(SCHEME);
    expect(form?.basis.choiceReason).toContain('评分办法：批次选用');
    const late = await office.request('POST', `/api/campaigns/${made.id}`, { ...body, schemeId: null });
    expect(late.statusCode).toBe(409);
  });

  it('a rule says which profiles hold it', async () => {
    const { items } = await get<RuleList>(office, '/api/rules');
    const profilesOf = (id: string) => items.find((rule) => rule.id === id)?.profiles;
    expect(profilesOf('fund-sources-sum')).toEqual(['全部规则', '只查完整与数字一致']);
    expect(profilesOf('percent-written-alike')).toEqual(['全部规则']);
  });
});
