// The built server: 100 people write and save every two seconds, 20 review, with 50,000 forms stored.
import { openDatabase } from '@jiheng/store';
import { generateDocument, seededNumbers } from '../src/form-generator.ts';
import { addLoadPeople, sendToReview, type LoadPeople, type LoadPerson } from './editing-scene.ts';
import { machine, percentile, printFigures, type Figure } from './measure.ts';
import { multiplyForms } from './multiply-forms.ts';
import { RunningServer } from './running-server.ts';

const FORMS = 2_500;
const COPIES = 19;
const DEPARTMENTS = 10;
const UNITS_EACH = 9;
/** So many forms are written by two people at once. */
const PAIRS = 10;
const IN_REVIEW_EACH = 50;
const SAVE_MS = 2_000;
const THINKING_MS = 2_000;
const WARM_UP_MS = 10_000;
const SECONDS = 60;
const GOAL_MS = 150;

const seen = { save: [] as number[], news: [] as number[], review: [] as number[], errors: [] as string[] };
let isMeasuring = false;
const server = new RunningServer();

/** One request of a person's page, timed while the measurement runs. */
async function request<T>(
  { token }: LoadPerson,
  method: string,
  path: string,
  { into, body }: { readonly into: number[]; readonly body?: object },
): Promise<T | undefined> {
  const started = performance.now();
  const headers: Record<string, string> = {
    cookie: `jiheng-${new URL(server.base).port}=${token}`,
    origin: server.base,
  };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  try {
    const answer = await fetch(server.base + path, init);
    const text = await answer.text();
    if (isMeasuring) into.push(performance.now() - started);
    if (answer.ok) return JSON.parse(text) as T;
    seen.errors.push(`${method} ${path}: ${answer.status} ${text.slice(0, 200)}`);
  } catch (error) {
    seen.errors.push(`${method} ${path}: ${String(error)}`);
  }
  return undefined;
}

interface Target {
  readonly baseRevision: number;
  readonly version: number;
  readonly draft: {
    readonly rows: readonly {
      readonly id: string;
      readonly cells: Record<string, { readonly text: string }>;
    }[];
  };
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** What an editor wrote last, to be found again at the end. */
interface Written {
  readonly person: LoadPerson;
  readonly formId: string;
  readonly row: string;
  readonly text: string;
}

/** Types into one cell and saves every two seconds, asking for the changes of others in between, as the page does. */
async function edit(
  person: LoadPerson,
  formId: string,
  at: number,
  until: number,
): Promise<Written | undefined> {
  const target = await request<Target>(person, 'GET', `/api/targets/${formId}`, { into: [] });
  const row = target?.draft.rows[at % (target.draft.rows.length || 1)];
  if (target === undefined || row === undefined) return undefined;
  const clientId = `bench-client-${at}`;
  let { version } = target;
  let text = row.cells['target']?.text ?? '';
  await pause(seededNumbers(Math.imul(at + 1, 2_654_435_761))(SAVE_MS));
  for (let sequence = 1; Date.now() < until; sequence += 1) {
    const next = `≥${sequence}.00(次)`;
    const saved = await request<{ version: number }>(person, 'PATCH', `/api/targets/${formId}/draft`, {
      into: seen.save,
      body: {
        clientId,
        sequence,
        baseRevision: target.baseRevision,
        baseVersion: version,
        operations: [{ kind: 'set', row: row.id, field: 'target', text: next, seen: text }],
      },
    });
    if (saved) [version, text] = [saved.version, next];
    await pause(SAVE_MS / 2);
    const path = `/api/targets/${formId}/draft?since=${version}&clientId=${clientId}`;
    const news = await request<{ version: number }>(person, 'GET', path, { into: seen.news });
    version = news?.version ?? version;
    await pause(SAVE_MS / 2);
  }
  return { person, formId, row: row.id, text };
}

/** Goes through the inbox: the list, a form with all that stands beside it, an opinion. */
async function review(person: LoadPerson, number: number, until: number): Promise<void> {
  const next = seededNumbers(Math.imul(number + 7, 2_654_435_761));
  const timed = { into: seen.review };
  await pause(next(THINKING_MS));
  while (Date.now() < until) {
    const path = '/api/inbox?state=department-review&limit=200';
    const inbox = await request<{ items: { id: string }[] }>(person, 'GET', path, timed);
    const form = inbox?.items[next(inbox.items.length || 1)];
    if (form) {
      await Promise.all([
        request(person, 'GET', `/api/forms/${form.id}/work`, timed),
        request(person, 'GET', `/api/forms/${form.id}`, timed),
        request(person, 'POST', `/api/forms/${form.id}/opened`, { ...timed, body: {} }),
      ]);
      await pause(THINKING_MS / 2 + next(THINKING_MS));
      const body = { place: { kind: 'whole' }, text: '请核实指标值的依据' };
      await request(person, 'POST', `/api/forms/${form.id}/opinions`, { ...timed, body });
    }
    await pause(THINKING_MS / 2 + next(THINKING_MS));
  }
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function openRound({ office, departments, tenant }: LoadPeople): Promise<string> {
  const setUp = { into: [] };
  const campaign = await request<{ id: string }>(office, 'POST', '/api/campaigns', {
    ...setUp,
    body: {
      name: `${tenant.name}申报`,
      kind: 'target',
      fiscalYear: 2027,
      templateId: 'shanghai-target-2026',
      schemeId: null,
      ruleProfileId: null,
      guidance: '',
      opensOn: inDays(-1),
      deadlines: {
        fill: inDays(10),
        'unit-review': inDays(20),
        'department-review': inDays(30),
        'division-review': inDays(40),
        'office-review': inDays(50),
      },
      memberIds: departments.map(({ organisationId }) => organisationId),
    },
  });
  const id = campaign?.id ?? '';
  await request(office, 'POST', `/api/campaigns/${id}/state`, { ...setUp, body: { state: 'open' } });
  return id;
}

/** One form for each unit; where two officers are, both write in it. */
async function startForms({ officers, units }: LoadPeople, campaignId: string): Promise<readonly string[]> {
  const forms = new Map<string, string>();
  for (const [index, unit] of units.entries()) {
    const officer = officers[index];
    if (officer === undefined) continue;
    const project = await request<{ id: string }>(officer, 'POST', '/api/projects', {
      into: [],
      body: {
        organisationId: unit.organisationId,
        fiscalYear: 2027,
        code: unit.code,
        name: `${unit.name}日常运行`,
        nature: null,
        category: null,
        startDate: '2027-01-01',
        endDate: '2027-12-31',
        funds: [{ label: '年度资金申请总额', key: 'total', amountWan: '120.00' }],
        disclosure: 'internal',
        isClosed: false,
      },
    });
    const body = { projectId: project?.id ?? '', campaignId, from: { kind: 'empty' } };
    const started = await request<{ id: string }>(officer, 'POST', '/api/targets', { into: [], body });
    forms.set(unit.organisationId, started?.id ?? '');
  }
  return officers.map(({ organisation }) => forms.get(organisation.organisationId) ?? '');
}

/** Saves that were answered as kept and are not there. */
async function lostUpdates(written: readonly (Written | undefined)[]): Promise<number> {
  let lost = 0;
  for (const last of written) {
    if (last === undefined) {
      lost += 1;
      continue;
    }
    const target = await request<Target>(last.person, 'GET', `/api/targets/${last.formId}`, { into: [] });
    const kept = target?.draft.rows.find(({ id }) => id === last.row)?.cells['target']?.text;
    if (kept !== last.text) lost += 1;
  }
  return lost;
}

function figure(name: string, values: readonly number[], input: string): Figure {
  return {
    name: `${name} p99`,
    unit: '毫秒',
    median: percentile(values, 0.99),
    runs: [percentile(values, 0.5), percentile(values, 0.99), Math.max(...values)],
    goal: { value: GOAL_MS, better: 'lower' },
    input: `${input}；${values.length} 次请求；括号内为中位与最大`,
  };
}

async function prepare(): Promise<{
  readonly people: LoadPeople;
  readonly formIds: readonly string[];
  readonly forms: number;
}> {
  await server.signIn();
  let job = await server.upload<{ id: string; finishedAt: string | null }>([
    { name: '批量.txt', content: generateDocument(FORMS, 1) },
  ]);
  while (job.finishedAt === null) {
    await pause(200);
    job = await server.get(`/api/imports/${job.id}?detail=progress`);
  }
  const database = await openDatabase({ dataFolder: server.dataFolder });
  try {
    const forms = await multiplyForms(database.pool, COPIES);
    const people = await addLoadPeople(database, {
      departments: DEPARTMENTS,
      unitsEach: UNITS_EACH,
      pairs: PAIRS,
    });
    const campaignId = await openRound(people);
    await sendToReview(database, people, { campaignId, each: IN_REVIEW_EACH });
    return { people, formIds: await startForms(people, campaignId), forms };
  } finally {
    await database.close();
  }
}

try {
  console.log(`机器：${machine()}`);
  const { people, formIds, forms } = await prepare();
  const until = Date.now() + WARM_UP_MS + SECONDS * 1000;
  const work = Promise.all([
    Promise.all(people.officers.map((person, index) => edit(person, formIds[index] ?? '', index, until))),
    Promise.all(people.reviewers.map((person, index) => review(person, index, until))),
  ]);
  await pause(WARM_UP_MS);
  isMeasuring = true;
  const before = { own: process.cpuUsage(), server: server.processorSeconds() };
  const [written] = await work;
  isMeasuring = false;
  const own = process.cpuUsage(before.own);
  const share = (own.user + own.system) / 1e6 / SECONDS;
  const serverShare = (server.processorSeconds() - before.server) / SECONDS;
  const lost = await lostUpdates(written);
  console.log(
    `负载：${people.officers.length} 人填报（每 2 秒保存一次），${people.reviewers.length} 人审核，${SECONDS} 秒；出错 ${seen.errors.length} 次，丢失 ${lost} 处；负载程序占 ${(share * 100).toFixed(0)}% 核，服务进程占 ${(serverShare * 100).toFixed(0)}% 核（不含数据库）`,
  );
  for (const error of [...new Set(seen.errors)].slice(0, 5)) console.log(`  ${error}`);
  const stored = `库中 ${forms} 份表`;
  printFigures([
    figure('保存草稿', seen.save, stored),
    figure('他人的改动', seen.news, stored),
    figure('审核页与待办', seen.review, stored),
  ]);
  if (lost + seen.errors.length > 0) process.exitCode = 1;
} finally {
  await server.stop();
}
