import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { assessedForm, databaseTargets } from '@jiheng/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAuditEntry } from '../audit/audit-repository.ts';
import { insertCampaign, insertExtension } from '../campaigns/campaign-repository.ts';
import { inTransaction, type Db } from '../database/db.ts';
import type { Database } from '../database/open-database.ts';
import { saveDocument } from '../documents/document-repository.ts';
import { localFileStore, type FileStore } from '../documents/file-store.ts';
import { insertFlowSteps } from '../flow/flow-repository.ts';
import { insertOpinion } from '../flow/opinion-repository.ts';
import { saveFacts } from '../findings/fact-repository.ts';
import { acceptProposedRevision } from '../forms/accept-revision.ts';
import { recordImportedForms } from '../forms/record-imported-forms.ts';
import { createImportJob, finishImportFile } from '../imports/import-repository.ts';
import { insertNotices } from '../notices/notice-repository.ts';
import { ensureRootOrganisation } from '../people/organisation-repository.ts';
import { insertPerson } from '../people/person-repository.ts';
import { insertProjects } from '../projects/project-repository.ts';
import { openDraft, saveDraft } from '../drafts/draft-repository.ts';
import { putSilence } from '../drafts/silence-repository.ts';
import { createTenant } from '../tenants/tenant-repository.ts';
import { BACKUP_TABLES } from './archive.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

const now = new Date('2026-03-01T02:00:00.123Z');

/** Every row of every table as text, exactly as the server prints it. */
async function contents(db: Db): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of BACKUP_TABLES) {
    const { rows } = await sql<{
      row: string;
    }>`select t::text as row from ${sql.table(table)} t order by 1`.execute(db);
    tables[table] = rows.map(({ row }) => row);
  }
  return tables;
}

async function fill(db: Db, files: FileStore): Promise<void> {
  const { tenantId } = await createTenant(db, { name: '临江区财政局', now });
  const documents: string[] = [];
  for (const text of ['第一份', '第二份', '']) {
    const stored = await files.put(tenantId, Buffer.from(text));
    const document = await saveDocument(db, {
      tenantId,
      ...stored,
      mediaType: 'text/plain',
      fileName: `${documents.length}.txt`,
      now,
    });
    documents.push(document.documentId);
  }
  await inTransaction(db, async (tx) => {
    const named = documents.map((documentId) => ({
      fileName: 'a.txt',
      bytes: 9,
      documentId,
      status: 'waiting' as const,
    }));
    const importId = await createImportJob(tx, { tenantId, actor: '本机', now, files: named });
    const source = (index: number) => ({
      tenantId,
      documentId: documents[index] ?? '',
      importId,
      actor: '本机',
      now,
    });
    const many = Array.from({ length: 40 }, (_, index) =>
      assessedForm({
        index,
        projectName: `项目${index}`,
        budget: '9007199254740993.10',
        findings: ['error'],
      }),
    );
    await recordImportedForms(tx, source(0), many);
    const [changed] = await recordImportedForms(tx, source(1), [
      assessedForm({ projectName: '项目0', budget: '1.10' }),
      assessedForm({ index: 1, projectName: '项目1', budget: '2.20' }),
    ]);
    const accepted = {
      tenantId,
      formId: changed?.formId ?? '',
      documentId: documents[1] ?? '',
      index: 0,
      actor: '本机',
      now,
    };
    await acceptProposedRevision(tx, accepted);
    const act = { actor: '本机', action: 'accept-revision', subject: accepted.formId, detail: { index: 0 } };
    await insertAuditEntry(tx, { tenantId, at: now, ...act });
    const { formId } = accepted;
    const goal = { formKey: formId, at: '/goals/annual', subject: '保持河道整洁', value: '项目0' };
    await saveFacts(tx, tenantId, 'a'.repeat(64), [{ formId, revision: 2, facts: { goal: [goal] } }]);
    await finishImportFile(tx, {
      tenantId,
      importId,
      position: 0,
      status: 'done',
      formsDone: 40,
      result: { a: 1 },
      now,
    });
  });
}

/** A round with a project, and a form that went one step with an opinion and a notice. */
async function fillWork(db: Db): Promise<void> {
  const { tenant_id: tenantId, form_id: formId } = await db
    .selectFrom('form')
    .select(['tenant_id', 'form_id'])
    .orderBy('form_id')
    .executeTakeFirstOrThrow();
  await inTransaction(db, async (tx) => {
    const bureau = await ensureRootOrganisation(tx, { tenantId, name: '临江区财政局', now });
    const { organisationId } = bureau;
    const personId = await insertPerson(tx, tenantId, { loginName: 'chen', name: '陈建安', now });
    const day = '2026-03-31';
    const deadlines = {
      fill: day,
      'unit-review': day,
      'department-review': day,
      'division-review': day,
      'office-review': day,
    };
    const settings = {
      ...({ name: '申报', kind: 'target', fiscalYear: 2027, templateId: 'target', schemeId: null } as const),
      ...{ ruleProfileId: null, guidance: '', opensOn: day, deadlines },
    };
    const memberIds = [organisationId];
    const campaignId = await insertCampaign(tx, { tenantId, settings, memberIds, copiedFrom: null, now });
    const granted = { stage: 'fill', until: '2026-04-02', reason: '汛期', grantedBy: '管宁', now } as const;
    await insertExtension(tx, { tenantId, campaignId, organisationId, ...granted });
    const project = {
      ...{ organisationId, fiscalYear: 2027, code: 'P1', name: '河道保洁', nature: null, category: null },
      ...{ startDate: null, endDate: null, funds: [], amountWan: null, isClosed: false },
      disclosure: 'internal' as const,
    };
    await insertProjects(tx, [{ tenantId, settings: project, now }]);
    const step = {
      ...({ formId, step: 1, action: 'submit', fromState: 'draft', toState: 'unit-review' } as const),
      ...{ revision: 1, personId, actor: '陈建安', at: now, opinion: null, result: null, sheet: { a: 1 } },
      ...{ approvalNumber: null, approvalDate: null, authors: [personId, organisationId], chainHead: null },
    };
    await insertFlowSteps(tx, tenantId, [step]);
    const place = { kind: 'row', path: '/indicators/0', label: '河道长度' } as const;
    const opinion = { formId, revision: 1, stage: 'unit-review', place, text: '请核实' } as const;
    await insertOpinion(tx, tenantId, { ...opinion, personId, actor: '陈建安', createdAt: now });
    const asked = { projectIds: [organisationId], text: '待您审核' };
    const notice = { personId, kind: 'assigned', formId, campaignId, ...asked } as const;
    await insertNotices(tx, tenantId, [notice], now);
    const stored = await openDraft(tx, { tenantId, formId, personId, now });
    const set = { kind: 'set', row: null, field: 'goals.annual', text: '保洁河道12公里', seen: '' } as const;
    const save = { clientId: 'window', sequence: 1, baseRevision: 1, baseVersion: 0, operations: [set] };
    await saveDraft(tx, { tenantId, personId, now, stored, save });
    const warning = { tenantId, formId, ruleId: 'unit-present', at: '/indicators/0' };
    await putSilence(tx, warning, { reason: '行业惯例', personId, actor: '陈建安', now });
  });
}

describe.each(databaseTargets())('backup on $name', (target) => {
  let folder: string;
  let archive: string;
  let original: Database;
  let files: FileStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiheng-backup-'));
    archive = join(folder, 'backup.tar.gz');
    original = await target.fresh();
    files = localFileStore(join(folder, 'originals'));
    await fill(original.db, files);
    await fillWork(original.db);
    expect(await backup(original.db, files, archive, now)).toMatchObject({ originals: 3 });
  });
  afterAll(async () => {
    await original.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function restoreInto(
    file: string,
    wish: { isEmpty: boolean },
    check: (database: Database, folder: string) => Promise<void>,
  ): Promise<void> {
    const database = await target.fresh(wish);
    const restored = await mkdtemp(join(folder, 'restored-'));
    try {
      await restore(database.db, localFileStore(restored), file);
      await check(database, restored);
    } finally {
      await database.close();
    }
  }

  it.each([{ isEmpty: true }, { isEmpty: false }])(
    'restores every row and original into a fresh database (%o)',
    async (wish) => {
      await restoreInto(archive, wish, async (database, restored) => {
        const before = await contents(original.db);
        expect(Object.values(before).filter((rows) => rows.length === 0)).toHaveLength(4);
        expect(await contents(database.db)).toEqual(before);
        const list = async (path: string): Promise<string[]> =>
          (await readdir(path, { recursive: true })).sort();
        expect(await list(restored)).toEqual(await list(join(folder, 'originals')));
        for (const name of await list(restored)) {
          if (!/[0-9a-f]{64}$/.test(name)) continue;
          expect(await readFile(join(restored, name))).toEqual(
            await readFile(join(folder, 'originals', name)),
          );
        }
      });
    },
  );

  it('knows all tables there are', async () => {
    const tables = (await original.db.introspection.getTables()).map(({ name }) => name);
    // Who was signed in when the backup was made signs in again.
    expect(
      [...BACKUP_TABLES, 'session', 'sign_in_failure', 'export_job', 'export_form', 'draft_presence'].sort(),
    ).toEqual(tables.sort());
  });

  it('refuses a database that has contents', async () => {
    await expect(restore(original.db, files, archive)).rejects.toMatchObject({ code: 'RESTORE-NOT-EMPTY' });
  });

  it('leaves no file when an original is lost, and says which', async () => {
    const empty = localFileStore(join(folder, 'nothing'));
    const out = join(folder, 'failed.tar.gz');
    await expect(backup(original.db, empty, out, now)).rejects.toMatchObject({
      code: 'BACKUP-ORIGINAL-LOST',
      message: expect.stringContaining('originals/') as unknown,
    });
    expect((await readdir(folder)).filter((name) => name.startsWith('failed'))).toEqual([]);
  });

  it.each([
    ['tables', true],
    ['contents', false],
  ])('refuses to back up a database without %s, and leaves it as it is', async (_what, isEmpty) => {
    const database = await target.fresh({ isEmpty });
    try {
      const before = await database.db.introspection.getTables();
      await expect(backup(database.db, files, join(folder, 'nothing.tar.gz'), now)).rejects.toMatchObject({
        code: 'BACKUP-NO-DATA',
        remedy: expect.stringContaining('JIHENG_DATA') as unknown,
      });
      expect(await database.db.introspection.getTables()).toEqual(before);
      expect(await readdir(folder)).not.toContain('nothing.tar.gz');
    } finally {
      await database.close();
    }
  });

  it('says so when the file cannot be written', async () => {
    const out = join(folder, 'no-such-folder', 'backup.tar.gz');
    await expect(backup(original.db, files, out, now)).rejects.toMatchObject({ code: 'BACKUP-NOT-WRITTEN' });
  });

  describe('refuses before anything is written', () => {
    async function refused(damage: (file: string) => Promise<void>): Promise<unknown> {
      const file = join(folder, 'damaged.tar.gz');
      await writeFile(file, await readFile(archive));
      await damage(file);
      const database = await target.fresh({ isEmpty: true });
      const restored = join(folder, 'never-written');
      try {
        const error: unknown = await restore(database.db, localFileStore(restored), file).catch(
          (reason: unknown) => reason,
        );
        expect(await database.db.introspection.getTables()).toEqual([]);
        await expect(readdir(restored)).rejects.toThrow('ENOENT');
        return error;
      } finally {
        await database.close();
      }
    }

    /** Changes the unpacked archive at the place of `text`. */
    const change = (text: string, by: string) => async (file: string) => {
      const tar = gunzipSync(await readFile(file));
      const at = tar.indexOf(text);
      expect(at).toBeGreaterThan(0);
      tar.write(by, at);
      await writeFile(file, gzipSync(tar));
    };

    it.each<[circumstance: string, place: RegExp, damage: (file: string) => Promise<void>]>([
      ['cut off', /解压|清单/, async (file) => truncate(file, (await readFile(file)).length >> 1)],
      ['empty', /解压|清单/, (file) => truncate(file, 0)],
      ['no archive at all', /解压/, (file) => writeFile(file, '绩效目标'.repeat(1000))],
      ['changed in a row', /tables\/form\/000001\.jsonl/, change('项目7', '项目8')],
      ['changed in an original', /originals\/.*/, change('第一份', '第二份')],
      ['changed in its manifest', /manifest\.json/, change('"entries"', '"entriez"')],
      ['missing its manifest', /清单/, change('manifest.json', 'manifest.jsno')],
    ])('an archive that is %s', async (_circumstance, place, damage) => {
      const error = await refused(damage);
      expect(error).toMatchObject({
        code: 'BACKUP-DAMAGED',
        message: expect.stringMatching(place) as unknown,
        remedy: expect.stringMatching(/./) as unknown,
      });
    });

    it('an archive of a newer program', async () => {
      expect(await refused(change('"schemaVersion":"2026', '"schemaVersion":"9926'))).toMatchObject({
        code: 'BACKUP-NEWER',
      });
    });

    it('a file that is not there', async () => {
      expect(await refused((file) => rm(file))).toMatchObject({ code: 'BACKUP-NOT-FOUND' });
    });
  });
});

const [embedded, server] = databaseTargets();

describe.runIf(server !== undefined)('backup from one PostgreSQL to another', () => {
  it.each([
    ['embedded', 'server'],
    ['server', 'embedded'],
  ])('brings every row from %s to %s', async (from) => {
    const folder = await mkdtemp(join(tmpdir(), 'jiheng-backup-'));
    const [source, target] = from === 'embedded' ? [embedded, server] : [server, embedded];
    const old = await source!.fresh();
    const other = await target!.fresh({ isEmpty: true });
    try {
      const files = localFileStore(join(folder, 'originals'));
      await fill(old.db, files);
      await backup(old.db, files, join(folder, 'backup.tar.gz'), now);
      await restore(other.db, localFileStore(join(folder, 'restored')), join(folder, 'backup.tar.gz'));
      expect(await contents(other.db)).toEqual(await contents(old.db));
    } finally {
      await old.close();
      await other.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
