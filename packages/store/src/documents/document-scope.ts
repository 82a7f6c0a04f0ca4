import type { Scope } from '@jiheng/domain';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { inScope } from '../forms/scope.ts';

/** Who asks for an original, and where that person may see forms. */
export interface DocumentReader {
  readonly scope: Scope;
  readonly personId: string;
}

/**
 * Whether a person may see an original: it was dropped by that person, or every form that it holds lies in the scope. A
 * department's file must not show one unit what the others wrote.
 */
export async function isDocumentInScope(
  db: Db | Tx,
  tenantId: string,
  documentId: string,
  { scope, personId }: DocumentReader,
): Promise<boolean> {
  if (!isId(documentId)) return false;
  const { rows } = await sql<{ isOwn: boolean; forms: number; seen: number }>`
    select
      exists (select from import_file i join import_job j on j.tenant_id = i.tenant_id and j.import_id = i.import_id
        where i.tenant_id = ${tenantId} and i.document_id = ${documentId}
          and j.person_id = ${isId(personId) ? personId : null}::uuid) as "isOwn",
      count(f.form_id) as forms,
      count(f.form_id) filter (where ${inScope(scope)}) as seen
    from form_source s
    join form f on f.tenant_id = s.tenant_id and f.form_id = s.form_id
    where s.tenant_id = ${tenantId} and s.document_id = ${documentId}`.execute(db);
  const [row] = rows;
  return row !== undefined && (row.isOwn || (row.forms > 0 && row.forms === row.seen));
}

/** Those of some forms that lie in a scope. */
export async function formsInScope(
  db: Db,
  tenantId: string,
  formIds: readonly string[],
  scope: Scope,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('form as f')
    .select('f.form_id')
    .where('f.tenant_id', '=', tenantId)
    .where('f.form_id', '=', sql<string>`any(${formIds.filter(isId)}::uuid[])`)
    .where(inScope(scope))
    .execute();
  return new Set(rows.map(({ form_id }) => form_id));
}

/** Where a form stands, for asking whether someone may do something with it. */
export async function findFormPlace(
  db: Db,
  tenantId: string,
  formId: string,
): Promise<{ readonly path: string; readonly projectId: string | null } | undefined> {
  if (!isId(formId)) return undefined;
  return await db
    .selectFrom('form')
    .select(['organisation_path as path', 'project_id as projectId'])
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .executeTakeFirst();
}
