import type { DecimalText, FormState, OrganisationPath, Scope } from '@jiheng/domain';
import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { inScope } from '../forms/scope.ts';

/** Which forms wait for a person: states, each within the scope of the permission that works on it. */
export interface InboxQuestion {
  readonly stages: readonly { readonly state: FormState; readonly scope: Scope }[];
  readonly campaignId?: string | undefined;
}

/** 待办: one form that waits. */
export interface InboxItem {
  readonly formId: string;
  readonly state: FormState;
  readonly revision: number;
  readonly projectName: string | null;
  readonly organisationName: string | null;
  readonly path: OrganisationPath;
  readonly campaignId: string | null;
  /** An approved target being adjusted: the dates of its round are over. */
  readonly isAdjustment: boolean;
  readonly fiscalYear: number | null;
  readonly amountWan: DecimalText | null;
  readonly errors: number;
  readonly warnings: number;
  readonly advice: number;
  readonly openOpinions: number;
  /** How often it was returned before. */
  readonly returns: number;
  /** Since when it waits here. */
  readonly since: Date | null;
  /** 风险 = money × findings, for the order only. */
  readonly risk: DecimalText;
}

/** A silenced warning weighs more than an advice; a form without findings has no risk, however large. */
const RISK = sql<DecimalText>`coalesce(f.amount_wan, 0) * (10 * f.errors + 3 * f.warnings + f.advice)`;

const IS_ADJUSTMENT = sql<boolean>`f.approved_revision is not null`;

function waiting({ stages, campaignId }: InboxQuestion): RawBuilder<boolean> {
  const parts = stages.map(({ state, scope }) => sql`(f.state = ${state} and ${inScope(scope)})`);
  if (parts.length === 0) return sql<boolean>`false`;
  const inStages = sql`(${sql.join(parts, sql` or `)})`;
  if (campaignId === undefined) return sql<boolean>`${inStages}`;
  if (!isId(campaignId)) return sql<boolean>`false`;
  return sql<boolean>`${inStages} and f.campaign_id = ${campaignId}`;
}

/** 待办清单, the riskiest first; clean forms last, the largest first. */
export async function listInbox(
  db: Db,
  tenantId: string,
  question: InboxQuestion,
  limit: number,
): Promise<readonly InboxItem[]> {
  return db
    .selectFrom('form as f')
    .leftJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'f.tenant_id').onRef('o.organisation_id', '=', 'f.organisation_id'),
    )
    .select([
      'f.form_id as formId',
      'f.state',
      'f.current_revision as revision',
      'f.project_name as projectName',
      'o.name as organisationName',
      'f.organisation_path as path',
      'f.campaign_id as campaignId',
      'f.fiscal_year as fiscalYear',
      'f.amount_wan as amountWan',
      'f.errors',
      'f.warnings',
      'f.advice',
      IS_ADJUSTMENT.as('isAdjustment'),
      RISK.as('risk'),
      sql<number>`(select count(*) from opinion p where p.tenant_id = f.tenant_id and p.form_id = f.form_id
        and p.settled_at is null)`.as('openOpinions'),
      sql<number>`(select count(*) from flow_step s where s.tenant_id = f.tenant_id and s.form_id = f.form_id
        and s.action = 'return')`.as('returns'),
      sql<Date | null>`(select max(s.at) from flow_step s where s.tenant_id = f.tenant_id
        and s.form_id = f.form_id)`.as('since'),
    ])
    .where('f.tenant_id', '=', tenantId)
    .where('f.kind', '=', 'target')
    .where(waiting(question))
    .orderBy(sql`${RISK}`, 'desc')
    .orderBy(sql`coalesce(f.amount_wan, 0)`, 'desc')
    .orderBy('f.form_id')
    .limit(limit)
    .execute();
}

/** One stage of the inbox in numbers. */
export interface InboxCount {
  readonly state: FormState;
  readonly campaignId: string | null;
  readonly path: OrganisationPath;
  readonly isAdjustment: boolean;
  readonly count: number;
  readonly clean: number;
}

/** Counts by stage, round and place; the caller tells by the deadlines of the places what is late. */
export async function countInbox(
  db: Db,
  tenantId: string,
  question: InboxQuestion,
): Promise<readonly InboxCount[]> {
  return db
    .selectFrom('form as f')
    .select(({ fn }) => [
      'f.state',
      'f.campaign_id as campaignId',
      'f.organisation_path as path',
      IS_ADJUSTMENT.as('isAdjustment'),
      fn.countAll<number>().as('count'),
      sql<number>`count(*) filter (where f.errors + f.warnings = 0)`.as('clean'),
    ])
    .where('f.tenant_id', '=', tenantId)
    .where('f.kind', '=', 'target')
    .where(waiting(question))
    .groupBy(['f.state', 'f.campaign_id', 'f.organisation_path', IS_ADJUSTMENT])
    .execute();
}
