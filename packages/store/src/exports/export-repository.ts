import type { Scope } from '@jiheng/domain';
import { sql, type Selectable } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import type { ExportJobTable } from '../database/export-tables.ts';
import { isId } from '../database/id.ts';
import { insertRows } from '../database/insert-rows.ts';
import { filteredForms } from '../forms/form-filter.ts';
import { ORDERS } from '../forms/list-forms.ts';
import type { ExportForm, ExportJob, ExportSelection } from './export-types.ts';

/** 导出 as it is asked for. */
export interface NewExportJob {
  readonly tenantId: string;
  readonly personId: string;
  readonly actor: string;
  readonly now: Date;
  readonly request: unknown;
  readonly selection: ExportSelection;
  /** One form more than allowed is taken at most, so that the caller sees that there are too many. */
  readonly mostForms: number;
}

/** Stores an export with the forms it will hold, each with its current revision; the number of forms comes back. */
export async function createExportJob(
  tx: Tx,
  job: NewExportJob,
): Promise<{ readonly exportId: string; readonly forms: number }> {
  const { tenantId, personId, actor, now, request } = job;
  const exportId = uuidv7();
  await insertRows(tx, 'export_job', [
    {
      tenant_id: tenantId,
      export_id: exportId,
      person_id: personId,
      actor,
      created_at: now,
      request,
      status: 'waiting',
      attempts: 0,
      worker: null,
      lease_until: null,
      forms_total: 0,
      forms_done: 0,
      problems: [],
      file_name: null,
      media_type: null,
      sha256: null,
      bytes: null,
      finished_at: null,
      expires_at: null,
    },
  ]);
  await tx
    .insertInto('export_form')
    .columns(['tenant_id', 'export_id', 'position', 'form_id', 'revision'])
    .expression(chosenForms(tx, job, exportId))
    .execute();
  const { forms } = await tx
    .selectFrom('export_form')
    .select(({ fn }) => fn.countAll<number>().as('forms'))
    .where('tenant_id', '=', tenantId)
    .where('export_id', '=', exportId)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('export_job')
    .set({ forms_total: forms })
    .where('tenant_id', '=', tenantId)
    .where('export_id', '=', exportId)
    .execute();
  return { exportId, forms };
}

/** Numbers the forms in the order of the list, or in the order they were chosen in. */
function chosenForms(tx: Tx, { tenantId, selection, mostForms }: NewExportJob, exportId: string) {
  const { filter, sort } = selection;
  const ids = selection.ids?.filter(isId);
  const order = ids ? sql`array_position(${ids}::uuid[], f.form_id)` : ORDERS[sort].key;
  const direction = sql.raw(ids ? 'asc' : ORDERS[sort].direction);
  let forms = filteredForms(tx, tenantId, filter);
  if (ids) forms = forms.where(sql<boolean>`f.form_id = any(${ids}::uuid[])`);
  return forms
    .select([
      sql<string>`${tenantId}::uuid`.as('tenant_id'),
      sql<string>`${exportId}::uuid`.as('export_id'),
      sql<number>`row_number() over (order by ${order} ${direction}, f.form_id ${direction})`.as('position'),
      'f.form_id',
      'f.current_revision as revision',
    ])
    .orderBy('position')
    .limit(mostForms + 1);
}

/** Exports that wait or run, of one person; another request of the same person counts only when this transaction is over. */
export async function countOpenExports(tx: Tx, tenantId: string, personId: string): Promise<number> {
  const key = `${tenantId}/exports/${personId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
  const { open } = await tx
    .selectFrom('export_job')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .where('status', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow();
  return open;
}

/** Newest first: those of one person, or of everyone. */
export async function listExportJobs(
  db: Db,
  tenantId: string,
  { personId, limit }: { readonly personId: string | undefined; readonly limit: number },
): Promise<readonly ExportJob[]> {
  let query = db
    .selectFrom('export_job')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('export_id', 'desc')
    .limit(limit);
  if (personId !== undefined) query = query.where('person_id', '=', personId);
  return (await query.execute()).map(toExportJob);
}

/** 导出; undefined for an id of none. */
export async function findExportJob(
  db: Db | Tx,
  tenantId: string,
  exportId: string,
): Promise<ExportJob | undefined> {
  if (!isId(exportId)) return undefined;
  const row = await db
    .selectFrom('export_job')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('export_id', '=', exportId)
    .executeTakeFirst();
  return row && toExportJob(row);
}

/** True while all forms of an export lie in a scope. Forms that are not known any more do not. */
export async function isExportInScope(
  db: Db,
  { tenantId, exportId, formsTotal }: Pick<ExportJob, 'tenantId' | 'exportId' | 'formsTotal'>,
  scope: Scope,
): Promise<boolean> {
  const { seen } = await filteredForms(db, tenantId, { scope })
    .innerJoin('export_form as e', (join) =>
      join.onRef('e.tenant_id', '=', 'f.tenant_id').onRef('e.form_id', '=', 'f.form_id'),
    )
    .select(({ fn }) => fn.countAll<number>().as('seen'))
    .where('e.tenant_id', '=', tenantId)
    .where('e.export_id', '=', exportId)
    .executeTakeFirstOrThrow();
  return seen === formsTotal;
}

/** The forms of an export after a position, in order; a page of them. */
export async function exportForms(
  db: Db,
  { tenantId, exportId }: Pick<ExportJob, 'tenantId' | 'exportId'>,
  after: number,
  limit: number,
): Promise<readonly ExportForm[]> {
  return await db
    .selectFrom('export_form as e')
    .innerJoin('form_revision as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 'e.tenant_id')
        .onRef('r.form_id', '=', 'e.form_id')
        .onRef('r.revision', '=', 'e.revision'),
    )
    .innerJoin('form as f', (join) =>
      join.onRef('f.tenant_id', '=', 'e.tenant_id').onRef('f.form_id', '=', 'e.form_id'),
    )
    .select([
      'e.position',
      'e.form_id as formId',
      'f.project_name as projectName',
      'r.record',
      'r.template_id as templateId',
      'r.created_at as storedAt',
    ])
    .where('e.tenant_id', '=', tenantId)
    .where('e.export_id', '=', exportId)
    .where('e.position', '>', after)
    .orderBy('e.position')
    .limit(limit)
    .execute();
}

/** Row → job, for this folder. */
export function toExportJob(row: Selectable<ExportJobTable>): ExportJob {
  return {
    tenantId: row.tenant_id,
    exportId: row.export_id,
    personId: row.person_id,
    actor: row.actor,
    createdAt: row.created_at,
    request: row.request,
    status: row.status,
    attempts: row.attempts,
    formsTotal: row.forms_total,
    formsDone: row.forms_done,
    problems: row.problems,
    fileName: row.file_name,
    mediaType: row.media_type,
    sha256: row.sha256,
    bytes: row.bytes,
    finishedAt: row.finished_at,
    expiresAt: row.expires_at,
  };
}
