import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endpoints, type FormDetail, type FormList, type FormWork, type TargetDetail } from '@jiheng/api';
import { writePaper, writeTables } from '@jiheng/documents';
import { layOutPaper, parseIndicatorValue, type Draft, type FormRecord } from '@jiheng/domain';
import { chooseTemplate } from '@jiheng/regulation';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWatched } from './browser.ts';
import { Caller } from './caller.ts';
import { describeJourney } from './journey.ts';
import {
  addProject,
  deadlines,
  inDays,
  openRound,
  writeForm,
  TARGET_ROWS,
  type Round,
} from './target-work.ts';

/** What a script would call; each text below would, as an element, as an attribute or as an address. */
const MARK = 'hacked()';
const EVIL = `"><img src=x onerror=${MARK}>`;
const EVIL_LONG = `${EVIL}<svg onload=${MARK}><script>${MARK}</script>'><a href="javascript:${MARK}">甲</a>`;
const EVIL_FORMULA = `=cmd|' /C ${MARK}'!A0`;
const EVIL_ADDRESS = `javascript:${MARK}`;

/** Texts that are compared with what is stored or kept as a secret, and never shown. */
const NOT_SHOWN =
  /Ids?(\[\])?$|\.ids\[\]$|^(signInAsSample|changePassword)|password$|\.(row|after|field|item|ruleId)$|\.seen/;

type Name = keyof typeof endpoints;
type Shape = Readonly<Record<string, unknown>>;

/** Every text without a form of its own that the contract takes in a body. */
function textFields(shape: Shape, path: string, definitions: Shape): readonly string[] {
  const inner = (value: unknown, at: string) => textFields(value as Shape, at, definitions);
  const reference = shape['$ref'];
  if (typeof reference === 'string') return inner(definitions[reference.split('/').at(-1) ?? ''], path);
  const choices = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (shape[key] as Shape[] | undefined) ?? []);
  const properties = Object.entries((shape['properties'] as Shape | undefined) ?? {});
  const isFree =
    shape['type'] === 'string' && !['enum', 'const', 'pattern', 'format'].some((key) => key in shape);
  return [
    ...choices.flatMap((choice) => inner(choice, path)),
    ...properties.flatMap(([key, value]) => inner(value, `${path}.${key}`)),
    ...(typeof shape['additionalProperties'] === 'object'
      ? inner(shape['additionalProperties'], `${path}.*`)
      : []),
    ...(shape['items'] ? inner(shape['items'], `${path}[]`) : []),
    ...(isFree ? [path] : []),
  ];
}

function contractTexts(): readonly string[] {
  const all = Object.entries(endpoints).flatMap(([name, endpoint]) => {
    if (!('body' in endpoint)) return [];
    const shape = endpoint.body.toJSONSchema({ io: 'input', unrepresentable: 'any' }) as Shape;
    return textFields(shape, name, (shape['$defs'] as Shape | undefined) ?? {});
  });
  return [...new Set(all)].filter((path) => !NOT_SHOWN.test(path) && !path.startsWith('setUp')).sort();
}

const tried = new Set<string>();

function note(value: unknown, path: string): void {
  if (typeof value === 'string' && value.includes(MARK)) tried.add(path);
  else if (Array.isArray(value)) for (const each of value) note(each, `${path}[]`);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value))
      note(each, path.endsWith('.cells') ? `${path}.*` : `${path}.${key}`);
  }
}

/** Calls an endpoint by its name in the contract; what it refuses was tried as well. */
async function send<T>(
  caller: Caller,
  name: Name,
  body: object,
  params: Readonly<Record<string, string>> = {},
): Promise<T> {
  note(body, name);
  const { method, path } = endpoints[name];
  const url = path.replaceAll(/:(\w+)/g, (_whole, key: string) => params[key] ?? '');
  const response = await caller.send(method, url, body);
  if (response.status >= 500) throw new Error(`${name}: ${await response.text()}`);
  return (await response.json()) as T;
}

const PEOPLE = {
  officer: '周晓岚',
  neighbour: '何清源',
  department: '郑为民',
  office: '江衡',
  administrator: '管宁',
  auditor: '严审言',
} as const;

const folder = await mkdtemp(join(tmpdir(), 'jiheng-scripts-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The paper of a form whose every text would be a script. */
async function evilPaper(record: FormRecord): Promise<Uint8Array<ArrayBuffer>> {
  const { template } = chooseTemplate({
    templateId: 'national-target-2021',
    regionName: null,
    fiscalYear: record.fiscalYear,
    kind: record.kind,
  });
  const [first] = record.indicators;
  const indicators = TARGET_ROWS.map(([level1, level2, level3, target]) => ({
    ...first!,
    level1,
    level2,
    level3: level3 + EVIL,
    target: parseIndicatorValue(target + EVIL),
  }));
  const goals = { ...record.goals, annual: EVIL_LONG };
  const header = { ...record.header, projectName: `甲${EVIL_LONG}` };
  const paper = layOutPaper(template, { ...record, header, goals, indicators });
  return new Uint8Array(await writePaper([paper], 'docx'));
}

describeJourney('a script in a text', [], ({ page, product, forgive }) => {
  forgive(/status of 40[0149]/);
  const callers = {} as Record<keyof typeof PEOPLE, Caller>;
  const ids: Record<string, string> = {};
  let round: Round;
  let writer: keyof typeof PEOPLE = 'officer';
  let paper: Uint8Array<ArrayBuffer>;

  beforeAll(async () => {
    const { address } = product();
    round = await openRound(await Caller.of(page().context(), address));
    for (const [role, name] of Object.entries(PEOPLE))
      callers[role as keyof typeof PEOPLE] = await Caller.sample(address, name);
    await page().exposeFunction('hacked', () => {
      throw new Error('a script of a text was run');
    });
    page().on('dialog', () => {
      throw new Error('a text opened a dialog');
    });
  }, 120_000);

  const show = async (person: keyof typeof PEOPLE, path: string): Promise<Page> => {
    await callers[person].lend(page().context());
    await page().goto(new URL(path, product().address).href);
    await page().locator('h1').first().waitFor();
    await page().waitForLoadState('networkidle');
    return page();
  };

  it('is taken as a text in every field of the contract', async () => {
    const { officer, department, office, administrator } = callers;
    const organisations = await administrator.get<{
      items: readonly { id: string; parentId: string | null }[];
    }>('/api/organisations');
    const root = organisations.items.find(({ parentId }) => parentId === null)?.id ?? '';
    const organisation = { code: EVIL, name: EVIL };
    const added = await send<{ items: readonly { id: string; code: string }[] }>(
      administrator,
      'addOrganisation',
      { ...organisation, parentId: root, kind: 'department' },
    );
    const department2 = added.items.find(({ code }) => code === EVIL)?.id ?? '';
    await send(
      administrator,
      'changeOrganisation',
      { ...organisation, isClosed: false },
      { id: department2 },
    );
    const person = {
      loginName: 'evil',
      name: EVIL,
      email: EVIL_ADDRESS,
      telephone: EVIL_FORMULA,
      duties: [],
    };
    const duties = [{ role: 'officer', organisationId: round.unitId }];
    await send(administrator, 'addPerson', { ...person, loginName: EVIL });
    const { personId } = await send<{ personId: string }>(administrator, 'addPerson', { ...person, duties });
    const change = { ...person, duties, isClosed: false };
    await send(administrator, 'changePerson', { ...change, loginName: EVIL }, { id: personId });
    await send(administrator, 'changePerson', change, { id: personId });
    await send(administrator, 'signIn', { loginName: EVIL, password: 'x' });

    const campaign = {
      name: EVIL,
      guidance: EVIL_LONG,
      kind: 'target',
      fiscalYear: round.year,
      templateId: 'national-target-2021',
      schemeId: null,
      ruleProfileId: null,
      opensOn: inDays(-1),
      deadlines: deadlines(),
      memberIds: [round.unitId],
    };
    const { id: campaignId } = await send<{ id: string }>(office, 'createCampaign', campaign);
    ids['campaign'] = campaignId;
    await send(office, 'updateCampaign', campaign, { id: campaignId });
    await send(office, 'setCampaignState', { state: 'open', reason: EVIL }, { id: campaignId });
    const extension = { organisationId: round.unitId, stage: 'fill', until: inDays(15), reason: EVIL_LONG };
    await send(office, 'extendCampaign', extension, { id: campaignId });
    await send(office, 'rollOverCampaign', { name: EVIL, fiscalYear: round.year + 1 }, { id: campaignId });

    const project = {
      organisationId: round.unitId,
      fiscalYear: round.year,
      code: EVIL,
      name: EVIL_LONG,
      nature: EVIL,
      category: EVIL,
      startDate: null,
      endDate: null,
      funds: [{ label: EVIL, key: 'total', amountWan: '1.00' }],
      disclosure: 'internal',
      isClosed: false,
    };
    const { id: projectId } = await send<{ id: string }>(officer, 'createProject', project);
    ids['project'] = projectId;
    await send(officer, 'updateProject', project, { id: projectId });
    ids['owed'] = await addProject(office, round, `${EVIL}待填报`);

    const rows = TARGET_ROWS.map(
      ([level1, level2, level3, target]) => [level1, level2, level3 + EVIL, target + EVIL] as const,
    );
    ids['target'] = await writeForm(officer, { projectId, campaignId }, { rows, goal: EVIL_LONG });
    const { version, baseRevision, draft } = await officer.get<TargetDetail>(`/api/targets/${ids['target']}`);
    const row = (draft as Draft).rows[0]?.id ?? '';
    const operations = [
      { kind: 'set', row, field: 'level1', text: EVIL, seen: TARGET_ROWS[0]?.[0] },
      { kind: 'insert', row: 'evil-row', after: row, cells: { level1: EVIL, level3: EVIL_LONG } },
    ];
    const save = { clientId: 'evil-client', sequence: 1, baseRevision, baseVersion: version, operations };
    await send(officer, 'saveDraft', save, { id: ids['target'] });
    const silence = { ruleId: 'target-measurable', at: EVIL, reason: EVIL_LONG };
    await send(officer, 'silenceFinding', silence, { id: ids['target'] });

    const waiting = await department.get<FormList>('/api/forms?state=department-review');
    ids['returned'] = waiting.items[0]?.id ?? '';
    writer = waiting.items[0]?.implementingUnit?.endsWith('防汛管理所') ? 'officer' : 'neighbour';
    const cell = { kind: 'cell', path: '/indicators/0/target', label: EVIL };
    const said = await send<FormWork>(
      department,
      'addOpinion',
      { place: cell, text: EVIL_LONG },
      { id: ids['returned'] },
    );
    const opinionId = said.opinions[0]?.id ?? '';
    const sheet = {
      formId: 'evil',
      kind: 'general',
      lines: [{ item: 'x', result: '中', remark: EVIL }],
    };
    const back = { action: 'return', opinion: EVIL_LONG, approvalNumber: EVIL };
    await send(department, 'takeStep', { ...back, sheet }, { id: ids['returned'] });
    await send(department, 'takeStep', back, { id: ids['returned'] });
    const answer = { isSettled: true, answer: EVIL_LONG };
    await send(callers[writer], 'settleOpinion', answer, { id: ids['returned'], opinionId });
    const last = await office.get<FormList>('/api/forms?state=office-review');
    ids['approved'] = last.items[0]?.id ?? '';
    const approval = { opinion: EVIL_LONG, approvalNumber: EVIL, approvalDate: inDays(0) };
    await send(office, 'takeStep', { action: 'approve', ...approval }, { id: ids['approved'] });
    const others = last.items.slice(1).map(({ id }) => id);
    await send(office, 'batchSteps', { action: 'approve', formIds: others, ...approval });

    const filter = Object.fromEntries(
      ['text', 'kind', 'region', 'department', 'unit', 'grade', 'rule', 'campaign'].map((key) => [key, EVIL]),
    );
    await send(officer, 'createExport', { filter, arrangement: 'summary', formats: [] });
    expect([...tried].sort()).toEqual(expect.arrayContaining([...contractTexts()]));
  });

  it('and in the names and the content of files that are brought in', async () => {
    const { officer } = callers;
    const { record } = await officer.get<FormDetail>(`/api/forms/${ids['target'] ?? ''}`);
    paper = await evilPaper(record as FormRecord);
    const { id, formsDone } = await officer.importFiles(
      new File([paper], `${EVIL}.docx`),
      new File(['通知'], `${EVIL_ADDRESS}.txt`),
      new File([`<html><body onload=${MARK}><script>${MARK}</script>`], `${EVIL}.html`),
    );
    expect(formsDone).toBe(1);
    ids['import'] = id;
    const { files } = await officer.get<{ files: readonly { forms: readonly { formId: string }[] }[] }>(
      `/api/imports/${id}`,
    );
    ids['form'] = files.flatMap(({ forms }) => forms)[0]?.formId ?? '';
    const exports = { ids: [ids['form']], arrangement: 'single', formats: ['docx', 'xlsx'] };
    await officer.send('POST', '/api/exports', exports);
  });

  /** Pages on which such texts stand, each as somebody who sees it. */
  const PAGES = (): readonly (readonly [keyof typeof PEOPLE, string])[] => [
    ['officer', '/workbench'],
    ['officer', '/projects'],
    ['officer', `/projects/${ids['project'] ?? ''}`],
    ['officer', `/projects/${ids['project'] ?? ''}/edit`],
    ['officer', `/targets/new?project=${ids['owed'] ?? ''}&campaign=${round.campaignId}`],
    ['officer', `/targets/${ids['target'] ?? ''}`],
    [writer, `/targets/${ids['returned'] ?? ''}`],
    ['officer', `/forms/${ids['target'] ?? ''}`],
    ['officer', '/forms?text=onerror'],
    ['officer', `/import/${ids['import'] ?? ''}`],
    ['officer', `/forms/${ids['form'] ?? ''}`],
    ['department', '/workbench'],
    ['department', `/review/${ids['returned'] ?? ''}`],
    ['office', '/campaigns'],
    ['office', `/campaigns/${ids['campaign'] ?? ''}`],
    ['office', `/campaigns/${ids['campaign'] ?? ''}/edit`],
    ['office', `/campaigns/${ids['campaign'] ?? ''}/rehearsal`],
    ['administrator', '/settings/people'],
    ['administrator', '/settings/log'],
    ['auditor', `/review/${ids['returned'] ?? ''}`],
    ['auditor', '/settings/log'],
  ];
  /** And pages that may name them in passing. */
  const OTHER_PAGES = (): ReturnType<typeof PAGES> => [
    ['officer', '/exports'],
    ['officer', '/import'],
    ['officer', '/indicators?text=onerror'],
    ['office', '/'],
    ['office', `/review/${ids['approved'] ?? ''}`],
    ['administrator', '/settings/checks'],
    ['administrator', '/campaigns/new'],
  ];

  it('stands on every page as it was written', async () => {
    const silent: string[] = [];
    for (const [person, path] of PAGES()) {
      const shown = await show(person, path);
      const holds = shown
        .locator('main')
        .getByText(MARK)
        .or(shown.locator(`main [value*="${MARK}"]`));
      await holds
        .first()
        .waitFor({ state: 'attached', timeout: 5_000 })
        .catch(() => silent.push(`${person} ${path}`));
    }
    expect(silent).toEqual([]);
    for (const [person, path] of OTHER_PAGES()) await show(person, path);
    await page().keyboard.press('Control+k');
    await page().getByRole('combobox', { name: '搜索' }).fill('onerror');
    await page().waitForLoadState('networkidle');
    expect(await page().locator('img[src="x"], a[href^="javascript:"]').count()).toBe(0);
  });

  it('stands in the panels beside a form, in the dialogs of imports, and where a pointer rests', async () => {
    const review = await show('auditor', `/review/${ids['returned'] ?? ''}`);
    for (const panel of ['改动', '往年', '经过', '页边']) {
      await review.getByRole('button', { name: new RegExp(`^${panel}`) }).click();
      await review.waitForLoadState('networkidle');
    }
    const form = await show('officer', `/forms/${ids['form'] ?? ''}`);
    await form.locator('[data-cell^="target-"]').first().click();
    await form.locator('.source-panel').getByText(MARK).first().waitFor();
    const target = await show('officer', `/targets/${ids['target'] ?? ''}`);
    await target.locator('[data-cell="level3-0"]').click();
    for (const tab of ['覆盖', '参考', '指标库', '问题'])
      await target.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    const people = await show('administrator', '/settings/people');
    await people.getByRole('button', { name: '批量导入' }).click();
    const head = ['登录名', '姓名', '任职', '电子邮箱', '电话', '状态'];
    const rows = [head, [EVIL, EVIL, EVIL, EVIL, EVIL, EVIL]];
    await people.getByLabel('选择填好的文件').setInputFiles({
      name: `${EVIL.replaceAll(/[/"]/g, '')}.xlsx`,
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(await writeTables([{ name: '人员', rows }])),
    });
    await people.locator('.import-faults').getByText(MARK).first().waitFor();
    expect(await people.locator('img[src="x"], a[href^="javascript:"]').count()).toBe(0);
  });

  it('is a text in the files that are given out', async () => {
    for (const format of ['docx', 'xlsx', 'pdf']) {
      const answer = await callers.officer.send(
        'GET',
        `/api/forms/${ids['target'] ?? ''}/file?format=${format}`,
      );
      if (format === 'pdf' && answer.status === 422) continue;
      expect(answer.status, format).toBe(200);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (format === 'pdf') continue;
      const parts = Object.values(unzipSync(bytes)).map((part) => new TextDecoder().decode(part));
      const xml = parts.join('');
      expect(xml, format).toContain(`&lt;img src=x onerror=${MARK}&gt;`);
      expect(xml, format).not.toMatch(/<(?:img|svg|script)\b/);
    }
  });

  it('is a text in the report of the command line', async () => {
    const file = join(folder, '表.docx');
    await writeFile(file, paper);
    const main = join(import.meta.dirname, '../packages/cli/src/main.ts');
    const report = await new Promise<string>((resolve) => {
      const node = [
        '--conditions=@jiheng/source',
        '--import',
        'tsx',
        main,
        'check',
        file,
        '--format',
        'html',
      ];
      execFile(process.execPath, node, { maxBuffer: 1 << 26 }, (_error, stdout) => {
        resolve(stdout);
      });
    });
    const path = join(folder, 'report.html');
    await writeFile(path, report);
    const context = await page().context().browser()?.newContext();
    if (!context) throw new Error('no browser');
    const watched = await openWatched(context, pathToFileURL(path).href);
    await watched.page.getByText(MARK).first().waitFor();
    expect(await watched.page.locator('img[src="x"], a[href^="javascript:"], script').count()).toBe(0);
    expect(watched.faults.filter((fault) => !fault.startsWith('foreign file:'))).toEqual([]);
    await context.close();
  });
});
