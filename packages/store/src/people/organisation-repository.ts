import { foldText, ROOT_PATH, type OrganisationPath } from '@jiheng/domain';
import { sql, type Selectable } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { insertRows, storableText } from '../database/insert-rows.ts';
import type { OrganisationTable } from '../database/work-tables.ts';

/** 机构: the finance bureau at the root, departments below it, their units below them, to any depth. */
export interface Organisation {
  readonly organisationId: string;
  readonly parentId: string | null;
  readonly kind: 'finance' | 'department' | 'unit';
  readonly code: string;
  readonly name: string;
  readonly path: OrganisationPath;
  readonly isClosed: boolean;
}

/** 新机构; without a parent it is the root. */
export interface NewOrganisation {
  readonly parent: Organisation | null;
  readonly kind: Organisation['kind'];
  readonly code: string;
  readonly name: string;
  readonly now: Date;
}

/** 单位名称比较键: how a printed name and the name of an organisation are compared. */
export function foldedName(name: string): string {
  return storableText(foldText(name).toLowerCase().replaceAll(/\s/g, ''));
}

/** Adds an organisation below another one. */
export async function insertOrganisation(
  tx: Tx,
  tenantId: string,
  { parent, kind, code, name, now }: NewOrganisation,
): Promise<Organisation> {
  const organisationId = uuidv7();
  const row: OrganisationTable = {
    tenant_id: tenantId,
    organisation_id: organisationId,
    parent_id: parent?.organisationId ?? null,
    kind,
    code,
    name,
    name_folded: foldedName(name),
    path: parent === null ? ROOT_PATH : `${parent.path}${organisationId}/`,
    is_closed: false,
    created_at: now,
  };
  await insertRows(tx, 'organisation', [row]);
  return toOrganisation(row);
}

/** 财政部门: the root of the tree, made when the tenant has none yet. */
export async function ensureRootOrganisation(
  tx: Tx,
  { tenantId, name, now }: { readonly tenantId: string; readonly name: string; readonly now: Date },
): Promise<Organisation> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${tenantId}, 2))`.execute(tx);
  const root = await tx
    .selectFrom('organisation')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('parent_id', 'is', null)
    .executeTakeFirst();
  if (root) return toOrganisation(root);
  return insertOrganisation(tx, tenantId, { parent: null, kind: 'finance', code: '0', name, now });
}

/** All organisations, each after the one above it. */
export async function listOrganisations(db: Db | Tx, tenantId: string): Promise<readonly Organisation[]> {
  const rows = await db
    .selectFrom('organisation')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('path')
    .execute();
  return rows.map(toOrganisation);
}

/** 机构; undefined for an id of none. */
export async function findOrganisation(
  db: Db | Tx,
  tenantId: string,
  organisationId: string,
): Promise<Organisation | undefined> {
  if (!isId(organisationId)) return undefined;
  const row = await db
    .selectFrom('organisation')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return row && toOrganisation(row);
}

/** Which open organisation a printed name means; undefined when none or several. */
export async function organisationsByName(
  db: Db | Tx,
  tenantId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Organisation>> {
  const folded = [...new Set(names.map(foldedName))];
  const rows = await db
    .selectFrom('organisation')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('name_folded', '=', sql<string>`any(${folded})`)
    .where('is_closed', '=', false)
    .execute();
  const found = new Map<string, Organisation>();
  const several = new Set<string>();
  for (const row of rows) {
    if (found.has(row.name_folded)) several.add(row.name_folded);
    found.set(row.name_folded, toOrganisation(row));
  }
  for (const name of several) found.delete(name);
  return found;
}

/** What can be changed of an organisation; its place is changed by `moveOrganisation`. */
export interface OrganisationChange {
  readonly name: string;
  readonly code: string;
  readonly kind: Organisation['kind'];
  readonly isClosed: boolean;
}

/** 修改机构. */
export async function updateOrganisation(
  tx: Tx,
  tenantId: string,
  organisationId: string,
  change: OrganisationChange,
): Promise<void> {
  await tx
    .updateTable('organisation')
    .set({
      name: change.name,
      name_folded: foldedName(change.name),
      code: change.code,
      kind: change.kind,
      is_closed: change.isClosed,
    })
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', '=', organisationId)
    .execute();
}

/** 划转: puts an organisation with its subtree below another one; its forms go along. */
export async function moveOrganisation(
  tx: Tx,
  tenantId: string,
  organisation: Organisation,
  parent: Organisation,
): Promise<void> {
  const from = organisation.path;
  const to = `${parent.path}${organisation.organisationId}/`;
  const moved = sql<string>`${to}::text || substr(path, ${from.length + 1})`;
  await tx
    .updateTable('organisation')
    .set({ path: moved })
    .where('tenant_id', '=', tenantId)
    .where('path', 'like', `${from}%`)
    .execute();
  await tx
    .updateTable('organisation')
    .set({ parent_id: parent.organisationId })
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', '=', organisation.organisationId)
    .execute();
  await tx
    .updateTable('form')
    .set({ organisation_path: sql<string>`${to}::text || substr(organisation_path, ${from.length + 1})` })
    .where('tenant_id', '=', tenantId)
    .where('organisation_path', 'like', `${from}%`)
    .execute();
}

/**
 * 归位: imported forms that belong to no organisation yet go to the one whose name they print as 实施单位. Returns how
 * many were placed.
 */
export async function placeForms(tx: Tx, tenantId: string): Promise<number> {
  const units = await tx
    .selectFrom('form')
    .select('implementing_unit')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', 'is', null)
    .where('implementing_unit', 'is not', null)
    .execute();
  const names = units.flatMap(({ implementing_unit: name }) => name ?? []);
  const organisations = await organisationsByName(tx, tenantId, names);
  let placed = 0;
  for (const name of names) {
    const organisation = organisations.get(foldedName(name));
    if (organisation === undefined) continue;
    const { numUpdatedRows } = await tx
      .updateTable('form')
      .set({ organisation_id: organisation.organisationId, organisation_path: organisation.path })
      .where('tenant_id', '=', tenantId)
      .where('organisation_id', 'is', null)
      .where('implementing_unit', '=', name)
      .executeTakeFirst();
    placed += Number(numUpdatedRows);
  }
  return placed;
}

function toOrganisation(row: Selectable<OrganisationTable>): Organisation {
  return {
    organisationId: row.organisation_id,
    parentId: row.parent_id,
    kind: row.kind,
    code: row.code,
    name: row.name,
    path: row.path,
    isClosed: row.is_closed,
  };
}
