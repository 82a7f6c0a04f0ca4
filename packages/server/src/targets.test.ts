import type { DraftNews, DraftSaved, IndicatorLibrary, TargetDetail, TargetStarts } from '@jiheng/api';
import { draftText, type Draft } from '@jiheng/domain';
import {
  freezeDraft,
  insertCampaign,
  insertProjects,
  inTransaction,
  setCampaignState,
  type Organisation,
} from '@jiheng/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assessTarget } from './services/targets/assess-target.ts';
import { startHarness, type Harness } from './testing/harness.ts';
import type { SignedIn } from './testing/people.ts';

const YEAR = 2026;
let harness: Harness;
let campaignId: string;
let officer: SignedIn;

const deadlines = {
  fill: '2026-12-31',
  'unit-review': '2026-12-31',
  'department-review': '2026-12-31',
  'division-review': '2026-12-31',
  'office-review': '2026-12-31',
} as const;

let projects = 0;

function newProject({ organisationId }: Organisation, name = '河道保洁'): Promise<string> {
  projects += 1;
  const settings = {
    organisationId,
    fiscalYear: YEAR,
    code: `P${String(projects)}`,
    name,
    nature: null,
    category: null,
    startDate: '2026-01-01',
    endDate: '2026-12-31',
    funds: [],
    amountWan: null,
    disclosure: 'internal' as const,
    isClosed: false,
  };
  const { db } = harness.context;
  const { tenantId } = harness.tenant;
  return inTransaction(db, async (tx) => {
    const [projectId] = await insertProjects(tx, [{ tenantId, settings, now: new Date() }]);
    return projectId ?? '';
  });
}

async function started(from: object = { kind: 'empty' }): Promise<string> {
  const projectId = await newProject(harness.organisations.unit);
  const answer = await officer.request('POST', '/api/targets', { projectId, campaignId, from });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ id: string }>().id;
}

const targetOf = async (id: string, who = officer): Promise<TargetDetail> =>
  (await who.request('GET', `/api/targets/${id}`)).json<TargetDetail>();

const set = (field: string, text: string, seen = '', row: string | null = null) => ({
  kind: 'set',
  row,
  field,
  text,
  seen,
});

let sequence = 0;
function save(id: string, body: object, who = officer) {
  sequence += 1;
  return who.request('PATCH', `/api/targets/${id}/draft`, {
    clientId: 'client-one',
    sequence,
    baseRevision: 1,
    baseVersion: 0,
    ...body,
  });
}

beforeAll(async () => {
  harness = await startHarness();
  const { db } = harness.context;
  const { tenantId } = harness.tenant;
  campaignId = await inTransaction(db, async (tx) => {
    const id = await insertCampaign(tx, {
      tenantId,
      settings: {
        name: '2026年目标申报',
        kind: 'target',
        fiscalYear: YEAR,
        templateId: 'national-target-2021',
        schemeId: null,
        ruleProfileId: null,
        guidance: '',
        opensOn: '2026-01-01',
        deadlines,
      },
      memberIds: [harness.organisations.department.organisationId],
      copiedFrom: null,
      now: new Date(),
    });
    await setCampaignState(tx, tenantId, id, 'open');
    return id;
  });
  officer = await harness.as('officer');
}, 60_000);

afterAll(() => harness.close());

describe('starting a target', () => {
  it('takes the facts of the project and gives a row for each usual kind of indicator', async () => {
    const id = await started();
    const { draft, version, baseRevision, canSubmit } = await targetOf(id);
    const typed = draft as Draft;
    expect([version, baseRevision, canSubmit]).toEqual([0, 1, true]);
    expect(draftText(typed, { row: null, field: 'header.projectName' })).toBe('河道保洁');
    expect(draftText(typed, { row: null, field: 'header.competentDepartment' })).toBe('测试水务局');
    expect(draftText(typed, { row: null, field: 'fiscalYear' })).toBe('2026');
    expect(typed.rows.map(({ cells }) => cells['level2']?.text)).toContain('数量指标');
  });

  it('makes one form for a project of a round, however often it is asked', async () => {
    const projectId = await newProject(harness.organisations.unit);
    const ask = () =>
      officer.request('POST', '/api/targets', { projectId, campaignId, from: { kind: 'empty' } });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(new Set(answers.map((answer) => answer.json<{ id: string }>().id)).size).toBe(1);
    const starts = await officer.request(
      'GET',
      `/api/targets/starts?projectId=${projectId}&campaignId=${campaignId}`,
    );
    expect(starts.json<TargetStarts>().formId).toBe(answers[0].json<{ id: string }>().id);
  });

  it('is not found for a project of another unit, nor its form', async () => {
    const projectId = await newProject(harness.organisations.secondUnit);
    const answer = await officer.request('POST', '/api/targets', {
      projectId,
      campaignId,
      from: { kind: 'empty' },
    });
    expect(answer.statusCode).toBe(404);
    const neighbour = await harness.as('officer', harness.organisations.secondUnit.path);
    const id = await started();
    expect((await neighbour.request('GET', `/api/targets/${id}`)).statusCode).toBe(404);
    expect((await save(id, { operations: [set('goals.annual', 'x')] }, neighbour)).statusCode).toBe(404);
    const news = `/api/targets/${id}/draft?since=0&clientId=somebody`;
    expect((await neighbour.request('GET', news)).statusCode).toBe(404);
    const silence = { ruleId: 'unit-present', at: '', reason: '不该写得进去' };
    expect((await neighbour.request('POST', `/api/targets/${id}/silences`, silence)).statusCode).toBe(404);
  });

  it('is refused where the project takes no part', async () => {
    const stranger = await harness.as('officer', harness.organisations.otherUnit.path);
    const projectId = await newProject(harness.organisations.otherUnit);
    const body = { projectId, campaignId, from: { kind: 'empty' } };
    expect((await stranger.request('POST', '/api/targets', body)).statusCode).toBe(409);
  });

  it('is not for reviewers', async () => {
    const reviewer = await harness.as('unit-reviewer');
    const id = await started();
    expect((await reviewer.request('GET', `/api/targets/${id}`)).statusCode).toBe(403);
  });
});

describe('saving a draft', () => {
  it('keeps what was typed, as it was typed', async () => {
    const id = await started();
    const saved = await save(id, { operations: [set('goals.annual', '保洁河道12公里\n群众满意')] });
    expect(saved.statusCode, saved.body).toBe(200);
    expect(saved.json<DraftSaved>()).toMatchObject({ version: 1, conflicts: [] });
    const { draft } = await targetOf(id);
    expect(draftText(draft as Draft, { row: null, field: 'goals.annual' })).toBe('保洁河道12公里\n群众满意');
  });

  it('sent twice is done once and answered twice', async () => {
    const id = await started();
    const body = {
      clientId: 'client-two',
      sequence: 1,
      operations: [{ kind: 'insert', row: 'new-row', after: null, cells: { level3: '保洁长度' } }],
    };
    const answers = await Promise.all([save(id, body), save(id, body), save(id, body)]);
    expect(answers.map((answer) => answer.json<DraftSaved>().version)).toEqual([1, 1, 1]);
    const { draft, version } = await targetOf(id);
    expect(version).toBe(1);
    expect((draft as Draft).rows.filter(({ id: row }) => row === 'new-row')).toHaveLength(1);
  });

  it('of many at once loses nothing', async () => {
    const id = await started();
    const colleague = await harness.as('officer');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        save(
          id,
          {
            clientId: `client-${String(index).padStart(3, '0')}`,
            sequence: 1,
            operations: [set(`further.栏${String(index)}`, String(index))],
          },
          index % 2 === 0 ? officer : colleague,
        ),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
    const { draft, version } = await targetOf(id);
    expect(version).toBe(20);
    const texts = Array.from({ length: 20 }, (_, index) =>
      draftText(draft as Draft, { row: null, field: `further.栏${String(index)}` }),
    );
    expect(texts).toEqual(texts.map((_, index) => String(index)));
  });

  it('over what somebody else wrote overwrites nothing and tells both', async () => {
    const id = await started();
    const colleague = await harness.as('officer');
    await save(id, { operations: [set('goals.annual', '他人的目标')] }, colleague);
    const mine = await save(id, { operations: [set('goals.annual', '我的目标')] });
    const { conflicts, entries } = mine.json<DraftSaved>();
    expect(conflicts).toEqual([
      { kind: 'cell', row: null, field: 'goals.annual', mine: '我的目标', theirs: '他人的目标' },
    ]);
    expect(entries.map(({ version }) => version)).toEqual([1, 2]);
    const { draft } = await targetOf(id);
    expect(draftText(draft as Draft, { row: null, field: 'goals.annual' })).toBe('他人的目标');
  });

  it('refuses what is no cell of a form', async () => {
    const id = await started();
    expect((await save(id, { operations: [set('__proto__', 'x')] })).statusCode).toBe(400);
    expect((await save(id, { operations: [set('level3', 'x')] })).statusCode).toBe(400);
    expect((await save(id, { operations: [] })).statusCode).toBe(400);
  });

  it('tells the others what is new and who is where', async () => {
    const id = await started();
    const colleague = await harness.as('officer');
    const ask = (who: SignedIn, clientId: string, place: string) =>
      who.request('GET', `/api/targets/${id}/draft?since=0&clientId=${clientId}&place=${place}`);
    await ask(colleague, 'colleague-tab', 'r1|target');
    await save(id, { operations: [set('goals.annual', '新目标')] });
    const news = (await ask(officer, 'officer-tab', '')).json<DraftNews>();
    expect(news.others).toEqual([
      { clientId: 'colleague-tab', name: colleague.person.name, place: 'r1|target' },
    ]);
    expect(news.entries.map(({ name, operations }) => [name, operations.length])).toEqual([
      [officer.person.name, 1],
    ]);
  });
});

describe('freezing a draft', () => {
  it('makes the next revision with who wrote what, and leaves no draft', async () => {
    const id = await started();
    await save(id, { operations: [set('goals.annual', '保洁河道12公里')] });
    const { db } = harness.context;
    const { tenantId } = harness.tenant;
    const freeze = () =>
      inTransaction(db, (tx) =>
        freezeDraft(tx, {
          tenantId,
          formId: id,
          assess: assessTarget,
          person: officer.person,
          now: new Date(),
        }),
      );
    const frozen = await freeze();
    expect(frozen.revision).toBe(2);
    expect(frozen.form.record.goals.annual).toBe('保洁河道12公里');
    expect(frozen.form.origins['/goals/annual']).toMatchObject({ kind: 'typed', actor: officer.person.name });
    expect(frozen.form.origins['/header/projectName']).toMatchObject({ kind: 'copied', revision: 1 });
    const late = await save(id, { baseVersion: 1, operations: [set('goals.annual', '晚了')] });
    expect(late.statusCode).toBe(409);
    expect((await freeze()).revision).toBe(2);
  });
});

describe('a reason for a warning', () => {
  it('is stored, replaced, taken back, and always in the log', async () => {
    const id = await started();
    const say = (reason: string) =>
      officer.request('POST', `/api/targets/${id}/silences`, {
        ruleId: 'unit-present',
        at: '/indicators/保洁长度/target',
        reason,
      });
    expect((await say('太短')).statusCode).toBe(400);
    await say('行业惯例不写单位');
    const second = await say('上级文件规定的写法');
    expect(second.json<{ silences: object[] }>().silences).toEqual([
      {
        ruleId: 'unit-present',
        at: '/indicators/保洁长度/target',
        reason: '上级文件规定的写法',
        actor: officer.person.name,
      },
    ]);
    expect((await say('')).json<{ silences: object[] }>().silences).toEqual([]);
    const logged = await harness.context.db
      .selectFrom('audit_entry')
      .select(['action', 'detail'])
      .where('subject', '=', id)
      .orderBy('entry_id')
      .execute();
    expect(logged.map(({ action }) => action)).toEqual(['start-target', 'silence', 'silence', 'unsilence']);
    expect(logged[2]?.detail).toMatchObject({ before: '行业惯例不写单位', after: '上级文件规定的写法' });
  });
});

/** A self-evaluation of an earlier year as a file. */
const evaluation = (year: number, unit: string, actual: string): string =>
  [
    '项目支出绩效自评表',
    `（${String(year)}年度）`,
    '项目名称\t城区河道日常保洁',
    `主管部门\t测试水务局\t实施单位\t${unit}`,
    '一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值',
    `产出指标\t数量指标\t保洁河道长度\t≥12公里\t${actual}`,
    '满意度指标\t服务对象满意度指标\t沿河居民满意度\t≥90%\t93%',
  ].join('\r\n');

describe('earlier forms', () => {
  beforeAll(async () => {
    await officer.importFiles(
      { name: '2024.txt', content: evaluation(2024, '测试河道所', '12.5公里') },
      { name: '2025.txt', content: evaluation(2025, '测试河道所', '11公里') },
    );
    const neighbour = await harness.as('officer', harness.organisations.otherUnit.path);
    await neighbour.importFiles({ name: '别处.txt', content: evaluation(2025, '测试中学', '20公里') });
  });

  it('are offered to start from, those of the same project first, and carry their promises only', async () => {
    const projectId = await newProject(harness.organisations.unit, '城区河道日常保洁');
    const query = `projectId=${projectId}&campaignId=${campaignId}`;
    const { items } = (await officer.request('GET', `/api/targets/starts?${query}`)).json<TargetStarts>();
    expect(items.map(({ fiscalYear, isSameProject }) => [fiscalYear, isSameProject])).toEqual([
      [2025, true],
      [2024, true],
    ]);
    const from = { kind: 'form', formId: items[0]?.formId };
    const answer = await officer.request('POST', '/api/targets', { projectId, campaignId, from });
    const draft = (await targetOf(answer.json<{ id: string }>().id)).draft as Draft;
    expect(draft.rows.map(({ cells }) => [cells['target']?.text, cells['actual']?.text])).toEqual([
      ['≥12公里', undefined],
      ['≥90%', undefined],
    ]);
    expect(draftText(draft, { row: null, field: 'fiscalYear' })).toBe(String(YEAR));
  });

  it('of others cannot be started from', async () => {
    const neighbour = await harness.as('officer', harness.organisations.otherUnit.path);
    const list = (await neighbour.request('GET', '/api/forms')).json<{ items: { id: string }[] }>();
    const projectId = await newProject(harness.organisations.unit);
    const from = { kind: 'form', formId: list.items[0]?.id };
    const answer = await officer.request('POST', '/api/targets', { projectId, campaignId, from });
    expect(answer.statusCode).toBe(404);
  });

  it('tell how an indicator was set and how often it was reached, within the reader’s scope', async () => {
    const ask = (who: SignedIn, text: string) =>
      who.request('GET', `/api/indicators?text=${encodeURIComponent(text)}`);
    const { items, forms } = (await ask(officer, '河道长度')).json<IndicatorLibrary>();
    expect(forms).toBe(2);
    expect(items).toMatchObject([
      {
        name: '保洁河道长度',
        forms: 2,
        years: [2025, 2024],
        targets: [{ text: '≥12公里', count: 2 }],
        units: ['公里'],
        evaluated: 2,
        reached: 1,
      },
    ]);
    const alike = `/api/indicators?text=${encodeURIComponent('沿街商户满意度')}`;
    const names = async (url: string): Promise<string[]> =>
      (await officer.request('GET', url)).json<IndicatorLibrary>().items.map(({ name }) => name);
    expect([await names(alike), await names(`${alike}&similar=true`)]).toEqual([[], ['沿河居民满意度']]);
    const bureau = await harness.as('performance-office');
    expect((await ask(bureau, '河道长度')).json<IndicatorLibrary>().forms).toBe(3);
  });
});

describe('the library of indicators', () => {
  it('gives without a word what the reader’s newest forms have most often, and nothing for signs alone', async () => {
    const library = async (who: SignedIn, text: string): Promise<IndicatorLibrary> =>
      (await who.request('GET', `/api/indicators?text=${encodeURIComponent(text)}`)).json<IndicatorLibrary>();
    const usual = await library(officer, '');
    const found = await library(officer, '河道长度');
    expect(usual.items).toContainEqual(found.items[0]);
    expect(usual.items.map(({ forms }) => forms)).toEqual(
      usual.items.map(({ forms }) => forms).sort((a, b) => b - a),
    );
    const bureau = await library(await harness.as('performance-office'), '');
    expect(bureau.forms).toBeGreaterThan(usual.forms);
    expect(await library(officer, "%_\\'")).toEqual({ items: [], forms: 0 });
  });
});
