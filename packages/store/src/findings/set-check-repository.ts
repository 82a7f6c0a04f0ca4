import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';

/**
 * 待跨表审核: notes, in the transaction that changes forms, that the forms of a tenant must be judged against each other
 * again. A kill before that loses nothing. Written last in its transaction, so that no two of them wait for each other.
 */
export async function requestSetCheck(tx: Tx, tenantId: string): Promise<void> {
  const request = { tenant_id: tenantId, request_id: uuidv7() };
  await tx
    .insertInto('set_check')
    .values(request)
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ request_id: request.request_id }))
    .execute();
}

/** 待跨表审核的辖区: tenants whose forms changed since they were last judged against each other. */
export async function listTenantsToCheck(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom('set_check').select('tenant_id').orderBy('tenant_id').execute();
  return rows.map(({ tenant_id }) => tenant_id);
}

/** The newest request of a tenant; asked before its forms are read. */
export async function findSetCheckRequest(db: Db, tenantId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('set_check')
    .select('request_id')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row?.request_id;
}

/** Settles a request together with its findings; one that came meanwhile stays. */
export async function settleSetCheck(tx: Tx, tenantId: string, request: string | undefined): Promise<void> {
  if (request === undefined) return;
  await tx
    .deleteFrom('set_check')
    .where('tenant_id', '=', tenantId)
    .where('request_id', '=', sql<string>`${request}::uuid`)
    .execute();
}
