import type { SealedEntry } from '@jiheng/domain';
import { sql } from 'kysely';
import type { Db } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { storableText } from '../database/insert-rows.ts';

/** Filters of the log; all of them are joined by "and". */
export interface AuditFilter {
  /** Part of the name of who did it. */
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  /** Form, person, organisation … that it was done to. */
  readonly subject?: string | undefined;
  readonly from?: Date | undefined;
  readonly before?: Date | undefined;
}

/** 审计记录 as it is listed; without a sequence while it is not sealed. */
export interface AuditRow {
  readonly entryId: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
  readonly sequence: number | null;
  readonly sealSha256: string | null;
}

/** Newest first; `after` is the id of the last entry of the page before. */
export async function listAudit(
  db: Db,
  tenantId: string,
  filter: AuditFilter & { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly AuditRow[]> {
  let query = db
    .selectFrom('audit_entry as e')
    .leftJoin('audit_seal as s', (join) =>
      join.onRef('s.tenant_id', '=', 'e.tenant_id').onRef('s.entry_id', '=', 'e.entry_id'),
    )
    .select([
      'e.entry_id as entryId',
      'e.at',
      'e.actor',
      'e.action',
      'e.subject',
      'e.detail',
      's.sequence',
      's.seal_sha256 as sealSha256',
    ])
    .where('e.tenant_id', '=', tenantId);
  if (filter.actor !== undefined) {
    query = query.where(sql<boolean>`position(${storableText(filter.actor)} in e.actor) > 0`);
  }
  if (filter.action !== undefined) query = query.where('e.action', '=', storableText(filter.action));
  if (filter.subject !== undefined) query = query.where('e.subject', '=', storableText(filter.subject));
  if (filter.from !== undefined) query = query.where('e.at', '>=', filter.from);
  if (filter.before !== undefined) query = query.where('e.at', '<', filter.before);
  if (filter.after !== undefined) {
    if (!isId(filter.after)) return [];
    query = query.where('e.entry_id', '<', filter.after);
  }
  // Ids begin with the time, so their order is that of time.
  return await query.orderBy('e.entry_id', 'desc').limit(filter.limit).execute();
}

const BATCH = 1_000;

/** All sealed entries of a tenant in the order of the chain, up to one of them; only one batch is in memory. */
export async function* sealedEntries(db: Db, tenantId: string, upTo: number): AsyncGenerator<SealedEntry> {
  for (let from = 1; from <= upTo; from += BATCH) {
    const rows = await db
      .selectFrom('audit_seal as s')
      .innerJoin('audit_entry as e', (join) =>
        join.onRef('e.tenant_id', '=', 's.tenant_id').onRef('e.entry_id', '=', 's.entry_id'),
      )
      .selectAll('e')
      .select(['s.sequence', 's.previous_sha256', 's.seal_sha256'])
      .where('s.tenant_id', '=', tenantId)
      .where('s.sequence', '>=', from)
      .where('s.sequence', '<', Math.min(from + BATCH, upTo + 1))
      .orderBy('s.sequence')
      .execute();
    for (const row of rows) {
      yield {
        tenantId,
        entryId: row.entry_id,
        at: row.at.toISOString(),
        actor: row.actor,
        personId: row.person_id,
        action: row.action,
        subject: row.subject,
        detail: row.detail,
        sequence: row.sequence,
        contentSha256: row.content_sha256,
        previousSha256: row.previous_sha256,
        sealSha256: row.seal_sha256,
      };
    }
  }
}

/** How far the log goes back, and how many entries still wait for their seal. */
export async function auditState(
  db: Db,
  tenantId: string,
): Promise<{ readonly oldestAt: Date | null; readonly unsealed: number }> {
  const { rows } = await sql<{ oldestAt: Date | null; unsealed: number }>`
    select (select min(at) from audit_entry where tenant_id = ${tenantId}) as "oldestAt",
      (select count(*) from audit_unsealed where tenant_id = ${tenantId}) as unsealed`.execute(db);
  return rows[0] ?? { oldestAt: null, unsealed: 0 };
}
