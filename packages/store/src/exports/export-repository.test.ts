import { assessedForm, databaseTargets } from '@jiheng/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../database/db.ts';
import type { Database } from '../database/open-database.ts';
import { saveDocument } from '../documents/document-repository.ts';
import { recordImportedForms } from '../forms/record-imported-forms.ts';
import { createImportJob } from '../imports/import-repository.ts';
import { createTenant } from '../tenants/tenant-repository.ts';
import {
  cancelExportJob,
  claimExportJob,
  expiredExportFiles,
  finishExportJob,
  forgetExportFile,
  handBackExportJob,
  lockExportFile,
  releaseExportJobs,
  renewExportJob,
} from './export-queue.ts';
import {
  countOpenExports,
  createExportJob,
  exportForms,
  findExportJob,
  isExportInScope,
  listExportJobs,
} from './export-repository.ts';
import type { ClaimedExport, ExportOutcome, ExportSelection } from './export-types.ts';

const now = new Date('2026-03-01T02:00:00.000Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const ALL: ExportSelection = { filter: {}, sort: 'project' };

describe.each(databaseTargets())('exports on $name', (target) => {
  let database: Database;
  let tenantId: string;
  let formIds: readonly string[];

  beforeAll(async () => {
    database = await target.fresh();
  });
  afterAll(async () => {
    await database.close();
  });
  beforeEach(async () => {
    // Exports of earlier tests must not be claimed by later ones.
    await database.db.updateTable('export_job').set({ status: 'cancelled', sha256: null }).execute();
    ({ tenantId } = await createTenant(database.db, { name: '临江区财政局', now }));
    formIds = await storeForms(['丙', '甲', '乙']);
  });

  async function storeForms(names: readonly string[]): Promise<readonly string[]> {
    return inTransaction(database.db, async (tx) => {
      const content = { sha256: 'a'.repeat(64), bytes: 1, mediaType: 'text/plain', fileName: 'a.txt' };
      const { documentId } = await saveDocument(tx, { tenantId, ...content, now });
      const file = { fileName: 'a.txt', bytes: 1, documentId, status: 'waiting' as const };
      const importId = await createImportJob(tx, { tenantId, actor: '本机', now, files: [file] });
      const forms = names.map((projectName, index) => assessedForm({ index, projectName }));
      const source = { tenantId, documentId, importId, actor: '本机', now };
      return (await recordImportedForms(tx, source, forms)).map(({ formId }) => formId);
    });
  }

  async function ask(selection: ExportSelection = ALL, personId = 'wang', mostForms = 100): Promise<string> {
    const job = {
      tenantId,
      personId,
      actor: '王敏',
      now,
      request: { formats: ['pdf'] },
      selection,
      mostForms,
    };
    return (await inTransaction(database.db, (tx) => createExportJob(tx, job))).exportId;
  }

  const claim = (worker = 'w1', at = now): Promise<ClaimedExport | undefined> =>
    claimExportJob(database.db, { worker, now: at, leaseSeconds: 60 });

  async function claimed(worker?: string, at?: Date): Promise<ClaimedExport> {
    const job = await claim(worker, at);
    if (!job) throw new Error('nothing to claim');
    return job;
  }

  const renew = (job: ClaimedExport, formsDone: number, at = now): Promise<boolean> =>
    renewExportJob(database.db, job, { worker: job.worker, now: at, leaseSeconds: 60, formsDone });

  const done = (sha256: string): ExportOutcome => ({
    status: 'done',
    problems: [],
    fileName: '导出.zip',
    mediaType: 'application/zip',
    sha256,
    bytes: 7,
    expiresAt: later(600),
  });
  const finish = (job: ClaimedExport, outcome: ExportOutcome): Promise<boolean> =>
    inTransaction(database.db, (tx) => finishExportJob(tx, job, outcome, later(5)));

  it('hold the forms of a filter in the order of the list, and chosen ones in theirs, once each', async () => {
    await ask();
    const byFilter = await exportForms(database.db, await claimed(), 0, 10);
    expect(byFilter.map(({ position, projectName }) => [position, projectName])).toEqual([
      [1, '丙'],
      [2, '甲'],
      [3, '乙'],
    ]);
    expect(byFilter[0]?.record.header.projectName).toBe('丙');
    await ask({ ...ALL, ids: [formIds[2] ?? '', 'not-an-id', formIds[0] ?? '', formIds[2] ?? ''] });
    const chosen = await exportForms(database.db, await claimed(), 0, 10);
    expect(chosen.map(({ projectName }) => projectName)).toEqual(['乙', '丙']);
  });

  it('give their forms page by page', async () => {
    await ask();
    const job = await claimed();
    const first = await exportForms(database.db, job, 0, 2);
    const second = await exportForms(database.db, job, first.at(-1)?.position ?? 0, 2);
    expect([...first, ...second].map(({ position }) => position)).toEqual([1, 2, 3]);
  });

  it('tell that there are more forms than allowed', async () => {
    const job = { tenantId, personId: 'wang', actor: '王敏', now, request: {}, selection: ALL, mostForms: 2 };
    const { forms } = await inTransaction(database.db, (tx) => createExportJob(tx, job));
    expect(forms).toBe(3);
  });

  it('never hold forms of another bureau', async () => {
    const other = await createTenant(database.db, { name: '别的财政局', now });
    const job = { personId: 'wang', actor: '王敏', now, request: {}, mostForms: 10 };
    const { forms } = await inTransaction(database.db, (tx) =>
      createExportJob(tx, { ...job, tenantId: other.tenantId, selection: { ...ALL, ids: formIds } }),
    );
    expect(forms).toBe(0);
    expect(await findExportJob(database.db, other.tenantId, await ask())).toBeUndefined();
  });

  it('are taken once, oldest first, and again when their lease has run out', async () => {
    const [older, newer] = [await ask(), await ask()];
    expect(
      (await Promise.all([claim('a'), claim('b'), claim('c')])).map((job) => job?.exportId).sort(),
    ).toEqual([older, newer, undefined].sort());
    expect(await claim('d', later(59))).toBeUndefined();
    expect(await claim('d', later(61))).toMatchObject({ exportId: older, attempts: 2 });
  });

  it('are kept by whoever goes on, and lost by whoever was thought dead', async () => {
    await ask();
    const first = await claimed('a');
    expect(await renew(first, 2, later(50))).toBe(true);
    expect(await claim('b', later(100))).toBeUndefined();
    const second = await claimed('b', later(111));
    expect(second).toMatchObject({ exportId: first.exportId, formsDone: 0 });
    expect(await renew(first, 3, later(112))).toBe(false);
    expect(await finish(first, done('c'))).toBe(false);
    expect(await finish(second, done('d'))).toBe(true);
    expect(await findExportJob(database.db, tenantId, first.exportId)).toMatchObject({
      status: 'done',
      sha256: 'd',
      formsDone: 3,
      formsTotal: 3,
      finishedAt: later(5),
    });
  });

  it('hold their forms as long as their file, and none when there is none', async () => {
    await ask();
    const failed = await claimed();
    await finish(failed, { status: 'failed', problems: [] });
    expect(await exportForms(database.db, failed, 0, 10)).toEqual([]);
    await ask();
    const kept = await claimed();
    await finish(kept, done('9'));
    expect(await exportForms(database.db, kept, 0, 10)).toHaveLength(3);
    await inTransaction(database.db, (tx) => forgetExportFile(tx, { tenantId, sha256: '9' }, later(601)));
    expect(await exportForms(database.db, kept, 0, 10)).toEqual([]);
  });

  it('are in a scope while all their forms are', async () => {
    const exportId = await ask();
    const job = { tenantId, exportId, formsTotal: 3 };
    const inside = (path: string): Promise<boolean> =>
      isExportInScope(database.db, job, { paths: [path], projects: [] });
    expect([await inside('/'), await inside('/a/')]).toEqual([true, false]);
    const moved = (ids: readonly string[], path: string) =>
      database.db
        .updateTable('form')
        .set({ organisation_path: path })
        .where('tenant_id', '=', tenantId)
        .where('form_id', 'in', ids)
        .execute();
    await moved(formIds, '/a/b/');
    expect(await inside('/a/')).toBe(true);
    await moved(formIds.slice(0, 1), '/c/');
    expect(await inside('/a/')).toBe(false);
    expect(
      await isExportInScope(database.db, { ...job, formsTotal: 4 }, { paths: ['/'], projects: [] }),
    ).toBe(false);
  });

  it('have failed at nothing when a server stops in good order', async () => {
    await ask();
    for (let stop = 0; stop < 9; stop += 1) await handBackExportJob(database.db, await claimed());
    const again = await claimed();
    expect(again.attempts).toBe(1);
    const other = await claimed('b', later(61));
    await handBackExportJob(database.db, again);
    expect(await renew(other, 1)).toBe(true);
  });

  it('of one person are counted one request after the other', async () => {
    const asks = (most: number): Promise<boolean> =>
      inTransaction(database.db, async (tx) => {
        if ((await countOpenExports(tx, tenantId, 'li')) >= most) return false;
        const job = { tenantId, personId: 'li', actor: '李', now, request: {}, selection: ALL, mostForms: 9 };
        await createExportJob(tx, job);
        return true;
      });
    const answers = await Promise.all(Array.from({ length: 6 }, () => asks(2)));
    expect(answers.filter(Boolean)).toHaveLength(2);
  });

  it('wait again after a restart', async () => {
    await ask();
    const before = await claimed('dead');
    expect(await releaseExportJobs(database.db)).toBe(1);
    expect(await claimed('alive')).toMatchObject({ exportId: before.exportId, attempts: 2 });
  });

  it('are cancelled while they wait or run, not afterwards', async () => {
    const exportId = await ask();
    const job = await claimed();
    const cancel = (): Promise<boolean> =>
      inTransaction(database.db, (tx) => cancelExportJob(tx, tenantId, exportId, later(3)));
    expect(await cancel()).toBe(true);
    expect(await renew(job, 1)).toBe(false);
    expect(await finish(job, done('e'))).toBe(false);
    expect(await cancel()).toBe(false);
    expect(await claim('again', later(1000))).toBeUndefined();
    expect(await findExportJob(database.db, tenantId, exportId)).toMatchObject({ status: 'cancelled' });
  });

  it('are listed newest first, for their owner or for all, and counted while open', async () => {
    const mine = await ask();
    const other = await ask(ALL, 'li');
    const list = async (personId?: string): Promise<string[]> =>
      (await listExportJobs(database.db, tenantId, { personId, limit: 10 })).map(({ exportId }) => exportId);
    expect(await list()).toEqual([other, mine]);
    expect(await list('wang')).toEqual([mine]);
    const open = (): Promise<number> =>
      inTransaction(database.db, (tx) => countOpenExports(tx, tenantId, 'wang'));
    expect(await open()).toBe(1);
    await finish(await claimed(), { status: 'failed', problems: [{ name: '甲', message: '坏了' }] });
    expect(await open()).toBe(0);
    expect((await findExportJob(database.db, tenantId, mine))?.problems).toEqual([
      { name: '甲', message: '坏了' },
    ]);
  });

  it('forget a file when its time is over, and say when nobody else needs it', async () => {
    for (const at of [0, 300]) {
      await ask();
      const outcome = { ...done('f'), expiresAt: later(600 + at) };
      await finish(await claimed(), outcome);
    }
    expect(await expiredExportFiles(database.db, later(599))).toEqual([]);
    const file = { tenantId, sha256: 'f' };
    expect(await expiredExportFiles(database.db, later(601))).toEqual([file]);
    const forget = (at: Date): Promise<boolean> =>
      inTransaction(database.db, async (tx) => {
        await lockExportFile(tx, tenantId, file.sha256);
        return forgetExportFile(tx, file, at);
      });
    expect(await forget(later(601))).toBe(false);
    expect(await expiredExportFiles(database.db, later(601))).toEqual([]);
    expect(await forget(later(901))).toBe(true);
    expect(await expiredExportFiles(database.db, later(901))).toEqual([]);
  });
});
