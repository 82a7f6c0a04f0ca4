import { queryBigrams } from '@jiheng/domain';
import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { storableText } from '../database/insert-rows.ts';
import type { FormFilter } from './form-types.ts';
import { inScope } from './scope.ts';

/** All forms of a tenant, each with the key of an order. */
export function keyedForms(db: Db, tenantId: string, key: RawBuilder<unknown> = sql`null`) {
  return db
    .selectFrom('form as f')
    .where('f.tenant_id', '=', tenantId)
    .selectAll('f')
    .select(key.as('order_key'));
}

export type KeyedForms = ReturnType<typeof keyedForms>;

/**
 * The forms that pass a filter, of all of a tenant or of those `among`; the caller selects columns, order and page.
 * PostgreSQL looks through the inner query unless that has a limit.
 */
export function filteredForms(
  db: Db,
  tenantId: string,
  filter: FormFilter,
  among: KeyedForms = keyedForms(db, tenantId),
) {
  let query = db.selectFrom(among.as('f'));
  const equal = {
    'f.kind': filter.kind,
    'f.region': filter.region,
    'f.competent_department': filter.department,
    'f.implementing_unit': filter.unit,
    'f.grade': filter.grade,
  } as const;
  for (const [column, value] of Object.entries(equal) as [keyof typeof equal, string | undefined][]) {
    if (value !== undefined) query = query.where(sql.ref(column), '=', storableText(value));
  }
  if (filter.year !== undefined) query = query.where('f.fiscal_year', '=', filter.year);
  if (filter.state !== undefined) query = query.where('f.state', '=', filter.state);
  if (filter.needsReview !== undefined) query = query.where('f.needs_review', '=', filter.needsReview);
  if (filter.minRate !== undefined)
    query = query.where(sql<boolean>`f.execution_rate >= ${String(filter.minRate)}::numeric`);
  if (filter.maxRate !== undefined)
    query = query.where(sql<boolean>`f.execution_rate <= ${String(filter.maxRate)}::numeric`);
  if (filter.severity !== undefined) query = query.where(SEVERITY_CONDITIONS[filter.severity]);
  if (filter.rule !== undefined) query = query.where(hasFindingOf(storableText(filter.rule)));
  if (filter.campaign !== undefined)
    query = isId(filter.campaign)
      ? query.where('f.campaign_id', '=', filter.campaign)
      : query.where(sql<boolean>`false`);
  if (filter.importId !== undefined) query = query.where(cameWith(filter.importId));
  if (filter.scope !== undefined) query = query.where(inScope(filter.scope));
  const grams = queryBigrams(storableText(filter.text ?? ''));
  if (grams.length > 0) query = query.where(sql<boolean>`f.search_grams @> ${grams}::text[]`);
  return query;
}

const SEVERITY_CONDITIONS = {
  error: sql<boolean>`f.errors > 0`,
  warning: sql<boolean>`f.warnings > 0`,
  advice: sql<boolean>`f.advice > 0`,
  clean: sql<boolean>`f.errors + f.warnings + f.advice = 0`,
};

function hasFindingOf(ruleId: string) {
  return sql<boolean>`exists (select from finding g where g.tenant_id = f.tenant_id and g.form_id = f.form_id
    and g.revision = f.current_revision and g.rule_id = ${ruleId})`;
}

function cameWith(importId: string) {
  if (!isId(importId)) return sql<boolean>`false`;
  return sql<boolean>`exists (select from form_source s where s.tenant_id = f.tenant_id and s.form_id = f.form_id
    and s.import_id = ${importId})`;
}
