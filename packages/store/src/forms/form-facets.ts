import { sql } from 'kysely';
import type { FormKind } from '@jiheng/domain';
import type { Db } from '../database/db.ts';
import type { FacetValue, FormFacets } from './form-types.ts';

/** Longer drop-downs are of no use; the search finds the rest. */
const MAX_VALUES = 300;

/** 筛选项: the values that occur, most frequent first, for the filters of the list. */
export async function formFacets(db: Db, tenantId: string): Promise<FormFacets> {
  const { rows } = await sql<{ facet: string; value: string; count: number }>`
    select facet, value, count from (
      select facet, value, count(*) as count, row_number() over (partition by facet order by count(*) desc, value) as place
      from form f cross join lateral (values
        ('kind', f.kind), ('year', f.fiscal_year::text), ('region', f.region), ('department', f.competent_department),
        ('unit', f.implementing_unit), ('grade', f.grade)) as facets (facet, value)
      where f.tenant_id = ${tenantId} and value is not null
      group by facet, value) as counted
    where place <= ${MAX_VALUES} order by facet, place`.execute(db);
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
