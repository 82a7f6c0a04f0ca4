import type { FormKind } from '@jiheng/domain';
import { sql } from 'kysely';
import type { Db } from '../database/db.ts';
import { isId } from '../database/id.ts';

/** 对象: what an id in the log stands for, as it is called now. */
export interface NamedSubject {
  readonly id: string;
  readonly sort:
    'form' | 'person' | 'organisation' | 'project' | 'campaign' | 'import' | 'export' | 'document';
  readonly name: string;
  /** Only of forms. */
  readonly kind: FormKind | null;
  /** Of forms and projects. */
  readonly fiscalYear: number | null;
}

/** 对象名称 of the given ids; what is not there (any more) is left out. */
export async function findNamedSubjects(
  db: Db,
  tenantId: string,
  ids: readonly string[],
): Promise<readonly NamedSubject[]> {
  const known = ids.filter(isId);
  if (known.length === 0) return [];
  const { rows } = await sql<NamedSubject>`
    with asked as (select unnest(${known}::uuid[]) as id)
    select f.form_id as id, 'form' as sort, coalesce(f.project_name, '') as name, f.kind, f.fiscal_year as "fiscalYear"
      from asked a join form f on f.tenant_id = ${tenantId} and f.form_id = a.id
    union all select p.person_id, 'person', p.name, null, null
      from asked a join person p on p.tenant_id = ${tenantId} and p.person_id = a.id
    union all select o.organisation_id, 'organisation', o.name, null, null
      from asked a join organisation o on o.tenant_id = ${tenantId} and o.organisation_id = a.id
    union all select p.project_id, 'project', p.name, null, p.fiscal_year
      from asked a join project p on p.tenant_id = ${tenantId} and p.project_id = a.id
    union all select c.campaign_id, 'campaign', c.name, null, null
      from asked a join campaign c on c.tenant_id = ${tenantId} and c.campaign_id = a.id
    union all select i.import_id, 'import', '', null, null
      from asked a join import_job i on i.tenant_id = ${tenantId} and i.import_id = a.id
    union all select e.export_id, 'export', '', null, null
      from asked a join export_job e on e.tenant_id = ${tenantId} and e.export_id = a.id
    union all select d.document_id, 'document', d.file_name, null, null
      from asked a join document d on d.tenant_id = ${tenantId} and d.document_id = a.id`.execute(db);
  return rows;
}
