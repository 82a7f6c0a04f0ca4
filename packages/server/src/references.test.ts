import type { FormWork } from '@jiheng/api';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import { inTransaction, insertNotices } from '@jiheng/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeFlowStep } from './services/flow/take-flow-step.ts';
import { startHarness, type Harness } from './testing/harness.ts';
import type { SignedIn } from './testing/people.ts';
import { actingAs, addProject, writeTarget } from './testing/target-work.ts';
import { createWorld, newProject, type World } from './testing/world.ts';

/*
 * `permissions.test.ts` tries the ids of addresses. Here are those that stand in a body or a query: somebody who may do
 * everything at the own place names things of another place, or of another person.
 */

const NEWS = { projectIds: [], text: '待您填报' };
const NO_ID = '0192aaaa-0000-7000-8000-000000000000';
const NOW = new Date('2026-11-10T02:00:00Z');

let server: Harness;
let theirs: World;
let writer: SignedIn;
let manager: SignedIn;
let projectId: string;
let spareId: string;
let targetId: string;

beforeAll(async () => {
  server = await startHarness({ clock: () => NOW });
  theirs = await createWorld(server, generateForm(12, seededNumbers(12)));
  const { otherUnit, otherDepartment } = server.organisations;
  writer = await server.as('officer', otherUnit.path);
  manager = await server.as('administrator', otherDepartment.path);
  const { organisationId } = otherUnit;
  const asWriter = actingAs(server.context, writer.person, NOW);
  ({ id: projectId } = await addProject(asWriter, { organisationId, code: '1', name: '校舍维修' }));
  const spare = await addProject(asWriter, { organisationId, code: '2', name: '操场维修' });
  spareId = spare.id;
  const bureau = await server.as('performance-office');
  const round = (await bureau.request('GET', `/api/campaigns/${theirs.campaignId}`)).json<{
    members: { id: string }[];
  }>();
  const settings = (await bureau.request('GET', `/api/campaigns/${theirs.campaignId}`)).json<object>();
  const memberIds = [...round.members.map(({ id }) => id), organisationId];
  await bureau.request('POST', `/api/campaigns/${theirs.campaignId}`, { ...settings, memberIds });
  targetId = await writeTarget(asWriter, { projectId, campaignId: theirs.campaignId, kilometres: 31 });
}, 180_000);
afterAll(() => server.close());

describe('what belongs to others is not found', () => {
  it.each<[what: string, url: () => string, body: () => object]>([
    ['unit of a new project', () => '/api/projects', () => newProject(theirs.organisationId)],
    ['unit of an own project', () => `/api/projects/${spareId}`, () => newProject(theirs.organisationId)],
    [
      'project of a new form',
      () => '/api/targets',
      () => ({ projectId: theirs.projectId, campaignId: theirs.campaignId, from: { kind: 'empty' } }),
    ],
    [
      'form that a new one begins with',
      () => '/api/targets',
      () => ({ projectId, campaignId: theirs.campaignId, from: { kind: 'form', formId: theirs.formId } }),
    ],
    [
      'form of another round to begin with',
      () => '/api/targets',
      () => ({ projectId, campaignId: theirs.campaignId, from: { kind: 'form', formId: theirs.targetId } }),
    ],
  ])('as the %s', async (_what, url, body) => {
    const answer = await writer.request('POST', url(), body());
    expect([answer.statusCode, answer.body.includes(theirs.projectName)]).toEqual([404, false]);
  });

  it.each<[what: string, url: () => string, body: () => object]>([
    [
      'organisation above a new one',
      () => '/api/organisations',
      () => ({ parentId: theirs.organisationId, kind: 'unit', code: 'z1', name: '新机构' }),
    ],
    [
      'organisation that one is moved below',
      () => `/api/organisations/${server.organisations.otherUnit.organisationId}/move`,
      () => ({ parentId: theirs.organisationId }),
    ],
    [
      'place of a duty',
      () => '/api/people',
      () => ({
        loginName: 'z1',
        name: '某',
        duties: [{ role: 'officer', organisationId: theirs.organisationId }],
      }),
    ],
  ])('as the %s', async (_what, url, body) => {
    expect((await manager.request('POST', url(), body())).statusCode).toBe(404);
  });

  it('among the forms of an export, a batch or a list', async () => {
    const ids = [theirs.formId, theirs.targetId, NO_ID];
    const none = await writer.request('POST', '/api/exports', { ids, arrangement: 'summary', formats: [] });
    expect(none.json()).toMatchObject({ code: 'EXPORT-REFUSED' });
    const reviewer = await server.as('unit-reviewer', server.organisations.otherUnit.path);
    const batch = await reviewer.request('POST', '/api/steps', { action: 'pass', formIds: ids });
    const { done, failed } = batch.json<{
      done: string[];
      failed: { message: string; projectName: string }[];
    }>();
    expect(done).toEqual([]);
    expect(new Set(failed.map(({ message, projectName }) => message + projectName))).toEqual(
      new Set(['没有找到这张表。']),
    );
    for (const query of [`organisation=${theirs.organisationId}`, `import=${theirs.importId}`]) {
      const list = await writer.request('GET', `/api/forms?${query}`);
      expect(list.body).not.toContain(theirs.projectName);
    }
    const inbox = await writer.request('GET', `/api/inbox?campaign=${theirs.campaignId}`);
    expect(inbox.body).not.toContain(theirs.projectName);
  });

  it('as a form or project that an own one is linked with', async () => {
    for (const [kind, linkedId] of [
      ['form', theirs.formId],
      ['project', theirs.projectId],
    ] as const) {
      const answer = await writer.request('POST', `/api/projects/${projectId}/links`, { kind, linkedId });
      expect(answer.statusCode).toBe(409);
    }
  });

  it('as an opinion on another form', async () => {
    const officer = actingAs(server.context, (await server.as('officer')).person, NOW);
    await takeFlowStep(officer, theirs.targetId, { action: 'submit' });
    const reviewer = await server.as('unit-reviewer');
    const body = { place: { kind: 'whole' }, text: '请核实' };
    const work = await reviewer.request('POST', `/api/forms/${theirs.targetId}/opinions`, body);
    const opinionId = work.json<FormWork>().opinions[0]?.id ?? '';
    const url = `/api/forms/${targetId}/opinions/${opinionId}`;
    expect((await writer.request('POST', url, { isSettled: true, answer: '已改' })).statusCode).toBe(404);
    const after = await reviewer.request('GET', `/api/forms/${theirs.targetId}/work`);
    expect(after.json<FormWork>().opinions[0]).toMatchObject({ id: opinionId, settledAt: null });
  });

  it('as a notice of another person', async () => {
    const { db, tenant } = server.context;
    const { personId } = (await server.as('officer')).person;
    const told = { personId, kind: 'assigned', formId: null, campaignId: null, ...NEWS } as const;
    await inTransaction(db, (tx) => insertNotices(tx, tenant.tenantId, [told], NOW));
    const [notice] = await db
      .selectFrom('notice')
      .select('notice_id')
      .where('person_id', '=', personId)
      .execute();
    await writer.request('POST', '/api/notices/read', { ids: [notice?.notice_id ?? ''] });
    const [row] = await db.selectFrom('notice').select('read_at').where('person_id', '=', personId).execute();
    expect(row?.read_at).toBeNull();
  });

  it('as a window of another person: neither is a save taken for one that is there, nor a place changed', async () => {
    const colleague = await server.as('officer', server.organisations.otherUnit.path);
    const save = (by: SignedIn, sequence: number, text: string) =>
      by.request('PATCH', `/api/targets/${targetId}/draft`, {
        ...{ clientId: 'window-of-the-writer', sequence, baseRevision: 1, baseVersion: 0 },
        operations: [{ kind: 'set', row: null, field: 'goals.annual', text, seen: '' }],
      });
    const news = (by: SignedIn, clientId: string, place: string) =>
      by.request('GET', `/api/targets/${targetId}/draft?since=0&clientId=${clientId}&place=${place}`);
    expect((await save(writer, 1, '甲')).statusCode).toBe(200);
    expect((await save(writer, 1, '甲')).statusCode).toBe(200);
    const stolen = await save(colleague, 1, '乙');
    expect([stolen.statusCode, stolen.json<{ code: string }>().code]).toEqual([409, 'CONFLICT']);
    await news(writer, 'window-of-the-writer', 'a');
    await news(colleague, 'window-of-the-writer', 'b');
    const seen = await news(colleague, 'another-window', 'c');
    expect(seen.json<{ others: unknown }>().others).toMatchObject([{ name: writer.person.name, place: 'a' }]);
  });
});

describe('ids that are none', () => {
  const BAD = ["1'; drop table person; --", '../../secret', 'x', '0192aaaa-0000-7000-8000-00000000000g'];

  it.each(BAD)('%j in a body or a query is an answer, never a fault', async (id) => {
    const asks: readonly [by: SignedIn, method: 'GET' | 'POST', url: string, body?: object][] = [
      [writer, 'POST', '/api/projects', newProject(id)],
      [writer, 'POST', '/api/targets', { projectId: id, campaignId: id, from: { kind: 'form', formId: id } }],
      [writer, 'POST', '/api/exports', { ids: [id], arrangement: 'summary', formats: [] }],
      [writer, 'POST', '/api/notices/read', { ids: [id] }],
      [writer, 'POST', '/api/steps', { action: 'pass', formIds: [id] }],
      [writer, 'POST', `/api/projects/${projectId}/links`, { kind: 'form', linkedId: id }],
      [writer, 'POST', `/api/forms/${targetId}/opinions/${encodeURIComponent(id)}`, { isSettled: true }],
      [manager, 'POST', '/api/organisations', { parentId: id, kind: 'unit', code: 'q', name: '机构' }],
      [
        manager,
        'POST',
        '/api/people',
        { loginName: 'q1', name: '某', duties: [{ role: 'officer', organisationId: id }] },
      ],
      ...['campaign', 'organisation', 'import', 'project'].flatMap((name) =>
        ['/api/inbox', '/api/forms', '/api/projects', '/api/targets/starts'].map(
          (path) => [writer, 'GET', `${path}?${name}=${encodeURIComponent(id)}`] as [SignedIn, 'GET', string],
        ),
      ),
      [
        writer,
        'GET',
        `/api/targets/starts?projectId=${encodeURIComponent(id)}&campaignId=${encodeURIComponent(id)}`,
      ],
      [writer, 'GET', `/api/forms?after=${encodeURIComponent(id)}`],
    ];
    for (const [by, method, url, body] of asks) {
      const { statusCode } = await by.request(method, url, body);
      expect(statusCode, `${method} ${url}`).toBeLessThan(500);
    }
    const bureau = await server.as('administrator');
    const { personId } = writer.person;
    const granted = await bureau.request('POST', `/api/people/${personId}/projects`, { projectIds: [id] });
    expect(granted.statusCode).toBe(404);
    expect((await bureau.request('GET', `/api/audit?after=${encodeURIComponent(id)}`)).statusCode).toBe(200);
  });
});
