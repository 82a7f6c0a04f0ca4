import { foldText, queryBigrams, type Scope } from '@jiheng/domain';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { asJson, insertRows, storableText } from '../database/insert-rows.ts';
import { inScope } from '../forms/scope.ts';
import type { Project, ProjectListRow, ProjectSettings } from './project-types.ts';

/** Where the place of a project stands in `selectProjects`. */
const PLACE = { path: 'o.path', project: 'p.project_id' };

/** 新项目. */
export interface NewProject {
  readonly tenantId: string;
  readonly settings: ProjectSettings;
  /** The same project of another year; a project of its own without it. */
  readonly lineageId?: string | undefined;
  readonly now: Date;
}

/** 项目名称比较键, the same as the identity of imported forms uses. */
export function foldedProjectName(name: string): string {
  return storableText(foldText(name).toLowerCase());
}

/** What can be set of a project, as its row holds it. */
function settingsRow(settings: ProjectSettings) {
  return {
    organisation_id: settings.organisationId,
    fiscal_year: settings.fiscalYear,
    code: storableText(settings.code),
    name: storableText(settings.name),
    name_folded: foldedProjectName(settings.name),
    nature: settings.nature,
    category: settings.category,
    start_date: settings.startDate,
    end_date: settings.endDate,
    funds: settings.funds,
    amount_wan: settings.amountWan,
    disclosure: settings.disclosure,
    is_closed: settings.isClosed,
  };
}

/** Adds projects; their ids come back in order. Fails for a code that is taken in its year. */
export async function insertProjects(tx: Tx, projects: readonly NewProject[]): Promise<readonly string[]> {
  const rows = projects.map(({ tenantId, settings, lineageId, now }) => ({
    tenant_id: tenantId,
    project_id: uuidv7(),
    lineage_id: lineageId ?? uuidv7(),
    ...settingsRow(settings),
    created_at: now,
  }));
  await insertRows(tx, 'project', rows);
  return rows.map(({ project_id }) => project_id);
}

/** 修改项目. */
export async function updateProject(
  tx: Tx,
  tenantId: string,
  projectId: string,
  settings: ProjectSettings,
): Promise<void> {
  await tx
    .updateTable('project')
    .set({ ...settingsRow(settings), funds: asJson(settings.funds) })
    .where('tenant_id', '=', tenantId)
    .where('project_id', '=', projectId)
    .execute();
}

/** 历年项目 joined: what is linked as one project through the years. */
export async function joinLineages(
  tx: Tx,
  tenantId: string,
  { from, into }: { readonly from: string; readonly into: string },
): Promise<void> {
  await tx
    .updateTable('project')
    .set({ lineage_id: into })
    .where('tenant_id', '=', tenantId)
    .where('lineage_id', '=', from)
    .execute();
}

function selectProjects(db: Db | Tx, tenantId: string) {
  return db
    .selectFrom('project as p')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'p.tenant_id').onRef('o.organisation_id', '=', 'p.organisation_id'),
    )
    .select([
      'p.project_id as projectId',
      'p.lineage_id as lineageId',
      'p.organisation_id as organisationId',
      'o.name as organisationName',
      'o.path',
      'p.fiscal_year as fiscalYear',
      'p.code',
      'p.name',
      'p.nature',
      'p.category',
      'p.start_date as startDate',
      'p.end_date as endDate',
      'p.funds',
      'p.amount_wan as amountWan',
      'p.disclosure',
      'p.is_closed as isClosed',
    ])
    .where('p.tenant_id', '=', tenantId);
}

/** 项目; undefined for an id of none. */
export async function findProject(
  db: Db | Tx,
  tenantId: string,
  projectId: string,
): Promise<Project | undefined> {
  if (!isId(projectId)) return undefined;
  return selectProjects(db, tenantId).where('p.project_id', '=', projectId).executeTakeFirst();
}

/** The same project in all years, oldest first. */
export async function listLineage(
  db: Db | Tx,
  tenantId: string,
  lineageId: string,
): Promise<readonly Project[]> {
  return selectProjects(db, tenantId)
    .where('p.lineage_id', '=', lineageId)
    .orderBy('p.fiscal_year')
    .orderBy('p.code')
    .execute();
}

/** All open projects of one year below the given places. */
export async function listProjectsOfYear(
  db: Db | Tx,
  tenantId: string,
  fiscalYear: number,
  scope: Scope,
): Promise<readonly Project[]> {
  return selectProjects(db, tenantId)
    .where('p.fiscal_year', '=', fiscalYear)
    .where('p.is_closed', '=', false)
    .where(inScope(scope, PLACE))
    .orderBy('o.path')
    .orderBy('p.code')
    .execute();
}

/** Projects of other years and lineages that the same organisation runs under the same name. */
export async function listNamesakes(
  db: Db | Tx,
  tenantId: string,
  project: Project,
): Promise<readonly Project[]> {
  return selectProjects(db, tenantId)
    .where('p.name_folded', '=', foldedProjectName(project.name))
    .where('p.organisation_id', '=', project.organisationId)
    .where('p.lineage_id', '!=', project.lineageId)
    .where('p.fiscal_year', '!=', project.fiscalYear)
    .orderBy('p.fiscal_year', 'desc')
    .execute();
}

/** 筛选 of the project library; all parts are joined by "and". */
export interface ProjectFilter {
  readonly scope: Scope;
  readonly text?: string | undefined;
  readonly year?: number | undefined;
  readonly organisationId?: string | undefined;
  readonly isClosed?: boolean | undefined;
  readonly limit: number;
  /** Projects before this many are left out. */
  readonly offset: number;
}

/** 项目库: the list, newest year first. */
export async function listProjects(
  db: Db,
  tenantId: string,
  filter: ProjectFilter,
): Promise<{ readonly items: readonly ProjectListRow[]; readonly count: number }> {
  let query = selectProjects(db, tenantId).where(inScope(filter.scope, PLACE));
  if (filter.year !== undefined) query = query.where('p.fiscal_year', '=', filter.year);
  if (filter.isClosed !== undefined) query = query.where('p.is_closed', '=', filter.isClosed);
  if (filter.organisationId !== undefined) {
    if (!isId(filter.organisationId)) return { items: [], count: 0 };
    query = query.where(
      sql<boolean>`o.path like (select x.path || '%' from organisation x where x.tenant_id = p.tenant_id
        and x.organisation_id = ${filter.organisationId})`,
    );
  }
  const words = queryBigrams(storableText(filter.text ?? ''));
  if (words.length > 0) {
    const pattern = `%${foldedProjectName(filter.text ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where(
      sql<boolean>`(p.name_folded like ${pattern} or lower(p.code) like ${pattern} or o.name like ${pattern})`,
    );
  }
  const target = (column: 'state' | 'form_id') => sql`(select ${sql.ref(`f.${column}`)} from form f
    where f.tenant_id = p.tenant_id and f.project_id = p.project_id and f.kind = 'target'
    order by f.campaign_id is null, f.created_at desc limit 1)`;
  const [items, { count }] = await Promise.all([
    query
      .select([
        target('state').$castTo<ProjectListRow['targetState']>().as('targetState'),
        target('form_id').$castTo<string | null>().as('targetFormId'),
      ])
      .orderBy('p.fiscal_year', 'desc')
      .orderBy('o.path')
      .orderBy('p.code')
      .limit(filter.limit)
      .offset(filter.offset)
      .execute(),
    db
      .selectFrom(query.as('q'))
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
  ]);
  return { items, count };
}

/** Which of the codes are taken in a year, and by what. */
export async function projectsByCode(
  db: Db | Tx,
  tenantId: string,
  fiscalYear: number,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('project')
    .select(['code', 'project_id'])
    .where('tenant_id', '=', tenantId)
    .where('fiscal_year', '=', fiscalYear)
    .where('code', '=', sql<string>`any(${[...codes]})`)
    .execute();
  return new Map(rows.map(({ code, project_id }) => [code, project_id]));
}

/** 年度 for which there are projects, newest first. */
export async function listProjectYears(db: Db, tenantId: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('project')
    .select('fiscal_year')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .orderBy('fiscal_year', 'desc')
    .execute();
  return rows.map(({ fiscal_year }) => fiscal_year);
}
