import { endpoints, type Needs } from '@jiheng/api';
import { ROLE_PERMISSIONS, ROLES, type Role } from '@jiheng/domain';
import { inTransaction, replaceGrants } from '@jiheng/store';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST, startHarness, type Harness } from './testing/harness.ts';
import { usualPath, type SignedIn } from './testing/people.ts';
import { actingAs, addProject } from './testing/target-work.ts';
import { createWorld, newProject, type World } from './testing/world.ts';

type EndpointName = keyof typeof endpoints;

/**
 * How an endpoint answers someone who has its permission.
 *
 * - `place`: it is about a thing at one place of the tree: not found from elsewhere.
 * - `own`: it is about a thing of one person: not found for others, the bureau excepted.
 * - `bureau`: only with the permission for the whole tree.
 * - `list`: answers everyone with what lies in the own scope.
 */
interface Case {
  readonly reach: 'place' | 'own' | 'bureau' | 'list';
  readonly url: (world: World) => string;
  readonly body?: (world: World) => object;
  /** Within the scope the service may still refuse: by the state of the form, or by who has its turn. */
  readonly mayRefuse?: true;
}

const form =
  (tail = '') =>
  (world: World) =>
    `/api/forms/${world.formId}${tail}`;
const target =
  (tail = '') =>
  (world: World) =>
    `/api/targets/${world.targetId}${tail}`;
const work = (tail: string) => (world: World) => `/api/forms/${world.targetId}${tail}`;
const campaign =
  (tail = '') =>
  (world: World) =>
    `/api/campaigns/${world.campaignId}${tail}`;
const project =
  (tail = '') =>
  (world: World) =>
    `/api/projects/${world.projectId}${tail}`;
const original =
  (tail = '') =>
  (world: World) =>
    `/api/documents/${world.documentId}${tail}`;
const exported =
  (tail = '') =>
  (world: World) =>
    `/api/exports/${world.exportId}${tail}`;
const person =
  (tail = '') =>
  (world: World) =>
    `/api/people/${world.personId}${tail}`;
const organisation =
  (tail = '') =>
  (world: World) =>
    `/api/organisations/${world.organisationId}${tail}`;
const list = (url: string): Case => ({ reach: 'list', url: () => url });
const NO_ID = '0192aaaa-0000-7000-8000-000000000000';

const campaignBody = ({ organisationId }: World) => ({
  name: `批次${Math.random().toString(36).slice(2)}`,
  kind: 'target',
  fiscalYear: 2027,
  templateId: 'shanghai-target-2026',
  schemeId: null,
  ruleProfileId: null,
  guidance: '',
  opensOn: '2026-11-01',
  deadlines: {
    fill: '2026-11-30',
    'unit-review': '2026-12-05',
    'department-review': '2026-12-15',
    'division-review': '2026-12-22',
    'office-review': '2026-12-31',
  },
  memberIds: [organisationId],
});
const projectBody = ({ organisationId }: World) => ({
  ...newProject(organisationId),
  code: Math.random().toString(36).slice(2),
});
const personBody = ({ organisationId }: World) => ({
  loginName: `x${Math.random().toString(36).slice(2)}`,
  name: '某人',
  duties: [{ role: 'officer', organisationId }],
  isClosed: false,
});

/** Every endpoint stands here; one that does not fails the test. */
const CASES: Readonly<Partial<Record<EndpointName, Case>>> = {
  overview: list('/api/overview'),
  listForms: list('/api/forms'),
  formFacets: list('/api/forms/facets'),
  getForm: { reach: 'place', url: form() },
  formNeighbours: { reach: 'list', url: form('/neighbours') },
  sourceLines: { reach: 'place', url: original('/lines?from=1&to=2') },
  original: { reach: 'place', url: original() },
  originalWindow: { reach: 'place', url: original('/window?from=1&to=2'), mayRefuse: true },
  originalPage: { reach: 'place', url: original('/pages/1'), mayRefuse: true },
  originalFile: { reach: 'place', url: original('/file') },
  createImport: list('/api/imports'),
  listImports: list('/api/imports'),
  getImport: { reach: 'own', url: ({ importId }) => `/api/imports/${importId}` },
  acceptRevision: {
    reach: 'place',
    url: form('/revisions'),
    body: () => ({ importId: NO_ID, documentId: NO_ID, index: 0 }),
    mayRefuse: true,
  },
  separateForm: {
    reach: 'place',
    url: form('/separate'),
    body: () => ({ importId: NO_ID, documentId: NO_ID, index: 0 }),
    mayRefuse: true,
  },
  formFile: { reach: 'place', url: form('/file?format=exchange') },
  exportPlan: { reach: 'place', url: form('/export-plan') },
  createExport: {
    reach: 'list',
    url: () => '/api/exports',
    body: ({ formId }) => ({ ids: [formId], arrangement: 'summary', formats: [] }),
    mayRefuse: true,
  },
  listExports: list('/api/exports'),
  getExport: { reach: 'own', url: exported() },
  cancelExport: { reach: 'own', url: exported('/cancel'), mayRefuse: true },
  exportFile: { reach: 'own', url: exported('/file'), mayRefuse: true },
  listRules: list('/api/rules'),
  getSession: list('/api/session'),
  signIn: { reach: 'list', url: () => '/api/session', body: () => ({ loginName: 'nobody', password: 'x' }) },
  signOut: { reach: 'list', url: () => '/api/session/end' },
  changePassword: {
    reach: 'list',
    url: () => '/api/session/password',
    body: () => ({ current: 'x', next: 'y' }),
  },
  setUp: {
    reach: 'list',
    url: () => '/api/set-up',
    body: () => ({ bureauName: '某财政局', loginName: 'root1', name: '某人', password: 'x' }),
    mayRefuse: true,
  },
  listDevices: list('/api/session/devices'),
  endDevice: { reach: 'list', url: () => `/api/session/devices/${NO_ID}/end`, mayRefuse: true },
  listSamplePersons: { ...list('/api/session/sample'), mayRefuse: true },
  signInAsSample: {
    reach: 'list',
    url: () => '/api/session/sample',
    body: () => ({ personId: NO_ID }),
    mayRefuse: true,
  },
  listOrganisations: list('/api/organisations'),
  addOrganisation: {
    reach: 'place',
    url: () => '/api/organisations',
    body: ({ organisationId }) => ({
      parentId: organisationId,
      kind: 'unit',
      code: Math.random().toString(36),
      name: '新机构',
    }),
  },
  changeOrganisation: {
    reach: 'place',
    url: organisation(),
    body: () => ({ code: '101001', name: '测试河道所', isClosed: false }),
  },
  moveOrganisation: {
    reach: 'place',
    url: organisation('/move'),
    body: ({ server }) => ({ parentId: server.organisations.department.organisationId }),
  },
  listPeople: list('/api/people'),
  addPerson: { reach: 'place', url: () => '/api/people', body: personBody },
  changePerson: { reach: 'place', url: person(), body: personBody },
  resetPassword: { reach: 'place', url: person('/password') },
  unlockPerson: { reach: 'place', url: person('/unlock') },
  grantProjects: { reach: 'place', url: person('/projects'), body: () => ({ projectIds: [] }) },
  importPeople: { reach: 'bureau', url: () => '/api/people/import' },
  peopleWorkbook: { reach: 'bureau', url: () => '/api/people/workbook' },
  listAudit: { reach: 'bureau', url: () => '/api/audit' },
  exportAudit: { reach: 'bureau', url: () => '/api/audit/export' },
  systemChecks: { reach: 'bureau', url: () => '/api/system/checks' },
  listCampaigns: list('/api/campaigns'),
  campaignChoices: list('/api/campaigns/choices'),
  createCampaign: { reach: 'bureau', url: () => '/api/campaigns', body: campaignBody, mayRefuse: true },
  // That there is a round everyone knows; which projects are in it depends on the scope.
  getCampaign: { reach: 'list', url: campaign() },
  updateCampaign: { reach: 'bureau', url: campaign(), body: campaignBody, mayRefuse: true },
  setCampaignState: {
    reach: 'bureau',
    url: campaign('/state'),
    body: () => ({ state: 'open', reason: '测试' }),
    mayRefuse: true,
  },
  extendCampaign: {
    reach: 'bureau',
    url: campaign('/extensions'),
    body: ({ organisationId }) => ({
      organisationId,
      stage: 'fill',
      until: '2027-01-31',
      reason: '测试延期',
    }),
    mayRefuse: true,
  },
  rollOverCampaign: {
    reach: 'bureau',
    url: campaign('/roll-over'),
    body: () => ({ name: `结转${Math.random().toString(36).slice(2)}`, fiscalYear: 2028 }),
    mayRefuse: true,
  },
  rehearseCampaign: { reach: 'list', url: campaign('/rehearsal') },
  listProjects: list('/api/projects'),
  getProject: { reach: 'place', url: project() },
  createProject: { reach: 'place', url: () => '/api/projects', body: projectBody },
  updateProject: { reach: 'place', url: project(), body: projectBody, mayRefuse: true },
  linkProject: {
    reach: 'place',
    url: project('/links'),
    body: ({ formId }) => ({ kind: 'form', linkedId: formId }),
    mayRefuse: true,
  },
  importProjects: list('/api/projects/import'),
  projectTemplate: list('/api/projects/template'),
  targetStarts: {
    reach: 'place',
    url: ({ projectId, campaignId }) => `/api/targets/starts?projectId=${projectId}&campaignId=${campaignId}`,
  },
  startTarget: {
    reach: 'place',
    url: () => '/api/targets',
    body: ({ projectId, campaignId }) => ({ projectId, campaignId, from: { kind: 'empty' } }),
    mayRefuse: true,
  },
  getTarget: { reach: 'place', url: target() },
  saveDraft: {
    reach: 'place',
    url: target('/draft'),
    body: () => ({
      clientId: 'matrix-client',
      sequence: 1,
      baseRevision: 1,
      baseVersion: 0,
      operations: [{ kind: 'set', row: null, field: 'goals.annual', text: 'x', seen: '' }],
    }),
    mayRefuse: true,
  },
  draftNews: { reach: 'place', url: target('/draft?since=0&clientId=matrix-client') },
  silenceFinding: {
    reach: 'place',
    url: target('/silences'),
    body: () => ({ ruleId: 'x', at: '', reason: '' }),
    mayRefuse: true,
  },
  searchIndicators: list('/api/indicators?text=%E5%85%BB%E6%8A%A4'),
  formWork: { reach: 'place', url: work('/work') },
  takeStep: { reach: 'place', url: work('/steps'), body: () => ({ action: 'recall' }), mayRefuse: true },
  openForm: { reach: 'place', url: work('/opened') },
  addOpinion: {
    reach: 'place',
    url: work('/opinions'),
    body: () => ({ place: { kind: 'whole' }, text: '意见' }),
    mayRefuse: true,
  },
  settleOpinion: {
    reach: 'place',
    url: work(`/opinions/${NO_ID}`),
    body: () => ({ isSettled: true }),
    mayRefuse: true,
  },
  batchSteps: {
    reach: 'list',
    url: () => '/api/steps',
    body: ({ targetId }) => ({ action: 'pass', formIds: [targetId] }),
    mayRefuse: true,
  },
  workbench: list('/api/workbench'),
  inbox: list('/api/inbox'),
  listNotices: list('/api/notices'),
  readNotices: { reach: 'list', url: () => '/api/notices/read' },
};

let server: Harness;
let world: World;
let otherProjectId: string;

beforeAll(async () => {
  server = await startHarness();
  world = await createWorld(server, generateForm(11, seededNumbers(11)));
  const { otherUnit } = server.organisations;
  const asBureau = actingAs(server.context, (await server.as('performance-office')).person);
  const wish = { organisationId: otherUnit.organisationId, code: '310299', name: '校舍维修' };
  ({ id: otherProjectId } = await addProject(asBureau, wish));
}, 180_000);
afterAll(() => server.close());

/** Somewhere that shares nothing with the world: another unit, another department. */
function elsewhere(role: Role): string {
  const { otherUnit, otherDepartment } = server.organisations;
  return role === 'officer' || role === 'unit-reviewer' ? otherUnit.path : otherDepartment.path;
}

/** Permissions for people and organisations, which no project is about. */
const PLACES_ONLY: ReadonlySet<Needs> = new Set(['people.read', 'people.manage']);

/** Somebody whose duty lies elsewhere and who was given one project. */
async function withProject(role: Role, projectId: string): Promise<SignedIn> {
  const by = await server.as(role, elsewhere(role));
  const { db, tenant, now } = server.context;
  const grants = { projects: [projectId], grantedBy: by.person.personId, now };
  await inTransaction(db, (tx) => replaceGrants(tx, tenant.tenantId, by.person.personId, grants));
  return by;
}

async function ask(
  name: EndpointName,
  { url, body }: Case,
  by: SignedIn,
  about: World = world,
): Promise<LightMyRequestResponse> {
  const { method } = endpoints[name];
  const payload = method === 'GET' ? undefined : (body?.(about) ?? {});
  return server.app.inject({ method, url: url(about), headers: by.headers, ...(payload && { payload }) });
}

interface Standing {
  readonly isAllowed: boolean;
  readonly isWithin: boolean;
  readonly isEverywhere: boolean;
}

function expectAnswer(known: Case, { statusCode }: LightMyRequestResponse, standing: Standing): void {
  const { isAllowed, isWithin, isEverywhere } = standing;
  const isReached = {
    place: isWithin,
    own: isEverywhere,
    bureau: isEverywhere,
    list: true,
  }[known.reach];
  if (!isAllowed) expect(statusCode).toBe(403);
  else if (!isReached) expect(statusCode).toBe(known.reach === 'bureau' ? 403 : 404);
  else if (known.mayRefuse) expect(statusCode).toBeLessThan(500);
  else expect([401, 403, 404, 500]).not.toContain(statusCode);
}

describe('every endpoint', () => {
  it('has a case here', () => {
    expect(Object.keys(endpoints).filter((name) => !(name in CASES))).toEqual([]);
  });

  it.each(Object.keys(endpoints) as EndpointName[])('%s refuses whoever is not signed in', async (name) => {
    const known = CASES[name];
    if (known === undefined || endpoints[name].needs === 'public') return;
    const { method } = endpoints[name];
    const headers = { host: HOST, origin: `http://${HOST}` };
    const response = await server.app.inject({ method, url: known.url(world), headers });
    expect(response.statusCode).toBe(401);
  });

  describe.each(['third-party', 'auditor'] as const)('for %s with one project', (role) => {
    it.each(Object.keys(endpoints) as EndpointName[])('%s answers for that project only', async (name) => {
      const known = CASES[name];
      const { needs } = endpoints[name];
      if (known === undefined || needs === 'public') return;
      for (const isGranted of [true, false]) {
        const by = await withProject(role, isGranted ? world.projectId : otherProjectId);
        // What the grant opens is the form of that project; the imported one and its original belong to none.
        const granted = { ...world, formId: world.targetId };
        const isOpened = isGranted && !known.url(granted).startsWith('/api/documents/');
        const isAllowed = needs === 'signed-in' || ROLE_PERMISSIONS[role].includes(needs);
        const response = await ask(name, known, by, granted);
        const isWithin = isOpened && needs !== 'signed-in' && !PLACES_ONLY.has(needs);
        expectAnswer(known, response, { isAllowed, isWithin, isEverywhere: false });
        if (!isGranted) expect(response.body).not.toContain(world.projectName);
      }
    });
  });

  describe.each(ROLES)('for %s', (role) => {
    it.each(Object.keys(endpoints) as EndpointName[])('%s answers by role and place', async (name) => {
      const known = CASES[name];
      const { needs } = endpoints[name];
      if (known === undefined || needs === 'public') return;
      for (const isWithin of [true, false]) {
        const path = isWithin ? usualPath(role, server.organisations) : elsewhere(role);
        const isAllowed = needs === 'signed-in' || ROLE_PERMISSIONS[role].includes(needs);
        const response = await ask(name, known, await server.as(role, path));
        // Whoever has no project was given nothing to review: lists are empty, nothing is found.
        const isGiven = role !== 'third-party' || needs === 'signed-in';
        const standing = { isWithin: isWithin && isGiven, isEverywhere: path === '/' && isGiven };
        expectAnswer(known, response, { isAllowed, ...standing });
        if (!isWithin) expect(response.body).not.toContain(world.projectName);
      }
    });
  });
});
