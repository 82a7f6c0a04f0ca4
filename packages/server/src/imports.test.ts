import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiProblem, FormDetail, FormList, ImportJob, ImportList, SourceLines } from '@jiheng/api';
import type { FormRecord, OriginMap, PlacedFinding } from '@jiheng/domain';
import { acceptProposedRevision, inTransaction, listTenantsToCheck } from '@jiheng/store';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST, startHarness, type Harness } from './testing/harness.ts';
import { multipart, type UploadedFile } from './testing/multipart.ts';

let server: Harness;

beforeAll(async () => {
  server = await startHarness();
});
afterAll(async () => {
  await server.close();
});

/** Text of forms with these numbers; the same number gives the same text. */
function formText(...indexes: readonly number[]): string {
  return indexes.map((index) => generateForm(index, seededNumbers(index))).join('\n');
}

function file(name: string, content: UploadedFile['content']): UploadedFile {
  return { name, content };
}

function single(job: ImportJob): ImportJob['files'][number] {
  expect(job.files).toHaveLength(1);
  return job.files[0]!;
}

async function getForm(id: string): Promise<FormDetail> {
  return FormDetail.parse((await server.request('GET', `/api/forms/${id}`)).json());
}

describe('an import', () => {
  it('is answered at once, read in the background and found again by its address', async () => {
    const answer = await server.upload([file('两张表.txt', formText(1, 2))]);
    expect(answer.statusCode).toBe(202);
    const acknowledged = ImportJob.parse(answer.json());
    expect(acknowledged).toMatchObject({ filesTotal: 1, filesDone: 0, finishedAt: null });
    expect(acknowledged.files[0]).toMatchObject({
      file: '两张表.txt',
      status: expect.stringMatching(/waiting|reading/) as string,
    });
    await server.queue.idle();
    const job = ImportJob.parse((await server.request('GET', `/api/imports/${acknowledged.id}`)).json());
    expect(job).toMatchObject({ filesDone: 1, formsDone: 2, finishedAt: expect.any(String) as string });
    expect(single(job)).toMatchObject({ status: 'done', encoding: 'utf-8', residueShare: 0 });
    expect(single(job).forms.map(({ outcome, indicators }) => [outcome, indicators])).toEqual([
      ['new', 6],
      ['new', 6],
    ]);
    const progress = await server.request('GET', `/api/imports/${job.id}?detail=progress`);
    expect(ImportJob.parse(progress.json())).toMatchObject({
      formsDone: 2,
      files: [{ status: 'done', forms: [] }],
    });
    const { items } = ImportList.parse((await server.request('GET', '/api/imports')).json());
    expect(items.map(({ id }) => id)).toContain(job.id);
  });

  it('is read although it comes at the very moment the queue runs dry', async () => {
    const jobs: ImportJob[] = [];
    for (let round = 0; round < 25; round += 1) {
      jobs.push((await server.upload([file(`连续${round}.txt`, `无关内容${round}`)])).json<ImportJob>());
    }
    await server.queue.idle();
    for (const { id } of jobs) {
      const job = ImportJob.parse((await server.request('GET', `/api/imports/${id}`)).json());
      expect(job.finishedAt).not.toBeNull();
    }
  });

  it('stores each form with its origins, score sheet, findings and source', async () => {
    const { forms } = single(await server.importFiles(file('一张表.txt', formText(10))));
    const form = await getForm(forms[0]!.formId);
    const record = form.record as FormRecord;
    expect(record.header.projectName).toMatch(/10号$/);
    expect(form).toMatchObject({ revision: 1, currentRevision: 1, state: 'imported', needsReview: false });
    expect(form.sheet).not.toBeNull();
    expect(form.choiceReason).toContain('评分办法');
    expect(Object.keys(form.origins as object)).toContain('/header/projectName');
    expect(form.sources).toMatchObject([{ file: '一张表.txt' }]);
    expect(form.revisions).toMatchObject([{ number: 1, actor: '测试' }]);
    const old = await server.request('GET', `/api/forms/${form.id}?revision=7`);
    expect(ApiProblem.parse(old.json()).status).toBe(404);
  });

  it('shows the lines of the original as they were decoded', async () => {
    const text = formText(11);
    const { documentId } = single(
      await server.importFiles(file('原文.txt', `\uFEFF${text.replaceAll('\n', '\r\n')}`)),
    );
    const url = `/api/documents/${documentId ?? ''}/lines?from=5&to=6`;
    const lines = SourceLines.parse((await server.request('GET', url)).json());
    expect(lines).toEqual({ file: '原文.txt', fromLine: 5, lines: text.split('\n').slice(4, 6) });
    const beyond = SourceLines.parse(
      (await server.request('GET', `/api/documents/${documentId ?? ''}/lines?from=9000&to=9001`)).json(),
    );
    expect(beyond.lines).toEqual([]);
  });

  it('shows of a file with cells the text that the places of its values count in', async () => {
    const rows = formText(13)
      .split('\n')
      .map(
        (line) =>
          `<tr>${line
            .split('\t')
            .map((cell) => `<td>${cell}</td>`)
            .join('')}</tr>`,
      );
    const name = '网页.html';
    const { documentId, forms } = single(
      await server.importFiles(file(name, `<html><body><table>${rows.join('')}</table></body></html>`)),
    );
    const form = await getForm(forms[0]!.formId);
    const origin = (form.origins as OriginMap)['/header/projectName'];
    const span = origin?.kind === 'document' ? origin.place.spans[0]! : undefined;
    const { line, column, toColumn } = span!;
    const url = `/api/documents/${documentId ?? ''}/lines?from=${line}&to=${line}`;
    const { lines } = SourceLines.parse((await server.request('GET', url)).json());
    expect(lines[0]?.slice(column - 1, toColumn - 1)).toBe((form.record as FormRecord).header.projectName);
  });

  it('keeps text that looks like markup as text', async () => {
    const evil = '"onmouseover="alert(1)';
    const text = formText(12).replace(/项目名称\t\t[^\n]*/, `项目名称\t\t${evil}项目`);
    const { forms } = single(await server.importFiles(file('<img src=x onerror=alert(1)>.txt', text)));
    const form = await getForm(forms[0]!.formId);
    expect((form.record as FormRecord).header.projectName).toContain(evil);
    expect(form.sources[0]?.file).toBe('<img src=x onerror=alert(1)>.txt');
    const { headers } = await server.request('GET', `/api/forms/${form.id}`);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('takes the bare name of a file that names folders', async () => {
    const job = await server.importFiles(file('../../etc/自评表.txt', formText(13)));
    expect(single(job).file).toBe('自评表.txt');
  });
});

describe('the list', () => {
  it('finds imported forms by text, kind, year and import, and pages through them', async () => {
    const job = await server.importFiles(file('名录.txt', formText(21, 22, 23)));
    const list = async (query: string): Promise<FormList> =>
      FormList.parse((await server.request('GET', `/api/forms?${query}`)).json());
    const all = await list(`importId=${job.id}&sort=project`);
    expect(all).toMatchObject({ count: 3, isCountCapped: false });
    expect(all.items[0]).toMatchObject({
      kind: 'self-evaluation',
      kindLabel: '项目绩效自评表',
      indicators: 6,
    });
    const first = await list(`importId=${job.id}&sort=project&limit=2`);
    const second = await list(
      `importId=${job.id}&sort=project&limit=2&after=${encodeURIComponent(first.next ?? '')}`,
    );
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.items.map(({ id }) => id));
    expect(second.next).toBeNull();
    const named = await list(`text=${encodeURIComponent('22号')}`);
    expect(named.items.map(({ projectName }) => projectName)).toEqual([expect.stringContaining('22号')]);
    expect((await list('kind=target')).count).toBe(0);
    const ids = all.items.map(({ id }) => id);
    const neighbours = await server.request(
      'GET',
      `/api/forms/${ids[1] ?? ''}/neighbours?importId=${job.id}&sort=project`,
    );
    expect(neighbours.json()).toEqual({ previous: ids[0], next: ids[2] });
  });

  it('refuses a cursor or text that cannot be meant instead of failing', async () => {
    for (const query of ['after=abc', 'after=%00', 'text=%00', 'unit=a%00b']) {
      const response = await server.request('GET', `/api/forms?${query}`);
      expect(ApiProblem.parse(response.json()), query).toMatchObject({ status: 400, code: 'INVALID-INPUT' });
    }
  });
});

describe('the same again', () => {
  it('adds nothing for equal bytes and says so, also within one drop', async () => {
    const text = formText(31);
    const job = await server.importFiles(file('甲.txt', text), file('乙.txt', text));
    expect(job.files.map(({ status }) => status)).toEqual(['done', 'duplicate']);
    const again = single(await server.importFiles(file('丙.txt', text)));
    expect(again).toMatchObject({ status: 'duplicate', problems: [{ code: 'IMPORT-DUPLICATE' }] });
  });

  it('links equal content in other bytes as a further source', async () => {
    await server.importFiles(file('先.txt', formText(32)));
    const { forms } = single(await server.importFiles(file('后.txt', `\n\n${formText(32)}`)));
    expect(forms).toMatchObject([{ outcome: 'same' }]);
    expect((await getForm(forms[0]!.formId)).sources.map((source) => source.file).sort()).toEqual(
      ['先.txt', '后.txt'].sort(),
    );
  });

  it('proposes a changed form as a revision, shows the differences and takes it once', async () => {
    const before = formText(33);
    await server.importFiles(file('初稿.txt', before));
    const job = await server.importFiles(
      file('修改稿.txt', before.replace('改善群众生活条件', '改善居民生活条件')),
    );
    const [proposed] = single(job).forms;
    expect(proposed).toMatchObject({
      outcome: 'revision-proposed',
      differences: [{ path: '/goals/expected' }],
    });
    const id = proposed!.formId;
    expect((await getForm(id)).currentRevision).toBe(1);
    const body = { importId: job.id, documentId: single(job).documentId, index: proposed!.index };
    const accepted = await server.request('POST', `/api/forms/${id}/revisions`, body);
    expect(FormDetail.parse(accepted.json())).toMatchObject({ revision: 2, currentRevision: 2 });
    const again = ImportJob.parse((await server.request('GET', `/api/imports/${job.id}`)).json());
    expect(single(again).forms[0]).toMatchObject({ outcome: 'revision-proposed', acceptedAs: 2 });
    expect(proposed).toMatchObject({ acceptedAs: null });
    const first = FormDetail.parse((await server.request('GET', `/api/forms/${id}?revision=1`)).json());
    expect((first.record as FormRecord).goals.expected).toContain('群众');
    const twice = await server.request('POST', `/api/forms/${id}/revisions`, body);
    expect(ApiProblem.parse(twice.json())).toMatchObject({ status: 409, code: 'CONFLICT' });
  });

  it('takes a proposed revision as a form of its own, once, for whoever may revise the form', async () => {
    const text = formText(34);
    const other = text.replace('改善群众生活条件', '改善居民生活条件');
    const job = await server.importFiles(file('同名两张.txt', `${text}\n${other}`));
    const [kept, proposed] = single(job).forms;
    expect(proposed).toMatchObject({ outcome: 'revision-proposed', formId: kept!.formId });
    const url = `/api/forms/${kept!.formId}/separate`;
    const body = { importId: job.id, documentId: single(job).documentId, index: proposed!.index };
    const elsewhere = await server.as('department-reviewer');
    expect((await elsewhere.request('POST', url, body)).statusCode).toBe(404);
    const officer = await server.as('officer');
    expect((await officer.request('POST', url, body)).statusCode).toBe(403);

    const own = FormDetail.parse((await server.request('POST', url, body)).json());
    expect(own).toMatchObject({ revision: 1, currentRevision: 1, sources: [{ file: '同名两张.txt' }] });
    expect(own.id).not.toBe(kept!.formId);
    expect((own.record as FormRecord).goals.expected).toContain('居民');
    const again = ImportJob.parse((await server.request('GET', `/api/imports/${job.id}`)).json());
    expect(single(again).forms).toMatchObject([
      { outcome: 'new', formId: kept!.formId, acceptedAs: null },
      { outcome: 'revision-proposed', formId: own.id, acceptedAs: 1 },
    ]);
    expect(await getForm(kept!.formId)).toMatchObject({ currentRevision: 1 });
    const twice = await server.request('POST', url, body);
    expect(ApiProblem.parse(twice.json())).toMatchObject({ status: 409, code: 'CONFLICT' });
  });
});

describe('bad files', () => {
  it('each get their message, and the others of the drop are unharmed', async () => {
    const job = await server.importFiles(
      file('空.txt', ''),
      file('二进制.bin', randomBytes(5_000)),
      file('无关.txt', '今天天气很好。\n'.repeat(50)),
      file('长行.txt', '长'.repeat(3_400_000)),
      file('好.txt', formText(41)),
    );
    const byName = new Map(job.files.map((result) => [result.file, result]));
    expect(byName.get('好.txt')).toMatchObject({ status: 'done', forms: [{ outcome: 'new' }] });
    for (const name of ['空.txt', '二进制.bin', '无关.txt', '长行.txt']) {
      const result = byName.get(name)!;
      expect(result.forms, name).toEqual([]);
      expect(result.status, name).toBe('failed');
      expect(result.problems[0]!.message, name).toMatch(/\p{Script=Han}/u);
      expect(result.problems[0]!.remedy, name).not.toBe('');
    }
    const codes = ['空.txt', '二进制.bin', '无关.txt'].map((name) => byName.get(name)!.problems[0]!.code);
    expect(codes).toEqual(['READ-EMPTY-FILE', 'READ-BINARY', 'READ-NO-FORM']);
  });

  it('of 200 MB are refused while the others go on, and leave nothing on the disk', async () => {
    const job = await server.importFiles(
      file('巨大.txt', Buffer.alloc(200 * 1024 * 1024, 'a')),
      file('小.txt', formText(42)),
    );
    expect(job.files.map(({ status }) => status)).toEqual(['failed', 'done']);
    expect(job.files[0]).toMatchObject({ documentId: null, problems: [{ code: 'READ-TOO-LARGE' }] });
    expect(await readdir(server.spoolFolder)).toEqual([]);
  });

  it('beyond the two hundredth are named one by one and not imported', async () => {
    const files = Array.from({ length: 201 }, (_, index) =>
      file(`${index}.txt`, index === 0 ? formText(43) : `空 ${index}`),
    );
    const job = await server.importFiles(...files);
    expect(job.files).toHaveLength(201);
    expect(job.files[0]!.status).toBe('done');
    expect(job.files[200]).toMatchObject({ status: 'failed', problems: [{ code: 'IMPORT-TOO-MANY-FILES' }] });
    expect(job.files[199]!.problems[0]!.code).toBe('READ-NO-FORM');
  });
});

describe('a broken upload', () => {
  async function post(headers: Record<string, string>, payload: Buffer): Promise<ApiProblem> {
    const { app, sessions } = server;
    const cookie = `jiheng-test=${sessions.redeem(sessions.currentToken(), new Date()) ?? ''}`;
    const response = await app.inject({
      method: 'POST',
      url: '/api/imports',
      headers: { host: HOST, origin: `http://${HOST}`, cookie, ...headers },
      payload,
    });
    return ApiProblem.parse(response.json());
  }

  it('that ends in the middle imports nothing and leaves nothing', async () => {
    const before = ImportList.parse((await server.request('GET', '/api/imports')).json()).items.length;
    const { headers, payload } = multipart([file('甲.txt', formText(51)), file('乙.txt', formText(52))]);
    expect(await post(headers, payload.subarray(0, payload.length - 600))).toMatchObject({
      status: 400,
      code: 'UPLOAD-BROKEN',
    });
    expect(ImportList.parse((await server.request('GET', '/api/imports')).json()).items).toHaveLength(before);
    expect(await readdir(server.spoolFolder)).toEqual([]);
  });

  it('without files, without a boundary or of another type is refused', async () => {
    const { headers, payload } = multipart([]);
    expect((await post(headers, payload)).code).toMatch(/UPLOAD-EMPTY|UPLOAD-BROKEN/);
    expect((await post({ 'content-type': 'multipart/form-data' }, Buffer.from('x'))).status).toBe(400);
    expect((await post({ 'content-type': 'text/plain' }, Buffer.from('x'))).status).toBe(415);
    expect((await post({ 'content-type': 'application/json' }, Buffer.from('{}'))).status).toBe(415);
  });
});

describe('rules over many forms', () => {
  it('are run after an import, their findings stand on the forms concerned', async () => {
    const goal = '按计划完成辖区内老旧管网更新改造任务，保障居民用水安全，提升供水服务水平和群众满意度。';
    const withGoal = (index: number): string =>
      formText(index)
        .replace(/完成[^\t\n]*改善群众生活条件。/, goal)
        .replace(/\(20\d\d 年度\)/, '(2024 年度)');
    const text = `${withGoal(61)}\n${withGoal(62)}`;
    const job = await server.importFiles(file('雷同.txt', text));
    const ids = single(job).forms.map(({ formId }) => formId);
    const found = async (formId: string): Promise<readonly string[]> =>
      ((await getForm(formId)).findings as PlacedFinding[])
        .filter(({ others }) => others !== undefined)
        .map(({ ruleId }) => ruleId);
    const before = await Promise.all(ids.map(found));
    expect(before.flat().length).toBeGreaterThanOrEqual(2);

    const changed = await server.importFiles(
      file('雷同（更正）.txt', text.replace('群众反映良好', '群众满意')),
    );
    const [proposed] = single(changed).forms.filter(({ outcome }) => outcome === 'revision-proposed');
    const { formId, index } = proposed!;
    const body = { importId: changed.id, documentId: single(changed).documentId, index };
    const accepted = await server.request('POST', `/api/forms/${formId}/revisions`, body);
    expect(accepted.statusCode).toBe(200);
    await server.queue.idle();
    expect((await getForm(formId)).revision).toBe(2);
    expect(await Promise.all(ids.map(found))).toEqual(before);
    const { db } = server.context;
    expect(await listTenantsToCheck(db)).toEqual([]);

    // A kill between a decision and the judging that it asks for: nobody is woken.
    const more = await server.importFiles(
      file('雷同（再更正）.txt', text.replace('群众反映良好', '群众点赞')),
    );
    const [last] = single(more).forms.filter(({ outcome }) => outcome === 'revision-proposed');
    const acceptance = {
      tenantId: server.tenant.tenantId,
      formId: last!.formId,
      documentId: single(more).documentId!,
      index: last!.index,
      actor: '测试',
      now: new Date(),
    };
    await inTransaction(db, (tx) => acceptProposedRevision(tx, acceptance));
    expect(await Promise.all(ids.map(found))).not.toEqual(before);
    await server.queue.start();
    await server.queue.idle();
    expect(await Promise.all(ids.map(found))).toEqual(before);
    expect(await listTenantsToCheck(db)).toEqual([]);
  });
});

it('nothing went wrong behind the scenes', async () => {
  expect(server.errors).toEqual([]);
  expect(await readdir(join(server.folder, 'originals'))).toEqual([server.tenant.tenantId]);
});
