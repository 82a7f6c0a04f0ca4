import { queryBigrams, type FormKind, type Scope } from '@jiheng/domain';
import { sql } from 'kysely';
import type { Db } from '../database/db.ts';
import { inScope } from '../forms/scope.ts';
import { foldedProjectName } from '../projects/project-repository.ts';

/** 可参照的表. */
export interface StartingForm {
  readonly formId: string;
  readonly kind: FormKind;
  readonly fiscalYear: number | null;
  readonly projectName: string | null;
  readonly unit: string | null;
  readonly indicators: number;
  readonly isSameProject: boolean;
  readonly path: string;
  readonly projectId: string | null;
}

/** For which project a form to start from is looked for. */
export interface StartingQuestion {
  readonly lineageId: string;
  readonly name: string;
  /** Only forms of earlier years count as those of the same project. */
  readonly before: number;
  readonly text?: string | undefined;
  readonly scope: Scope;
}

const MOST = 30;

/** Forms of the reader's scope that a form can start from: those of the same project first, the newest before older ones. */
export async function listStartingForms(
  db: Db,
  tenantId: string,
  { lineageId, name, before, text, scope }: StartingQuestion,
): Promise<readonly StartingForm[]> {
  const grams = queryBigrams(text ?? '');
  const { rows } = await sql<StartingForm>`
    select f.form_id as "formId", f.kind, f.fiscal_year as "fiscalYear", f.project_name as "projectName",
      f.implementing_unit as unit, f.indicators, f.organisation_path as path, f.project_id as "projectId",
      coalesce(f.fiscal_year < ${before} and (p.lineage_id = ${lineageId} or f.identity_name = ${foldedProjectName(name)}), false)
        as "isSameProject"
    from form f
    left join project p on p.tenant_id = f.tenant_id and p.project_id = f.project_id
    where f.tenant_id = ${tenantId} and f.indicators > 0
      and f.kind in ('target', 'self-evaluation', 'monitoring')
      and f.state in ('imported', 'approved')
      and ${inScope(scope)}
      and (${grams.length === 0} or f.search_grams @> ${grams}::text[])
    order by "isSameProject" desc, f.fiscal_year desc nulls last, f.revised_at desc, f.form_id
    limit ${MOST}`.execute(db);
  return rows;
}
