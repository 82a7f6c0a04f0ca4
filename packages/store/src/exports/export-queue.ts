import { sql } from 'kysely';
import type { Db, Tx } from '../database/db.ts';
import { asJson } from '../database/insert-rows.ts';
import { toExportJob } from './export-repository.ts';
import type { ClaimedExport, ExportOutcome } from './export-types.ts';

/** 领取: which process writes, and until when nobody else may take over. */
export interface ExportClaim {
  /** Name of the process that writes. */
  readonly worker: string;
  readonly now: Date;
  readonly leaseSeconds: number;
}

/**
 * Takes the oldest export that waits, of any tenant, or one whose writer let its lease run out. Several processes may ask at
 * once, each gets another one.
 */
export async function claimExportJob(db: Db, claim: ExportClaim): Promise<ClaimedExport | undefined> {
  const claimed = await db
    .updateTable('export_job as j')
    .from((from) =>
      from
        .selectFrom('export_job')
        .select(['tenant_id', 'export_id'])
        .where(sql<boolean>`(status = 'waiting' or (status = 'running' and lease_until < ${claim.now}))`)
        .orderBy('export_id')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .as('next'),
    )
    .set({
      status: 'running',
      worker: claim.worker,
      lease_until: leaseEnd(claim),
      attempts: sql<number>`j.attempts + 1`,
      forms_done: 0,
    })
    .whereRef('j.tenant_id', '=', 'next.tenant_id')
    .whereRef('j.export_id', '=', 'next.export_id')
    .returningAll('j')
    .executeTakeFirst();
  return claimed && { ...toExportJob(claimed), worker: claim.worker };
}

function leaseEnd({ now, leaseSeconds }: ExportClaim): Date {
  return new Date(now.getTime() + leaseSeconds * 1000);
}

/** The job as long as it is this worker's: not cancelled, not given to another one. */
function own(db: Db | Tx, { tenantId, exportId, worker, attempts }: ClaimedExport) {
  return db
    .updateTable('export_job')
    .where('tenant_id', '=', tenantId)
    .where('export_id', '=', exportId)
    .where('status', '=', 'running')
    .where('worker', '=', worker)
    .where('attempts', '=', attempts);
}

/** Notes how far an export is and keeps it for its worker; false when it is no longer this worker's. */
export async function renewExportJob(
  db: Db,
  job: ClaimedExport,
  progress: ExportClaim & { readonly formsDone: number },
): Promise<boolean> {
  const { numUpdatedRows } = await own(db, job)
    .set({ forms_done: progress.formsDone, lease_until: leaseEnd(progress) })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Puts back an export whose writing its worker breaks off in good order, as if it had not begun: it failed at nothing. */
export async function handBackExportJob(db: Db, job: ClaimedExport): Promise<void> {
  const waiting = { status: 'waiting', worker: null, lease_until: null, forms_done: 0 } as const;
  await own(db, job)
    .set({ ...waiting, attempts: job.attempts - 1 })
    .execute();
}

/**
 * Stores what became of an export; false when it is no longer this worker's. The list of its forms stays as long as its file:
 * whoever fetches that must still have all of them in scope.
 */
export async function finishExportJob(
  tx: Tx,
  job: ClaimedExport,
  outcome: ExportOutcome,
  now: Date,
): Promise<boolean> {
  const file =
    outcome.status === 'failed'
      ? {}
      : {
          file_name: outcome.fileName,
          media_type: outcome.mediaType,
          sha256: outcome.sha256,
          bytes: outcome.bytes,
          expires_at: outcome.expiresAt,
          forms_done: job.formsTotal,
        };
  const { numUpdatedRows } = await own(tx, job)
    .set({
      ...file,
      status: outcome.status,
      problems: asJson(outcome.problems),
      worker: null,
      lease_until: null,
      finished_at: now,
    })
    .executeTakeFirst();
  if (numUpdatedRows > 0n && outcome.status === 'failed') await forgetForms(tx, job.tenantId, [job.exportId]);
  return numUpdatedRows > 0n;
}

async function forgetForms(tx: Tx, tenantId: string, exportIds: readonly string[]): Promise<void> {
  if (exportIds.length === 0) return;
  await tx
    .deleteFrom('export_form')
    .where('tenant_id', '=', tenantId)
    .where('export_id', 'in', exportIds)
    .execute();
}

/** 取消: an export that waits or runs; its worker notices at its next step. False when there was nothing to cancel. */
export async function cancelExportJob(
  tx: Tx,
  tenantId: string,
  exportId: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('export_job')
    .set({ status: 'cancelled', worker: null, lease_until: null, finished_at: now })
    .where('tenant_id', '=', tenantId)
    .where('export_id', '=', exportId)
    .where('status', 'in', ['waiting', 'running'])
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await forgetForms(tx, tenantId, [exportId]);
  return numUpdatedRows > 0n;
}

/**
 * Makes exports wait again whose writing was cut off; returns how many. For the start of a server that has the database to
 * itself; where several share one, leases do the same.
 */
export async function releaseExportJobs(db: Db): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('export_job')
    .set({ status: 'waiting', worker: null, lease_until: null })
    .where('status', '=', 'running')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * Keeps others from removing or adding that file of exports until the transaction ends: two exports may have the same bytes,
 * and one of them may end its days just when the other begins them.
 */
export async function lockExportFile(tx: Tx, tenantId: string, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenantId}/${sha256}`}, 0))`.execute(tx);
}

/** Files whose time is over, of all tenants. */
export async function expiredExportFiles(
  db: Db,
  now: Date,
): Promise<readonly { readonly tenantId: string; readonly sha256: string }[]> {
  return await db
    .selectFrom('export_job')
    .select(['tenant_id as tenantId', 'sha256'])
    .where('expires_at', '<=', now)
    .where('sha256', 'is not', null)
    .$narrowType<{ sha256: string }>()
    .distinct()
    .execute();
}

/** True when an export has that file. */
export async function isExportFile(db: Db | Tx, tenantId: string, sha256: string): Promise<boolean> {
  const found = await db
    .selectFrom('export_job')
    .select('export_id')
    .where('tenant_id', '=', tenantId)
    .where('sha256', '=', sha256)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Lets the exports that are over forget their file and their forms; true when no other export needs it. Call under `lockExportFile`. */
export async function forgetExportFile(
  tx: Tx,
  { tenantId, sha256 }: { readonly tenantId: string; readonly sha256: string },
  now: Date,
): Promise<boolean> {
  const ofFile = tx.updateTable('export_job').where('tenant_id', '=', tenantId).where('sha256', '=', sha256);
  const over = await ofFile
    .set({ sha256: null })
    .where('expires_at', '<=', now)
    .returning('export_id')
    .execute();
  await forgetForms(
    tx,
    tenantId,
    over.map(({ export_id }) => export_id),
  );
  return !(await isExportFile(tx, tenantId, sha256));
}
