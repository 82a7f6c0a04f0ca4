import { sql } from 'kysely';
import type { DecimalText, Scope } from '@jiheng/domain';
import type { Db } from '../database/db.ts';
import { filteredForms } from '../forms/form-filter.ts';
import type { FormFilter } from '../forms/form-types.ts';
import type { FindingCell, OverviewFigures, ScoreBubble, UnitFigures } from './overview-types.ts';

type OverviewFilter = Pick<FormFilter, 'year' | 'scope'>;

/** Most units shown by name. */
export const OVERVIEW_UNITS = 40;
/** Most bubbles drawn. */
export const OVERVIEW_BUBBLES = 500;

/** 总览: sums over a tenant's current revisions, of all years or of one. */
export async function overview(
  db: Db,
  tenantId: string,
  year?: number,
  scope?: Scope,
): Promise<OverviewFigures> {
  const filter = { year, scope };
  const byUnit = await unitFigures(db, tenantId, filter);
  const [totals, years, byState, byKind, byGrade, scores, findings] = await Promise.all([
    totalFigures(db, tenantId, filter),
    listYears(db, tenantId, scope),
    countBy(db, tenantId, filter, 'state'),
    countBy(db, tenantId, filter, 'kind'),
    countBy(db, tenantId, filter, 'grade'),
    scoreBubbles(db, tenantId, filter),
    findingCells(
      db,
      tenantId,
      filter,
      byUnit.map(({ unit }) => unit),
    ),
  ]);
  return {
    totals,
    years,
    byState: byState.map(({ value, count }) => ({ state: value, count })),
    byKind: byKind.map(({ value, count }) => ({ kind: value, count })),
    byGrade: byGrade.flatMap(({ value, count }) => (value === null ? [] : [{ grade: value, count }])),
    byUnit,
    scores,
    findings,
  };
}

/**
 * One row per project and year: declaration and self-evaluation speak of the same money, and a department's own forms of
 * the money of its projects. The form that comes last in the project's year counts.
 */
function projectForms(db: Db, tenantId: string, filter: OverviewFilter) {
  return filteredForms(db, tenantId, filter)
    .where('f.kind', 'not in', ['department-target', 'department-self-evaluation'])
    .distinctOn([
      sql`f.fiscal_year`,
      sql`f.implementing_unit`,
      sql`coalesce(f.project_name, f.form_id::text)`,
    ])
    .select(['f.implementing_unit as unit', 'f.amount_wan', 'f.spent_wan'])
    .orderBy(sql`f.fiscal_year`)
    .orderBy(sql`f.implementing_unit`)
    .orderBy(sql`coalesce(f.project_name, f.form_id::text)`)
    .orderBy(sql`array_position(array['self-evaluation', 'monitoring', 'target'], f.kind)`)
    .as('p');
}

async function totalFigures(
  db: Db,
  tenantId: string,
  filter: OverviewFilter,
): Promise<OverviewFigures['totals']> {
  const [forms, money] = await Promise.all([
    filteredForms(db, tenantId, filter)
      .select(({ fn }) => [
        fn.countAll<number>().as('forms'),
        fn.count<number>('f.implementing_unit').distinct().as('units'),
        fn.countAll<number>().filterWhere('f.errors', '>', 0).as('formsWithErrors'),
        fn.countAll<number>().filterWhere('f.needs_review', '=', true).as('needsReview'),
      ])
      .executeTakeFirstOrThrow(),
    db
      .selectFrom(projectForms(db, tenantId, filter))
      .select(({ fn }) => [fn.countAll<number>().as('projects'), BUDGET, SPENT, EVALUATED_BUDGET])
      .executeTakeFirstOrThrow(),
  ]);
  return { ...forms, ...money };
}

const BUDGET = sql<DecimalText>`coalesce(sum(p.amount_wan), 0)`.as('budgetWan');
const SPENT = sql<DecimalText>`coalesce(sum(p.spent_wan), 0)`.as('spentWan');
const EVALUATED_BUDGET =
  sql<DecimalText>`coalesce(sum(p.amount_wan) filter (where p.spent_wan is not null), 0)`.as(
    'evaluatedBudgetWan',
  );

async function listYears(db: Db, tenantId: string, scope: Scope | undefined): Promise<readonly number[]> {
  const rows = await filteredForms(db, tenantId, { scope })
    .select('f.fiscal_year')
    .distinct()
    .where('f.fiscal_year', 'is not', null)
    .orderBy('f.fiscal_year', 'desc')
    .execute();
  return rows.flatMap(({ fiscal_year }) => fiscal_year ?? []);
}

async function countBy<C extends 'state' | 'kind' | 'grade'>(
  db: Db,
  tenantId: string,
  filter: OverviewFilter,
  column: C,
) {
  return await filteredForms(db, tenantId, filter)
    .select((eb) => [eb.ref(`f.${column}`).as('value'), eb.fn.countAll<number>().as('count')])
    .groupBy(`f.${column}`)
    .orderBy('count', 'desc')
    .execute();
}

async function unitFigures(
  db: Db,
  tenantId: string,
  filter: OverviewFilter,
): Promise<readonly UnitFigures[]> {
  const counted = filteredForms(db, tenantId, filter)
    .select(({ fn }) => [
      'f.implementing_unit',
      fn.countAll<number>().as('forms'),
      sql<number>`sum(f.errors)`.as('errors'),
      sql<number>`sum(f.warnings)`.as('warnings'),
    ])
    .groupBy('f.implementing_unit')
    .as('c');
  return await db
    .selectFrom(projectForms(db, tenantId, filter))
    .innerJoin(counted, 'c.implementing_unit', 'p.unit')
    .select(['p.unit', 'c.forms', 'c.errors', 'c.warnings', BUDGET, SPENT, EVALUATED_BUDGET])
    .$narrowType<{ unit: string }>()
    .groupBy(['p.unit', 'c.forms', 'c.errors', 'c.warnings'])
    .orderBy('budgetWan', 'desc')
    .orderBy('p.unit')
    .limit(OVERVIEW_UNITS)
    .execute();
}

async function scoreBubbles(
  db: Db,
  tenantId: string,
  filter: OverviewFilter,
): Promise<readonly ScoreBubble[]> {
  const rows = await filteredForms(db, tenantId, filter)
    .where('f.execution_rate', 'is not', null)
    .where('f.total_score', 'is not', null)
    .where('f.amount_wan', 'is not', null)
    .select([
      'f.form_id as formId',
      'f.project_name as projectName',
      'f.implementing_unit as unit',
      'f.grade',
    ])
    .select(['f.execution_rate as executionRate', 'f.total_score as totalScore', 'f.amount_wan as amountWan'])
    .$narrowType<{ executionRate: DecimalText; totalScore: DecimalText; amountWan: DecimalText }>()
    .orderBy(sql`coalesce(f.amount_wan, '-Infinity')`, 'desc')
    .orderBy('f.form_id', 'desc')
    .limit(OVERVIEW_BUBBLES)
    .execute();
  return rows;
}

async function findingCells(
  db: Db,
  tenantId: string,
  filter: OverviewFilter,
  units: readonly string[],
): Promise<readonly FindingCell[]> {
  return await filteredForms(db, tenantId, filter)
    .innerJoin('finding as g', (join) =>
      join
        .onRef('g.tenant_id', '=', 'f.tenant_id')
        .onRef('g.form_id', '=', 'f.form_id')
        .onRef('g.revision', '=', 'f.current_revision'),
    )
    .where('f.implementing_unit', '=', sql<string>`any(${units})`)
    .select(({ fn }) => [
      sql<string>`f.implementing_unit`.as('unit'),
      'g.rule_id as ruleId',
      'g.severity',
      fn.countAll<number>().as('count'),
    ])
    .groupBy(['f.implementing_unit', 'g.rule_id', 'g.severity'])
    .orderBy('count', 'desc')
    .execute();
}
