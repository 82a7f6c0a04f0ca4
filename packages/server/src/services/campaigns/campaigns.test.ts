import type {
  CampaignDetail,
  ProjectDetail,
  ProjectImport,
  ProjectList,
  Rehearsal,
  Workbench,
} from '@jiheng/api';
import { writeTables } from '@jiheng/documents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST, startHarness, type Harness } from '../../testing/harness.ts';
import type { SignedIn } from '../../testing/people.ts';
import { actingAs, addProject, openRound, writeTarget } from '../../testing/target-work.ts';
import { takeFlowStep } from '../flow/take-flow-step.ts';
import { isRecurring, yearsLater } from './roll-over.ts';

const NOW = new Date('2026-11-21T02:00:00Z');

describe('rounds and projects', () => {
  let harness: Harness;
  let office: SignedIn;
  let officer: SignedIn;
  let stranger: SignedIn;
  let round: CampaignDetail;
  let project: ProjectDetail;

  beforeAll(async () => {
    harness = await startHarness({ clock: () => NOW });
    office = await harness.as('performance-office');
    officer = await harness.as('officer');
    stranger = await harness.as('officer', harness.organisations.otherUnit.path);
    const { department, unit } = harness.organisations;
    round = await openRound(actingAs(harness.context, office.person), {
      memberIds: [department.organisationId],
    });
    project = await addProject(actingAs(harness.context, officer.person), {
      organisationId: unit.organisationId,
      code: 'P1',
      name: '河道日常养护',
    });
  }, 60_000);
  afterAll(async () => {
    await harness.close();
  });

  const get = async <T>(as: SignedIn, url: string): Promise<T> => (await as.request('GET', url)).json<T>();

  it('say who owes what, each person the own part of the tree', async () => {
    const seen = await get<CampaignDetail>(office, `/api/campaigns/${round.id}`);
    expect(seen.progress).toMatchObject([{ organisationName: '测试河道所', total: 1, missing: 1 }]);
    expect((await get<CampaignDetail>(stranger, `/api/campaigns/${round.id}`)).progress).toEqual([]);
    expect((await get<Workbench>(officer, '/api/workbench')).owed.map((item) => item.projectName)).toEqual([
      '河道日常养护',
    ]);
    expect((await get<Workbench>(stranger, '/api/workbench')).owed).toEqual([]);
  });

  it('are managed by the bureau alone; closing and reopening need a reason', async () => {
    const url = `/api/campaigns/${round.id}/state`;
    expect((await officer.request('POST', url, { state: 'closed', reason: '申报结束' })).statusCode).toBe(
      403,
    );
    expect((await office.request('POST', url, { state: 'closed' })).statusCode).toBe(400);
    expect((await office.request('POST', url, { state: 'closed', reason: '申报结束' })).json()).toMatchObject(
      {
        state: 'closed',
      },
    );
    expect((await office.request('POST', url, { state: 'open', reason: '补报' })).json()).toMatchObject({
      state: 'open',
    });
  });

  it('refuse dates out of order, strange members and a name that is taken', async () => {
    const body = {
      name: '另一批次',
      kind: 'target',
      fiscalYear: 2027,
      templateId: 'shanghai-target-2026',
      schemeId: null,
      ruleProfileId: null,
      guidance: '',
      opensOn: '2026-11-01',
      deadlines: round.deadlines,
      memberIds: [harness.organisations.department.organisationId],
    };
    const create = async (change: object) =>
      (await office.request('POST', '/api/campaigns', { ...body, ...change })).json<{ detail?: string }>()
        .detail;
    expect(await create({ deadlines: { ...round.deadlines, 'unit-review': '2026-11-02' } })).toContain(
      '早于',
    );
    expect(await create({ memberIds: ['018f0000-0000-7000-8000-000000000000'] })).toContain('不存在的单位');
    expect(await create({ name: round.name })).toContain('已有名为');
    expect(await create({ templateId: 'national-self-evaluation-2020' })).toContain('表样与表种不符');
  });

  it('rehearse the deadline: what is missing, what would be stopped and why', async () => {
    const missing = await get<Rehearsal>(office, `/api/campaigns/${round.id}/rehearsal`);
    expect(missing).toMatchObject({ total: 1, ready: 0, entries: [{ problem: '未填报', daysLeft: 9 }] });
    const context = actingAs(harness.context, officer.person);
    const formId = await writeTarget(context, { projectId: project.id, campaignId: round.id });
    const written = await get<Rehearsal>(office, `/api/campaigns/${round.id}/rehearsal`);
    expect(written.entries).toMatchObject([{ formId, problem: '内容已可送审，尚未送审', errors: 0 }]);
    await takeFlowStep(context, formId, { action: 'submit' });
    const sent = await get<Rehearsal>(office, `/api/campaigns/${round.id}/rehearsal`);
    expect(sent.entries).toMatchObject([{ state: 'unit-review', problem: '在单位审核，尚未办结' }]);
  });

  it('roll over into the next year with members and recurring projects of the same lineage', async () => {
    const url = `/api/campaigns/${round.id}/roll-over`;
    const rolled = await office.request('POST', url, { name: '2028年度绩效目标申报', fiscalYear: 2028 });
    expect(rolled.json()).toMatchObject({
      projects: 1,
      campaign: { state: 'preparing', fiscalYear: 2028, opensOn: '2027-11-01', copiedFrom: round.id },
    });
    const { years } = await get<ProjectDetail>(officer, `/api/projects/${project.id}`);
    expect(years.map(({ fiscalYear, code }) => [fiscalYear, code])).toEqual([
      [2027, 'P1'],
      [2028, 'P1'],
    ]);
    expect(yearsLater('2024-02-29', 1)).toBe('2025-02-28');
  });

  it('leave one-time projects and those that end before the new year behind', () => {
    const base = { nature: null, category: null, endDate: null } as Parameters<typeof isRecurring>[0];
    expect(isRecurring({ ...base, nature: '一次性项目' }, 2028)).toBe(false);
    expect(isRecurring({ ...base, nature: '其他项目', endDate: '2027-12-31' }, 2028)).toBe(false);
    expect(isRecurring({ ...base, nature: '其他项目', endDate: '2029-12-31' }, 2028)).toBe(true);
    expect(isRecurring({ ...base, nature: '经常性专项业务费', endDate: '2027-12-31' }, 2028)).toBe(true);
  });

  it('keep projects apart: another unit neither sees nor changes them', async () => {
    expect((await stranger.request('GET', `/api/projects/${project.id}`)).statusCode).toBe(404);
    expect((await get<ProjectList>(stranger, '/api/projects')).count).toBe(0);
    const { organisationId } = harness.organisations.unit;
    const taken = await stranger.request('POST', '/api/projects', {
      organisationId,
      fiscalYear: 2027,
      code: 'X',
      name: '借用',
      nature: null,
      category: null,
      startDate: null,
      endDate: null,
      funds: [],
      disclosure: 'internal',
      isClosed: false,
    });
    expect(taken.statusCode).toBe(404);
  });

  it('come from Excel: a dry run tells row by row what would happen and changes nothing', async () => {
    const rows = [
      [
        '年度',
        '项目编码',
        '项目名称',
        '实施单位',
        '资金总额（万元）',
        '当年财政拨款（万元）',
        '计划开始日期',
      ],
      ['2027', 'E1', '泵站设备更新', '测试河道所', '1,200.50', '1200.50', '2027年1月1日'],
      ['2027', 'E2', '水文监测', '101002', '30', '20', ''],
      ['2027', 'E3', '别的单位的项目', '测试中学', '', '', ''],
      ['二〇二七', 'E4', '', '没有的单位', '很多', '', '明年'],
      ['2027', 'E1', '重复的编码', '测试河道所', '', '', ''],
    ];
    const department = await harness.as('department-reviewer');
    const bytes = await writeTables([{ name: '项目', rows }]);
    const send = async (dryRun: boolean): Promise<ProjectImport> => {
      const form = new FormData();
      form.append('files', new Blob([Uint8Array.from(bytes)]), '项目.xlsx');
      const request = new Request(`http://${HOST}/`, { method: 'POST', body: form });
      const answer = await harness.app.inject({
        method: 'POST',
        url: `/api/projects/import?dryRun=${String(dryRun)}`,
        headers: { ...department.headers, 'content-type': request.headers.get('content-type') ?? '' },
        payload: Buffer.from(await request.arrayBuffer()),
      });
      return answer.json<ProjectImport>();
    };
    const tried = await send(true);
    expect(tried).toMatchObject({ isDryRun: true, added: 1, changed: 0, same: 0 });
    expect(tried.rows.map(({ row, outcome }) => [row, outcome])).toEqual([
      [2, 'added'],
      [3, 'faulty'],
      [4, 'faulty'],
      [5, 'faulty'],
      [6, 'faulty'],
    ]);
    expect(tried.rows[1]?.faults).toEqual(['资金来源合计20万元，与资金总额30万元不符']);
    expect(tried.rows[2]?.faults).toEqual(['没有名为或编码为“测试中学”的单位']);
    expect(tried.rows[3]?.faults).toHaveLength(5);
    expect((await get<ProjectList>(department, '/api/projects?text=泵站')).count).toBe(0);
    expect(await send(false)).toMatchObject({ isDryRun: false, added: 1 });
    expect((await get<ProjectList>(department, '/api/projects?text=泵站')).items).toMatchObject([
      { code: 'E1', amountWan: '1200.50', organisationName: '测试河道所' },
    ]);
    expect(await send(false)).toMatchObject({ added: 0, changed: 0, same: 1 });
  });
});
