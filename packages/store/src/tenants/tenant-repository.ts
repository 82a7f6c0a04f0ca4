import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import { insertRows } from '../database/insert-rows.ts';
import type { TenantTable } from '../database/tables.ts';

/** 辖区: one finance bureau with everything that is its own; tenants form a tree. */
export interface Tenant {
  readonly tenantId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly region: string | null;
  /** 样例: filled with invented documents, for looking around. */
  readonly isSample: boolean;
}

/** 新辖区. */
export interface NewTenant {
  readonly name: string;
  readonly region?: string | null;
  readonly isSample?: boolean;
  readonly parentId?: string | null;
  readonly now: Date;
}

/** Adds a tenant, without organisations and people. */
export async function createTenant(db: Db | Tx, tenant: NewTenant): Promise<Tenant> {
  const row: TenantTable = {
    tenant_id: uuidv7(),
    parent_id: tenant.parentId ?? null,
    name: tenant.name,
    region: tenant.region ?? null,
    is_sample: tenant.isSample ?? false,
    created_at: tenant.now,
  };
  await insertRows(db, 'tenant', [row]);
  return toTenant(row);
}

/** 修改辖区. */
export async function updateTenant(
  tx: Tx,
  tenantId: string,
  change: { readonly name: string; readonly region: string | null },
): Promise<Tenant> {
  const row = await tx
    .updateTable('tenant')
    .set(change)
    .where('tenant_id', '=', tenantId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toTenant(row);
}

/** All tenants in the order they were created. */
export async function listTenants(db: Db | Tx): Promise<readonly Tenant[]> {
  const rows = await db.selectFrom('tenant').selectAll().orderBy('tenant_id').execute();
  return rows.map(toTenant);
}

function toTenant(row: TenantTable): Tenant {
  return {
    tenantId: row.tenant_id,
    parentId: row.parent_id,
    name: row.name,
    region: row.region,
    isSample: row.is_sample,
  };
}
