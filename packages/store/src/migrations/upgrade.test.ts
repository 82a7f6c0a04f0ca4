import { assessedForm, databaseTargets } from '@jiheng/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { inTransaction, type Db, type Tx } from '../database/db.ts';
import { saveDocument } from '../documents/document-repository.ts';
import { claimExportJob, expiredExportFiles, finishExportJob } from '../exports/export-queue.ts';
import { createExportJob } from '../exports/export-repository.ts';
import { listTenantsToCheck } from '../findings/fact-repository.ts';
import { recordImportedForms } from '../forms/record-imported-forms.ts';
import { createImportJob } from '../imports/import-repository.ts';
import { createTenant } from '../tenants/tenant-repository.ts';
import { migrate } from './migrate.ts';

const now = new Date('2026-03-01T02:00:00.000Z');
/** Tables of a bureau with forms, as they were before facts were stored; rows come after those they refer to. */
const TABLES = [
  'tenant',
  'document',
  'import_job',
  'form',
  'form_revision',
  'revision_origin',
  'indicator',
  'fund_row',
  'finding',
  'form_source',
] as const;

async function fill(db: Db): Promise<string> {
  const { tenantId } = await createTenant(db, { name: '临江区财政局', now });
  const file = { sha256: 'a'.repeat(64), bytes: 1, mediaType: 'text/plain', fileName: '表.txt' };
  await inTransaction(db, async (tx) => {
    const { documentId } = await saveDocument(tx, { tenantId, ...file, now });
    const importId = await createImportJob(tx, { tenantId, actor: '本机', now, files: [] });
    const source = { tenantId, documentId, importId, actor: '本机', now };
    const forms = Array.from({ length: 3 }, (_, index) =>
      assessedForm({ index, projectName: `项目${String(index)}`, findings: ['warning', 'advice'] }),
    );
    await recordImportedForms(tx, source, forms);
  });
  return tenantId;
}

/** Takes the rows of today's tables into those of an older schema; columns that it had not yet stay behind. */
async function copyInto(older: Tx, db: Db): Promise<void> {
  for (const table of TABLES) {
    const { rows } = await sql<{
      row: string;
    }>`select row_to_json(t)::text as row from ${sql.table(table)} t`.execute(db);
    const all = `[${rows.map(({ row }) => row).join()}]`;
    await sql`insert into ${sql.table(table)}
      select * from json_populate_recordset(null::${sql.table(table)}, ${all}::json)`.execute(older);
  }
}

/** A finished export of all forms, kept for a week. */
async function exported(db: Db, tenantId: string, sha256: string): Promise<string> {
  const selection = { filter: {}, sort: 'project' } as const;
  const wanted = { tenantId, personId: 'p', actor: '本机', now, request: {}, selection, mostForms: 10 };
  await inTransaction(db, (tx) => createExportJob(tx, wanted));
  const job = await claimExportJob(db, { worker: 'w', now, leaseSeconds: 60 });
  if (!job) throw new Error('nothing waits');
  const file = { fileName: '表.zip', mediaType: 'application/zip', sha256, bytes: 1 };
  const expiresAt = new Date(now.getTime() + 7 * 86_400_000);
  const outcome = { status: 'done', ...file, expiresAt, problems: [] } as const;
  await inTransaction(db, (tx) => finishExportJob(tx, job, outcome, now));
  return job.exportId;
}

describe.each(databaseTargets())('an upgrade on $name', (target) => {
  it('lets files of exports go whose forms were not kept', async () => {
    const older = await target.fresh({ isEmpty: true });
    try {
      await migrate(older.db, '20261121133000-documents-of-places');
      const tenantId = await fill(older.db);
      const forgotten = await exported(older.db, tenantId, 'b'.repeat(64));
      await exported(older.db, tenantId, 'c'.repeat(64));
      await sql`delete from export_form where export_id = ${forgotten}`.execute(older.db);
      expect(await expiredExportFiles(older.db, now)).toEqual([]);
      await migrate(older.db);
      expect(await expiredExportFiles(older.db, now)).toEqual([{ tenantId, sha256: 'b'.repeat(64) }]);
    } finally {
      await older.close();
    }
  });

  it('has the facts of every form collected anew, and what was found without them found again', async () => {
    const [today, older] = [await target.fresh(), await target.fresh({ isEmpty: true })];
    try {
      const tenantId = await fill(today.db);
      await migrate(older.db, '20261121090000-set-checks');
      // A form and its current revision refer to each other until the end of a transaction.
      await inTransaction(older.db, (tx) => copyInto(tx, today.db));
      // Two findings over many forms, as the program of that time left them.
      await sql`insert into finding select (jsonb_populate_record(g, '{"scope": "set", "rule_id": "goal-text-of-its-own"}')).*
        from finding g where severity = 'warning' order by form_id limit 2`.execute(older.db);
      await sql`update form f set warnings = warnings + 1 where exists (
        select from finding g where g.form_id = f.form_id and g.scope = 'set')`.execute(older.db);
      await migrate(older.db);

      const { rows: sources } = await sql`select tenant_id, form_id, revision, profile_hash from fact_source
        order by form_id`.execute(older.db);
      const { rows: forms } =
        await sql`select tenant_id, form_id, current_revision as revision, null as profile_hash
        from form order by form_id`.execute(today.db);
      expect(sources).toEqual(forms);
      expect(sources).toHaveLength(3);
      expect(await listTenantsToCheck(older.db)).toEqual([tenantId]);
      const { rows: left } = await sql`select scope, severity, count(*)::integer as count from finding
        group by scope, severity order by severity`.execute(older.db);
      expect(left).toEqual([
        { scope: 'form', severity: 'advice', count: 3 },
        { scope: 'form', severity: 'warning', count: 3 },
      ]);
      const { rows: counts } = await sql`select errors, warnings, advice from form`.execute(older.db);
      expect(counts).toEqual(Array.from({ length: 3 }, () => ({ errors: 0, warnings: 1, advice: 1 })));
    } finally {
      await older.close();
      await today.close();
    }
  });
});
