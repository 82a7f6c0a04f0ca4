import { AUDIT_GENESIS, auditSealHash } from '@jiheng/domain';
import { sql } from 'kysely';
import { sha256 } from '../database/content-hash.ts';
import { inTransaction, type Db, type Tx } from '../database/db.ts';
import { insertRows } from '../database/insert-rows.ts';
import type { AuditSealTable } from '../database/work-tables.ts';

/** Entries sealed by one transaction. */
const BATCH = 500;

/**
 * 封存: links the entries that were committed since the last time into the chains of their tenants. One process at a time
 * does it for a tenant; one that dies in the middle leaves nothing half done. Returns how many were sealed.
 */
export async function sealAudit(db: Db, now: Date): Promise<number> {
  const tenants = await db.selectFrom('audit_unsealed').select('tenant_id').distinct().execute();
  let sealed = 0;
  for (const { tenant_id: tenantId } of tenants) {
    let last: number;
    do {
      last = await inTransaction(db, (tx) => sealBatch(tx, tenantId, now));
      sealed += last;
    } while (last === BATCH);
  }
  return sealed;
}

async function sealBatch(tx: Tx, tenantId: string, now: Date): Promise<number> {
  const { rows } = await sql<{ isMine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${tenantId}, 6)) as "isMine"`.execute(tx);
  if (rows[0]?.isMine !== true) return 0;
  // What is not committed yet is not seen; it comes later in the chain, which is the order of the commits.
  const entries = await tx
    .selectFrom('audit_unsealed as u')
    .innerJoin('audit_entry as e', (join) =>
      join.onRef('e.tenant_id', '=', 'u.tenant_id').onRef('e.entry_id', '=', 'u.entry_id'),
    )
    .select(['e.entry_id', 'e.content_sha256'])
    .where('u.tenant_id', '=', tenantId)
    .orderBy('u.entry_id')
    .limit(BATCH)
    .execute();
  const head = await findAuditHead(tx, tenantId);
  let previousSha256 = head?.sha256 ?? AUDIT_GENESIS;
  let sequence = head?.sequence ?? 0;
  const seals = entries.map<AuditSealTable>(({ entry_id: entryId, content_sha256: contentSha256 }) => {
    sequence += 1;
    const previous = previousSha256;
    previousSha256 = auditSealHash({ sequence, entryId, contentSha256, previousSha256 }, sha256);
    return {
      tenant_id: tenantId,
      sequence,
      entry_id: entryId,
      previous_sha256: previous,
      seal_sha256: previousSha256,
      sealed_at: now,
    };
  });
  await insertRows(tx, 'audit_seal', seals);
  await tx
    .deleteFrom('audit_unsealed')
    .where('tenant_id', '=', tenantId)
    .where('entry_id', '=', sql<string>`any(${entries.map(({ entry_id }) => entry_id)}::uuid[])`)
    .execute();
  return entries.length;
}

/** 链首: the newest seal of a tenant. */
export interface AuditHead {
  readonly sequence: number;
  readonly sha256: string;
  readonly sealedAt: Date;
}

/** 链首: the newest seal of a tenant; undefined before the first. */
export async function findAuditHead(db: Db | Tx, tenantId: string): Promise<AuditHead | undefined> {
  return await db
    .selectFrom('audit_seal')
    .select(['sequence', 'seal_sha256 as sha256', 'sealed_at as sealedAt'])
    .where('tenant_id', '=', tenantId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}
