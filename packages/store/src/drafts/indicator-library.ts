import { type Scope } from '@jiheng/domain';
import { sql } from 'kysely';
import type { Db } from '../database/db.ts';
import { inScope } from '../forms/scope.ts';

/** One row of a stored form, without names. */
export interface LibraryRow {
  readonly formId: string;
  readonly fiscalYear: number | null;
  readonly level1: string | null;
  readonly level2: string | null;
  readonly level3: string;
  readonly target: string | null;
  readonly actual: string | null;
}

/** So many rows are looked at; the newest forms are the most useful. */
const MOST_ROWS = 3_000;
/** So many forms show what is usual lately. */
const RECENT_FORMS = 200;

/** Forms under review are left out: they are nobody's example yet; so are withheld ones. */
const EXAMPLES = sql<boolean>`f.state in ('imported', 'approved') and f.disclosure <> 'withheld'`;
const FIELDS = sql`i.form_id as "formId", f.fiscal_year as "fiscalYear", i.level1, i.level2, i.level3, i.target, i.actual`;

/** 近期的指标行: those of the forms that came last. */
export async function findRecentLibraryRows(
  db: Db,
  tenantId: string,
  scope: Scope,
): Promise<readonly LibraryRow[]> {
  const { rows } = await sql<LibraryRow>`
    select ${FIELDS}
    from (
      select * from form f where f.tenant_id = ${tenantId} and ${EXAMPLES} and ${inScope(scope)}
      order by f.form_id desc limit ${RECENT_FORMS}
    ) f
    join indicator i on i.tenant_id = f.tenant_id and i.form_id = f.form_id and i.revision = f.current_revision
    where i.level3 <> ''
    order by f.fiscal_year desc nulls last, i.form_id, i.position
    limit ${MOST_ROWS}`.execute(db);
  return rows;
}

/** 指标行 of stored forms whose name holds all the given pieces. */
export async function findLibraryRows(
  db: Db,
  tenantId: string,
  question: { readonly pieces: readonly string[]; readonly scope: Scope },
): Promise<readonly LibraryRow[]> {
  const { pieces, scope } = question;
  const patterns = pieces.map((piece) => `%${piece.replace(/[\\%_]/gu, '\\$&')}%`);
  const { rows } = await sql<LibraryRow>`
    select ${FIELDS}
    from form f
    join indicator i on i.tenant_id = f.tenant_id and i.form_id = f.form_id and i.revision = f.current_revision
    where f.tenant_id = ${tenantId} and ${EXAMPLES}
      and f.search_grams @> ${pieces.filter((piece) => piece.length === 2)}::text[]
      and ${inScope(scope)}
      and i.level3 ilike all(${patterns})
    order by f.fiscal_year desc nulls last, i.form_id, i.position
    limit ${MOST_ROWS}`.execute(db);
  return rows;
}
