import type { Assignment, Role } from '@jiheng/domain';
import { sql, type RawBuilder } from 'kysely';
import type { Db, Tx } from '../database/db.ts';
import { insertRows } from '../database/insert-rows.ts';

/** Duties of the person `p` as JSON, in an order that does not change. */
export const ASSIGNMENTS: RawBuilder<readonly Assignment[]> = sql`coalesce((
  select jsonb_agg(jsonb_build_object('role', a.role, 'organisationId', a.organisation_id, 'path', o.path)
    order by o.path, a.role)
  from assignment a join organisation o on o.tenant_id = a.tenant_id and o.organisation_id = a.organisation_id
  where a.tenant_id = p.tenant_id and a.person_id = p.person_id), '[]')`;

/** Single grants of the person `p` as JSON. */
export const GRANTS: RawBuilder<readonly string[]> = sql`coalesce((
  select jsonb_agg(g.project_id order by g.project_id) from project_grant g
  where g.tenant_id = p.tenant_id and g.person_id = p.person_id), '[]')`;

/** 任职: replaces all duties of a person. */
export async function replaceAssignments(
  tx: Tx,
  tenantId: string,
  personId: string,
  assignments: readonly { readonly role: Role; readonly organisationId: string }[],
): Promise<void> {
  await tx
    .deleteFrom('assignment')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .execute();
  const unique = new Map(assignments.map((duty) => [`${duty.role} ${duty.organisationId}`, duty]));
  await insertRows(
    tx,
    'assignment',
    [...unique.values()].map(({ role, organisationId }) => ({
      tenant_id: tenantId,
      person_id: personId,
      organisation_id: organisationId,
      role,
    })),
  );
}

/** 单项授权: replaces the single projects a person was given. */
export async function replaceGrants(
  tx: Tx,
  tenantId: string,
  personId: string,
  grants: { readonly projects: readonly string[]; readonly grantedBy: string; readonly now: Date },
): Promise<void> {
  await tx
    .deleteFrom('project_grant')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .execute();
  await insertRows(
    tx,
    'project_grant',
    [...new Set(grants.projects)].map((projectId) => ({
      tenant_id: tenantId,
      person_id: personId,
      project_id: projectId,
      granted_by: grants.grantedBy,
      granted_at: grants.now,
    })),
  );
}

/** Who changes duties does so one after the other, so that two administrators cannot strip each other at once. */
export async function lockAdministration(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${tenantId}, 7))`.execute(tx);
}

/** Whether anyone can administer the whole tenant by signing in. */
export async function hasAdministrator(db: Db | Tx, tenantId: string): Promise<boolean> {
  const found = await db
    .selectFrom('person as p')
    .innerJoin('assignment as a', (join) =>
      join.onRef('a.tenant_id', '=', 'p.tenant_id').onRef('a.person_id', '=', 'p.person_id'),
    )
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'a.tenant_id').onRef('o.organisation_id', '=', 'a.organisation_id'),
    )
    .select('p.person_id')
    .where('p.tenant_id', '=', tenantId)
    .where('o.parent_id', 'is', null)
    .where('p.is_closed', '=', false)
    .where((eb) => eb.or([eb('p.password_hash', 'is not', null), eb('p.oidc_subject', 'is not', null)]))
    .where('a.role', '=', 'administrator')
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
