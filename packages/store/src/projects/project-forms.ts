import { FORM_KINDS } from '@jiheng/domain';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { foldedProjectName } from './project-repository.ts';
import type { Project, ProjectForm, ProjectIndicator } from './project-types.ts';

function selectForms(db: Db | Tx, tenantId: string) {
  return db
    .selectFrom('form as f')
    .select([
      'f.form_id as formId',
      'f.kind',
      'f.fiscal_year as fiscalYear',
      'f.state',
      'f.current_revision as revision',
      'f.project_name as projectName',
      'f.implementing_unit as implementingUnit',
      'f.amount_wan as amountWan',
      'f.spent_wan as spentWan',
      'f.execution_rate as executionRate',
      'f.total_score as totalScore',
      'f.grade',
      'f.revised_at as revisedAt',
    ])
    .where('f.tenant_id', '=', tenantId);
}

/** 历年表单: forms of the given projects, oldest year first. */
export async function listProjectForms(
  db: Db | Tx,
  tenantId: string,
  projectIds: readonly string[],
): Promise<readonly ProjectForm[]> {
  return (
    selectForms(db, tenantId)
      .where('f.project_id', '=', sql<string>`any(${projectIds.filter(isId)})`)
      .orderBy('f.fiscal_year')
      // In the order of the year: what is promised, watched, reached.
      .orderBy(sql`array_position(${[...FORM_KINDS]}::text[], f.kind)`)
      .orderBy('f.form_id')
      .execute()
  );
}

/**
 * 可关联的表: forms of no project yet, of the same unit and the same normalised name. They are suggested, never linked by
 * themselves.
 */
export async function suggestProjectForms(
  db: Db | Tx,
  tenantId: string,
  { name, organisationName, organisationId }: Project,
): Promise<readonly ProjectForm[]> {
  return selectForms(db, tenantId)
    .where('f.project_id', 'is', null)
    .where('f.identity_name', '=', foldedProjectName(name))
    .where((eb) =>
      eb.or([
        eb('f.organisation_id', '=', organisationId),
        eb.and([
          eb('f.organisation_id', 'is', null),
          eb(sql<string>`split_part(f.identity_group, '|', 3)`, '=', foldedProjectName(organisationName)),
        ]),
      ]),
    )
    .where('f.fiscal_year', 'is not', null)
    .orderBy('f.fiscal_year', 'desc')
    .orderBy('f.kind')
    .limit(50)
    .execute();
}

/** 关联: gives a form to a project, and with it its place in the tree. */
export async function linkForm(
  tx: Tx,
  tenantId: string,
  formId: string,
  { projectId, organisationId, path }: Pick<Project, 'projectId' | 'organisationId' | 'path'>,
): Promise<void> {
  await tx
    .updateTable('form')
    .set({ project_id: projectId, organisation_id: organisationId, organisation_path: path })
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .where('project_id', 'is', null)
    .execute();
}

/** Indicators of the current revisions of the given forms. */
export async function listFormIndicators(
  db: Db | Tx,
  tenantId: string,
  formIds: readonly string[],
): Promise<readonly ProjectIndicator[]> {
  return db
    .selectFrom('indicator as i')
    .innerJoin('form as f', (join) =>
      join
        .onRef('f.tenant_id', '=', 'i.tenant_id')
        .onRef('f.form_id', '=', 'i.form_id')
        .onRef('f.current_revision', '=', 'i.revision'),
    )
    .select([
      'i.form_id as formId',
      'i.position',
      'i.level1',
      'i.level2',
      'i.level3',
      'i.target',
      'i.actual',
      'i.score',
    ])
    .where('i.tenant_id', '=', tenantId)
    .where('i.form_id', '=', sql<string>`any(${formIds.filter(isId)})`)
    .orderBy('i.form_id')
    .orderBy('i.position')
    .execute();
}
