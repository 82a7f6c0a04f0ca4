import { randomBytes } from 'node:crypto';
import { databaseTargets } from '@jiheng/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../database/db.ts';
import type { Database } from '../database/open-database.ts';
import { findDocument, saveDocument } from '../documents/document-repository.ts';
import { createTenant, listTenants } from '../tenants/tenant-repository.ts';
import {
  claimImportFile,
  createImportJob,
  findImportJob,
  finishImportFile,
  isDocumentImported,
  listImportJobs,
  releaseImportFiles,
} from './import-repository.ts';
import type { NewImportFile } from './import-types.ts';

const now = new Date('2026-03-01T02:00:00.000Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

describe.each(databaseTargets())('imports on $name', (target) => {
  let database: Database;
  let tenantId: string;

  beforeAll(async () => {
    database = await target.fresh();
  });
  afterAll(async () => {
    await database.close();
  });
  beforeEach(async () => {
    // Files of earlier tests must not be claimed by later ones.
    await database.db
      .updateTable('import_file')
      .set({ status: 'done' })
      .where('document_id', 'is not', null)
      .execute();
    ({ tenantId } = await createTenant(database.db, {
      name: '临江区财政局',
      region: '上海市',
      isSample: true,
      now,
    }));
  });

  async function document(sha256 = randomBytes(32).toString('hex')): Promise<string> {
    const saved = await saveDocument(database.db, {
      tenantId,
      sha256,
      bytes: 7,
      mediaType: 'text/plain',
      fileName: 'a\0.txt',
      now,
    });
    return saved.documentId;
  }

  async function job(...files: NewImportFile[]): Promise<string> {
    return await inTransaction(database.db, (tx) =>
      createImportJob(tx, { tenantId, actor: '本机', now, files }),
    );
  }

  async function waiting(fileName: string): Promise<NewImportFile> {
    return { fileName, bytes: 7, documentId: await document(), status: 'waiting' };
  }

  const claim = (worker = 'w1', at = now): ReturnType<typeof claimImportFile> =>
    claimImportFile(database.db, { worker, now: at, leaseSeconds: 60 });

  const finish = (importId: string, position: number, status: 'done' | 'failed' = 'done'): Promise<void> =>
    inTransaction(database.db, (tx) =>
      finishImportFile(tx, {
        tenantId,
        importId,
        position,
        status,
        formsDone: 3,
        result: { note: '完成\0' },
        now: later(9),
      }),
    );

  it('keeps tenants with their kind', async () => {
    const tenants = await listTenants(database.db);
    expect(tenants.at(-1)).toEqual({
      tenantId,
      parentId: null,
      name: '临江区财政局',
      region: '上海市',
      isSample: true,
    });
  });

  it('keeps equal bytes once and says so, under the first name', async () => {
    const sha256 = 'f'.repeat(64);
    const first = await saveDocument(database.db, {
      tenantId,
      sha256,
      bytes: 7,
      mediaType: 'text/plain',
      fileName: 'a.txt',
      now,
    });
    const second = await saveDocument(database.db, {
      tenantId,
      sha256,
      bytes: 7,
      mediaType: 'text/plain',
      fileName: 'b.txt',
      now: later(1),
    });
    expect(first.isNew).toBe(true);
    expect(second).toEqual({ ...first, isNew: false });
    expect(await findDocument(database.db, tenantId, first.documentId)).toMatchObject({
      fileName: 'a.txt',
      createdAt: now,
    });
    expect(await findDocument(database.db, tenantId, '../etc')).toBeUndefined();
  });

  it('goes from waiting over reading to done, file by file, and finishes the job with its last file', async () => {
    const refused: NewImportFile = {
      fileName: '大.txt',
      bytes: 2e8,
      documentId: null,
      status: 'failed',
      result: { code: 'READ-TOO-LARGE' },
    };
    const importId = await job(await waiting('一.txt'), refused, await waiting('二.txt'));
    const first = await claim();
    expect(first).toMatchObject({
      importId,
      position: 0,
      tenantId,
      actor: '本机',
      attempts: 1,
      status: 'reading',
      document: { fileName: 'a\ufffd.txt' },
    });
    const second = await claim();
    expect(second).toMatchObject({ position: 2, fileName: '二.txt' });
    expect(await claim()).toBeUndefined();
    await finish(importId, 0);
    expect(await findImportJob(database.db, tenantId, importId)).toMatchObject({
      filesTotal: 3,
      filesDone: 2,
      formsDone: 3,
      finishedAt: null,
      files: [
        { status: 'done', result: { note: '完成\ufffd' } },
        { status: 'failed', result: { code: 'READ-TOO-LARGE' } },
        { status: 'reading', result: null },
      ],
    });
    await finish(importId, 2, 'failed');
    expect(await listImportJobs(database.db, tenantId, 5)).toEqual([
      {
        personId: null,
        importId,
        actor: '本机',
        createdAt: now,
        finishedAt: later(9),
        filesTotal: 3,
        filesDone: 3,
        formsDone: 6,
      },
    ]);
  });

  it('is finished at once when every file was refused', async () => {
    const importId = await job({ fileName: 'x', bytes: 0, documentId: null, status: 'failed' });
    expect(await findImportJob(database.db, tenantId, importId)).toMatchObject({
      finishedAt: now,
      filesDone: 1,
    });
  });

  it('gives each of many claimants another file', async () => {
    const files = await Promise.all(['1', '2', '3', '4', '5', '6'].map(waiting));
    await job(...files);
    const claims = await Promise.all(Array.from({ length: 9 }, (_, index) => claim(`w${index}`)));
    const positions = claims.flatMap((claimed) => claimed?.position ?? []).sort();
    expect(positions).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('gives a file again when the lease of its reader ran out, and counts the attempts', async () => {
    const importId = await job(await waiting('一.txt'));
    await claim('w1', now);
    expect(await claim('w2', later(59))).toBeUndefined();
    expect(await claim('w2', later(61))).toMatchObject({ importId, attempts: 2 });
  });

  it('lets files wait again whose reading was cut off', async () => {
    await job(await waiting('一.txt'), await waiting('二.txt'));
    await claim();
    expect(await releaseImportFiles(database.db)).toBe(1);
    expect(await claim()).toMatchObject({ position: 0, attempts: 2 });
  });

  it('knows a document as imported when one of its files is done, not before', async () => {
    const file = await waiting('一.txt');
    const importId = await job(file);
    const isImported = (): Promise<boolean> =>
      isDocumentImported(database.db, tenantId, file.documentId ?? '');
    expect(await isImported()).toBe(false);
    await finish(importId, 0);
    expect(await isImported()).toBe(true);
  });

  it('finishes a job whose last two files end at the same moment', async () => {
    const importId = await job(await waiting('一.txt'), await waiting('二.txt'));
    await Promise.all([finish(importId, 0), finish(importId, 1)]);
    expect((await findImportJob(database.db, tenantId, importId))?.finishedAt).toEqual(later(9));
  });

  it('shows no job of another tenant', async () => {
    const importId = await job(await waiting('一.txt'));
    const other = await createTenant(database.db, { name: '云岭区财政局', now });
    expect(await findImportJob(database.db, other.tenantId, importId)).toBeUndefined();
    expect(await findImportJob(database.db, tenantId, 'nothing')).toBeUndefined();
    expect(await listImportJobs(database.db, other.tenantId, 5)).toEqual([]);
  });
});
