import { sql, type RawBuilder } from 'kysely';
import type { FormKind, Scope } from '@jiheng/domain';
import type { Db } from '../database/db.ts';
import type { FacetValue, FormFacets } from './form-types.ts';
import { inScope } from './scope.ts';

/** Longer drop-downs are of no use; the search finds the rest. */
const MAX_VALUES = 300;

const FACETS = [
  ['kind', 'kind'],
  ['year', 'fiscal_year'],
  ['region', 'region'],
  ['department', 'competent_department'],
  ['unit', 'implementing_unit'],
  ['grade', 'grade'],
] as const;

/** 筛选项: the values that occur, most frequent first, for the filters of the list. */
export async function formFacets(db: Db, tenantId: string, scope?: Scope): Promise<FormFacets> {
  const { rows } = await sql<{ facet: string; value: string; count: number }>`
    ${sql.join(
      FACETS.map(([facet, column]) => countValues(tenantId, facet, column, scope)),
      sql` union all `,
    )}
    order by facet, count desc, value`.execute(db);
  const values = (facet: string): FacetValue[] =>
    rows.filter((row) => row.facet === facet).map(({ value, count }) => ({ value, count }));
  return {
    kinds: values('kind') as FacetValue<FormKind>[],
    years: values('year')
      .map(({ value, count }) => ({ value: Number(value), count }))
      .sort((a, b) => b.value - a.value),
    regions: values('region'),
    departments: values('department'),
    units: values('unit'),
    grades: values('grade'),
  };
}

/** One query per column: each reads the index of that column alone. */
function countValues(
  tenantId: string,
  facet: string,
  column: string,
  scope: Scope | undefined,
): RawBuilder<unknown> {
  const seen = scope === undefined ? sql`` : sql` and ${inScope(scope)}`;
  return sql`(select ${sql.lit(facet)}::text collate "C" as facet, ${sql.ref(column)}::text collate "C" as value, count(*) as count
    from form f where tenant_id = ${tenantId} and ${sql.ref(column)} is not null${seen}
    group by ${sql.ref(column)} order by count desc limit ${sql.lit(MAX_VALUES)})`;
}
