import { sql } from 'kysely';
import type { Scope } from '@jiheng/domain';
import type { Db, Tx } from '../database/db.ts';
import { inScope } from '../forms/scope.ts';

/** Renews the counts of findings that lists show of the current revisions of forms. */
export async function recount(tx: Tx, tenantId: string, formIds: readonly string[]): Promise<void> {
  await sql`
    update form f set errors = c.errors, warnings = c.warnings, advice = c.advice
    from (
      select o.form_id,
             count(g.*) filter (where g.severity = 'error') as errors,
             count(g.*) filter (where g.severity = 'warning') as warnings,
             count(g.*) filter (where g.severity = 'advice') as advice
      from form o left join finding g on g.tenant_id = o.tenant_id and g.form_id = o.form_id and g.revision = o.current_revision
      where o.tenant_id = ${tenantId} and o.form_id = any(${formIds})
      group by o.form_id) c
    where f.tenant_id = ${tenantId} and f.form_id = c.form_id
      and (f.errors, f.warnings, f.advice) is distinct from (c.errors, c.warnings, c.advice)`.execute(tx);
}

/** How many findings each rule has on current revisions. */
export async function countFindingsByRule(
  db: Db,
  tenantId: string,
  scope?: Scope,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('finding as g')
    .innerJoin('form as f', (join) =>
      join
        .onRef('f.tenant_id', '=', 'g.tenant_id')
        .onRef('f.form_id', '=', 'g.form_id')
        .onRef('f.current_revision', '=', 'g.revision'),
    )
    .select(({ fn }) => ['g.rule_id', fn.countAll<number>().as('count')])
    .where('g.tenant_id', '=', tenantId)
    .where(scope === undefined ? sql<boolean>`true` : inScope(scope))
    .groupBy('g.rule_id')
    .execute();
  return new Map(rows.map(({ rule_id, count }) => [rule_id, count]));
}
