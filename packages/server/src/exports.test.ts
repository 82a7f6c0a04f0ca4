import {
  ApiProblem,
  ExportJob,
  ExportList,
  ExportPlan,
  type ExportRequest,
  type FormDetail,
} from '@jiheng/api';
import { readFile } from '@jiheng/documents';
import { compareRecords, type FormRecord } from '@jiheng/domain';
import { READING_RULES } from '@jiheng/regulation';
import {
  createExportJob,
  findExportJob,
  inTransaction,
  recordImportedForms,
  replaceAssignments,
  type AssessedForm,
} from '@jiheng/store';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import { unzipSync } from 'fflate';
import { read } from 'hucre';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHarness, type Harness } from './testing/harness.ts';

const DAY_MS = 24 * 60 * 60_000;
let server: Harness;
let formIds: readonly string[];
let now: Date;

function formText(...indexes: readonly number[]): string {
  return indexes.map((index) => generateForm(index, seededNumbers(index))).join('\n');
}

beforeAll(async () => {
  now = new Date();
  server = await startHarness({ clock: () => now });
  const job = await server.importFiles({ name: '三张表.txt', content: formText(1, 2, 3) });
  formIds = job.files.flatMap(({ forms }) => forms.map(({ formId }) => formId));
});
afterAll(async () => {
  await server.close();
});

async function record(id: string): Promise<FormRecord> {
  return (await server.request('GET', `/api/forms/${id}`)).json<FormDetail>().record as FormRecord;
}

async function ask(request: ExportRequest): Promise<ExportJob> {
  const answer = await server.request('POST', '/api/exports', request);
  expect(answer.statusCode, answer.body).toBe(202);
  return ExportJob.parse(answer.json());
}

async function job(id: string): Promise<ExportJob> {
  return ExportJob.parse((await server.request('GET', `/api/exports/${id}`)).json());
}

async function made(request: ExportRequest): Promise<ExportJob> {
  const { id } = await ask(request);
  await server.exports.idle();
  return job(id);
}

const download = (id: string): Promise<LightMyRequestResponse> =>
  server.request('GET', `/api/exports/${id}/file`);

async function unzipped(id: string): Promise<Record<string, Uint8Array>> {
  return unzipSync(new Uint8Array((await download(id)).rawPayload));
}

async function expectRecords(file: string, bytes: Uint8Array, ids: readonly string[]): Promise<void> {
  const { forms } = await readFile(bytes, file, READING_RULES);
  const wanted = await Promise.all(ids.map(record));
  const found = forms.map((form, at) => compareRecords(wanted[at]!, form.record));
  expect(found).toEqual(ids.map(() => []));
}

async function auditActions(subject: string): Promise<string[]> {
  const rows = await server.context.db
    .selectFrom('audit_entry')
    .select('action')
    .where('subject', '=', subject)
    .execute();
  return rows.map(({ action }) => action);
}

function fileName(answer: LightMyRequestResponse): string {
  const header = String(answer.headers['content-disposition']);
  return decodeURIComponent(/filename\*=UTF-8''(.+)$/.exec(header)?.[1] ?? '');
}

describe('one form as a file', () => {
  it.each(['docx', 'xlsx', 'pdf'] as const)(
    'comes as %s with its Chinese name and reads back equal',
    async (format) => {
      const id = formIds[0] ?? '';
      const answer = await server.request('GET', `/api/forms/${id}/file?format=${format}`);
      expect(answer.statusCode, answer.body).toBe(200);
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-disposition': expect.stringMatching(/^attachment; /) as string,
      });
      expect(fileName(answer)).toMatch(/^.+项目1号（\d{4}年度项目绩效自评表）\.(docx|xlsx|pdf)$/);
      await expectRecords(`x.${format}`, answer.rawPayload, [id]);
      expect(await auditActions(id)).toContain('export');
    },
  );

  it.each(['docx', 'xlsx', 'pdf'] as const)(
    'is the same %s when it is fetched again on a later day',
    async (format) => {
      const get = () => server.request('GET', `/api/forms/${formIds[0] ?? ''}/file?format=${format}`);
      const first = await get();
      const before = now;
      now = new Date(now.getTime() + DAY_MS / 2);
      const second = await get();
      now = before;
      expect(second.rawPayload.equals(first.rawPayload)).toBe(true);
    },
  );

  it('comes as exchange JSON', async () => {
    const answer = await server.request('GET', `/api/forms/${formIds[1] ?? ''}/file?format=exchange`);
    expect(answer.json()).toMatchObject({ forms: [{ kind: 'self_evaluation', amountUnit: '万元' }] });
  });

  it('tells what another template cannot show, and comes on it', async () => {
    const id = formIds[0] ?? '';
    const templateId = 'hunan-special-fund-self-evaluation';
    const own = ExportPlan.parse((await server.request('GET', `/api/forms/${id}/export-plan`)).json());
    expect(own.leftOver).toEqual([]);
    const url = `/api/forms/${id}/export-plan?templateId=${templateId}`;
    const plan = ExportPlan.parse((await server.request('GET', url)).json());
    expect(plan.leftOver.length).toBeGreaterThan(0);
    const answer = await server.request('GET', `/api/forms/${id}/file?format=docx&templateId=${templateId}`);
    const { forms } = await readFile(answer.rawPayload, 'x.docx', READING_RULES);
    expect(forms[0]?.template?.id).toBe(templateId);
  });

  it('is refused on a template of another kind, or one that is not known', async () => {
    for (const templateId of ['tianjin-target-2024', 'no-such-template']) {
      const url = `/api/forms/${formIds[0] ?? ''}/file?format=pdf&templateId=${templateId}`;
      const answer = await server.request('GET', url);
      expect(ApiProblem.parse(answer.json())).toMatchObject({ status: 422, code: 'EXPORT-REFUSED' });
    }
  });

  it('is not found when there is none', async () => {
    const answer = await server.request(
      'GET',
      '/api/forms/01900000-0000-7000-8000-000000000000/file?format=pdf',
    );
    expect(answer.statusCode).toBe(404);
  });
});

describe('many forms', () => {
  it('come as a ZIP of single files in several formats, equal to the stored records, in the order chosen', async () => {
    const ids = [formIds[2] ?? '', formIds[0] ?? ''];
    const done = await made({ ids, arrangement: 'separate', formats: ['docx', 'xlsx', 'pdf', 'exchange'] });
    expect(done).toMatchObject({
      status: 'done',
      formsTotal: 2,
      formsDone: 2,
      problems: [],
      file: { name: '绩效表导出.zip', bytes: expect.any(Number) as number },
    });
    const files = await unzipped(done.id);
    expect(Object.keys(files)).toHaveLength(9);
    for (const [folder, extension] of Object.entries({ Word: 'docx', Excel: 'xlsx', PDF: 'pdf' })) {
      const names = Object.keys(files).filter((name) => name.startsWith(`${folder}/`));
      expect(names.map((name) => /^\w+\/(\d) .+项目(\d)号（/.exec(name)?.slice(1).join())).toEqual([
        '1,3',
        '2,1',
      ]);
      for (const [at, name] of names.entries())
        await expectRecords(`x.${extension}`, files[name]!, [ids[at] ?? '']);
    }
    expect(new TextDecoder().decode(files['导出说明.txt'])).toContain('全部导出，没有遗漏。');
    expect(await auditActions(done.id)).toEqual(['export']);
    const { items } = ExportList.parse((await server.request('GET', '/api/exports')).json());
    expect(items.map(({ id }) => id)).toContain(done.id);
  });

  it('come as one file with all forms of the filter', async () => {
    for (const format of ['docx', 'xlsx', 'pdf'] as const) {
      const filter = { sort: 'project', text: '项目' } as const;
      const done = await made({ filter, arrangement: 'combined', formats: [format] });
      expect(done).toMatchObject({ status: 'done', formsTotal: 3, filter: { text: '项目' } });
      const answer = await download(done.id);
      expect(fileName(answer)).toBe(`绩效表汇编.${format}`);
      const { forms } = await readFile(answer.rawPayload, `x.${format}`, READING_RULES);
      expect(forms).toHaveLength(3);
    }
  });

  it('come as one table with a row a form', async () => {
    const done = await made({ ids: [...formIds], arrangement: 'summary', formats: [] });
    expect(done.file?.name).toBe('绩效表汇总.xlsx');
    const { sheets } = await read(new Uint8Array((await download(done.id)).rawPayload));
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['汇总', 5],
      ['指标', 19],
    ]);
  });

  it('are not held up by a bad one, which is named', async () => {
    const bad = await storeDamaged();
    const ids = [formIds[0] ?? '', bad, formIds[1] ?? ''];
    const separate = await made({ ids, arrangement: 'separate', formats: ['docx', 'pdf'] });
    expect(separate).toMatchObject({ status: 'done', problems: [{ name: '第2张“坏表”' }] });
    const files = await unzipped(separate.id);
    expect(Object.keys(files).filter((name) => /\.(docx|pdf)$/.test(name))).toHaveLength(4);
    expect(new TextDecoder().decode(files['导出说明.txt'])).toContain('第2张“坏表”：内容已损坏');
    const combined = await made({ ids, arrangement: 'combined', formats: ['docx'] });
    expect(Object.keys(await unzipped(combined.id))).toEqual(['绩效表汇编.docx', '导出说明.txt']);
    const summary = await made({ ids, arrangement: 'summary', formats: [] });
    const { sheets } = await read(new Uint8Array((await download(summary.id)).rawPayload));
    expect(
      sheets
        .find(({ name }) => name === '说明')
        ?.rows.flat()
        .join(),
    ).toContain('坏表');
    expect(sheets[0]?.rows).toHaveLength(4);
  });
});

/** A form whose stored record has lost its indicators' shape. */
async function storeDamaged(): Promise<string> {
  const { db, tenant } = server.context;
  const { tenantId } = tenant;
  const source = await db
    .selectFrom('form_source')
    .select(['document_id', 'import_id'])
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  const whole = await record(formIds[0] ?? '');
  const damaged = { ...whole, header: { ...whole.header, projectName: '坏表' } };
  const form = {
    index: 900,
    record: damaged,
    origins: {},
    checks: [],
    needsReview: false,
    findings: [],
    sheet: null,
    basis: {
      templateId: 'no-longer-known',
      templateHash: null,
      schemeId: null,
      schemeHash: null,
      ruleProfileId: null,
      ruleProfileHash: null,
      choiceReason: '',
    },
  } satisfies AssessedForm;
  // Rows are made of the whole record; only what is stored as the record is damaged.
  Object.defineProperty(damaged, 'toJSON', { value: () => ({ ...damaged, indicators: [null] }) });
  const from = {
    tenantId,
    documentId: source.document_id,
    importId: source.import_id,
    actor: '测试',
    now,
  };
  const [stored] = await inTransaction(db, (tx) => recordImportedForms(tx, from, [form]));
  return stored?.formId ?? '';
}

describe('an export', () => {
  it('is refused without forms, without formats, and beyond the quota', async () => {
    const empty = await server.request('POST', '/api/exports', {
      filter: { text: '没有这样的表' },
      arrangement: 'separate',
      formats: ['pdf'],
    });
    expect(ApiProblem.parse(empty.json())).toMatchObject({ code: 'EXPORT-REFUSED' });
    const formless = await server.request('POST', '/api/exports', {
      ids: formIds,
      arrangement: 'separate',
      formats: [],
    });
    expect(ApiProblem.parse(formless.json())).toMatchObject({ code: 'INVALID-INPUT' });
  });

  it('is refused while too many others of the same person wait', async () => {
    const { db, person } = server.context;
    const request: ExportRequest = { ids: [...formIds], arrangement: 'combined', formats: ['pdf'] };
    const selection = { filter: {}, sort: 'recent', ids: formIds } as const;
    const { tenantId } = server.tenant;
    const waiting = {
      tenantId,
      personId: person.personId,
      actor: '测试',
      now,
      request,
      selection,
      mostForms: 9,
    };
    for (let count = 0; count < 5; count += 1) await inTransaction(db, (tx) => createExportJob(tx, waiting));
    const answer = await server.request('POST', '/api/exports', request);
    expect(ApiProblem.parse(answer.json())).toMatchObject({ status: 429, code: 'EXPORT-QUOTA' });
    server.exports.wake();
    await server.exports.idle();
    expect((await ask(request)).formsTotal).toBe(3);
    await server.exports.idle();
  });

  it('is taken once less than the quota allows when two requests come at once', async () => {
    const { db, person } = server.context;
    const request: ExportRequest = { ids: [...formIds], arrangement: 'summary', formats: [] };
    const { tenantId } = server.tenant;
    const { personId } = person;
    const selection = { filter: {}, sort: 'recent', ids: formIds } as const;
    const waiting = { tenantId, personId, actor: '测试', now, request, selection, mostForms: 9 };
    for (let count = 0; count < 4; count += 1) await inTransaction(db, (tx) => createExportJob(tx, waiting));
    const answers = await Promise.all([1, 2, 3].map(() => server.request('POST', '/api/exports', request)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([202, 429, 429]);
    await server.exports.idle();
  });

  it('can no longer be fetched by a person who lost the duty under which it was made', async () => {
    const { db } = server.context;
    const reviewer = await server.as('performance-office');
    const request: ExportRequest = { ids: [...formIds], arrangement: 'combined', formats: ['exchange'] };
    const { id } = (await reviewer.request('POST', '/api/exports', request)).json<ExportJob>();
    await server.exports.idle();
    const fetched = (): Promise<LightMyRequestResponse> => reviewer.request('GET', `/api/exports/${id}/file`);
    expect((await fetched()).statusCode).toBe(200);
    const { organisationId } = server.organisations.unit;
    await inTransaction(db, (tx) =>
      replaceAssignments(tx, server.tenant.tenantId, reviewer.person.personId, [
        { role: 'officer', organisationId },
      ]),
    );
    const refused = await fetched();
    expect(ApiProblem.parse(refused.json())).toMatchObject({
      status: 404,
      detail: '导出文件中有您现在不能导出的表。',
    });
    expect((await download(id)).statusCode).toBe(200);
  });

  it('can be cancelled, and then nothing is kept', async () => {
    const { id } = await ask({ ids: [...formIds], arrangement: 'separate', formats: ['pdf'] });
    const cancelled = await server.request('POST', `/api/exports/${id}/cancel`);
    expect(ExportJob.parse(cancelled.json()).status).toBe('cancelled');
    await server.exports.idle();
    expect(await job(id)).toMatchObject({ status: 'cancelled', file: null });
    expect((await download(id)).statusCode).toBe(404);
    expect((await server.request('POST', `/api/exports/${id}/cancel`)).statusCode).toBe(409);
    expect((await auditActions(id)).sort()).toEqual(['cancel-export', 'export']);
  });

  it('is kept for seven days', async () => {
    const done = await made({ ids: [...formIds], arrangement: 'summary', formats: [] });
    now = new Date(now.getTime() + 7 * DAY_MS - 60_000);
    await server.exports.sweep();
    expect((await download(done.id)).statusCode).toBe(200);
    now = new Date(now.getTime() + 120_000);
    await server.exports.sweep();
    expect(ApiProblem.parse((await download(done.id)).json()).detail).toContain('7天');
    expect((await job(done.id)).status).toBe('expired');
  });

  it('is not there for another person, unless that one may export everything', async () => {
    const officer = await server.as('officer');
    const mine = await made({ ids: [...formIds], arrangement: 'summary', formats: [] });
    expect((await officer.request('GET', `/api/exports/${mine.id}`)).statusCode).toBe(404);
    expect((await officer.request('GET', `/api/exports/${mine.id}/file`)).statusCode).toBe(404);
    const foreign = await officer.request('POST', '/api/exports', {
      ids: formIds,
      arrangement: 'summary',
      formats: [],
    });
    expect(ApiProblem.parse(foreign.json())).toMatchObject({ code: 'EXPORT-REFUSED' });
  });

  it('is as it was after a stop of the server in good order, and is written by the next one', async () => {
    const { id } = await ask({ ids: [...formIds], arrangement: 'separate', formats: ['pdf'] });
    const { db, tenant } = server.context;
    const stored = () => findExportJob(db, tenant.tenantId, id);
    // The lane has asked for it before the answer came back.
    await server.exports.stop();
    expect(await stored()).toMatchObject({ status: 'waiting', attempts: 0 });
    expect(server.errors).toEqual([]);
  });

  it('left no fault behind', () => {
    expect(server.errors).toEqual([]);
  });
});
