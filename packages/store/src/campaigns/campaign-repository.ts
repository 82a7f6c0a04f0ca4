import { sql, type Selectable } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { asJson, insertRows, storableText } from '../database/insert-rows.ts';
import type { CampaignTable } from '../database/work-tables.ts';
import type {
  Campaign,
  CampaignExtension,
  CampaignMember,
  CampaignProject,
  CampaignSettings,
} from './campaign-types.ts';

/** 新批次. */
export interface NewCampaign {
  readonly tenantId: string;
  readonly settings: CampaignSettings;
  /** Organisations that take part, each with its subtree. */
  readonly memberIds: readonly string[];
  readonly copiedFrom: string | null;
  readonly now: Date;
}

/** A round begins as 筹备中; nothing can be written in it yet. */
export async function insertCampaign(
  tx: Tx,
  { tenantId, settings, memberIds, copiedFrom, now }: NewCampaign,
): Promise<string> {
  const campaignId = uuidv7();
  await insertRows(tx, 'campaign', [
    {
      tenant_id: tenantId,
      campaign_id: campaignId,
      name: settings.name,
      kind: settings.kind,
      fiscal_year: settings.fiscalYear,
      template_id: settings.templateId,
      scheme_id: settings.schemeId,
      rule_profile_id: settings.ruleProfileId,
      guidance: settings.guidance,
      state: 'preparing',
      opens_on: settings.opensOn,
      deadlines: settings.deadlines,
      copied_from: copiedFrom,
      created_at: now,
    },
  ]);
  await replaceCampaignMembers(tx, tenantId, campaignId, memberIds);
  return campaignId;
}

/** 修改批次: all settings but the kind of form. */
export async function updateCampaign(
  tx: Tx,
  tenantId: string,
  campaignId: string,
  settings: CampaignSettings,
): Promise<void> {
  await tx
    .updateTable('campaign')
    .set({
      name: storableText(settings.name),
      fiscal_year: settings.fiscalYear,
      template_id: settings.templateId,
      scheme_id: settings.schemeId,
      rule_profile_id: settings.ruleProfileId,
      guidance: storableText(settings.guidance),
      opens_on: settings.opensOn,
      deadlines: asJson(settings.deadlines),
    })
    .where('tenant_id', '=', tenantId)
    .where('campaign_id', '=', campaignId)
    .execute();
}

/** 开放、关闭批次. */
export async function setCampaignState(
  tx: Tx,
  tenantId: string,
  campaignId: string,
  state: Campaign['state'],
): Promise<void> {
  await tx
    .updateTable('campaign')
    .set({ state })
    .where('tenant_id', '=', tenantId)
    .where('campaign_id', '=', campaignId)
    .execute();
}

/** 参加单位: replaces them all. */
export async function replaceCampaignMembers(
  tx: Tx,
  tenantId: string,
  campaignId: string,
  memberIds: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('campaign_member')
    .where('tenant_id', '=', tenantId)
    .where('campaign_id', '=', campaignId)
    .execute();
  await insertRows(
    tx,
    'campaign_member',
    [...new Set(memberIds)].map((organisationId) => ({
      tenant_id: tenantId,
      campaign_id: campaignId,
      organisation_id: organisationId,
    })),
  );
}

/** All rounds, the newest year first. */
export async function listCampaigns(db: Db | Tx, tenantId: string): Promise<readonly Campaign[]> {
  const rows = await db
    .selectFrom('campaign')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('fiscal_year', 'desc')
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(toCampaign);
}

/** 批次; undefined for an id of none. */
export async function findCampaign(
  db: Db | Tx,
  tenantId: string,
  campaignId: string,
): Promise<Campaign | undefined> {
  if (!isId(campaignId)) return undefined;
  const row = await db
    .selectFrom('campaign')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst();
  return row && toCampaign(row);
}

/** 锁定: two administrators do not change one round at the same moment. */
export async function lockCampaign(
  tx: Tx,
  tenantId: string,
  campaignId: string,
): Promise<Campaign | undefined> {
  if (!isId(campaignId)) return undefined;
  const row = await tx
    .selectFrom('campaign')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('campaign_id', '=', campaignId)
    .forUpdate()
    .executeTakeFirst();
  return row && toCampaign(row);
}

/** 参加单位 of a round, by their codes. */
export async function listCampaignMembers(
  db: Db | Tx,
  tenantId: string,
  campaignId: string,
): Promise<readonly CampaignMember[]> {
  if (!isId(campaignId)) return [];
  return db
    .selectFrom('campaign_member as m')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'm.tenant_id').onRef('o.organisation_id', '=', 'm.organisation_id'),
    )
    .select(['o.organisation_id as organisationId', 'o.name', 'o.path'])
    .where('m.tenant_id', '=', tenantId)
    .where('m.campaign_id', '=', campaignId)
    .orderBy('o.code')
    .execute();
}

/** 延期 of the given rounds, or of all. */
export async function listCampaignExtensions(
  db: Db | Tx,
  tenantId: string,
  campaignIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CampaignExtension[]>> {
  const rows = await db
    .selectFrom('campaign_extension as e')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'e.tenant_id').onRef('o.organisation_id', '=', 'e.organisation_id'),
    )
    .select([
      'e.campaign_id',
      'e.extension_id as extensionId',
      'e.organisation_id as organisationId',
      'o.name as organisationName',
      'o.path',
      'e.stage',
      'e.until',
      'e.reason',
      'e.granted_by as grantedBy',
      'e.granted_at as grantedAt',
    ])
    .where('e.tenant_id', '=', tenantId)
    .where('e.campaign_id', '=', sql<string>`any(${campaignIds.filter(isId)})`)
    .orderBy('e.granted_at')
    .execute();
  const extensions = new Map<string, CampaignExtension[]>();
  for (const { campaign_id, ...extension } of rows) {
    const known = extensions.get(campaign_id) ?? [];
    known.push(extension);
    extensions.set(campaign_id, known);
  }
  return extensions;
}

/** 新延期 of one level for one organisation, until the end of a day. */
export interface NewExtension {
  readonly tenantId: string;
  readonly campaignId: string;
  readonly organisationId: string;
  readonly stage: CampaignExtension['stage'];
  readonly until: string;
  readonly reason: string;
  readonly grantedBy: string;
  readonly now: Date;
}

/** Adds an extension; earlier ones stay. */
export async function insertExtension(tx: Tx, extension: NewExtension): Promise<void> {
  await insertRows(tx, 'campaign_extension', [
    {
      tenant_id: extension.tenantId,
      extension_id: uuidv7(),
      campaign_id: extension.campaignId,
      organisation_id: extension.organisationId,
      stage: extension.stage,
      until: extension.until,
      reason: extension.reason,
      granted_by: extension.grantedBy,
      granted_at: extension.now,
    },
  ]);
}

/** 应报清单: every project of the year that a member has, with its form in the round. */
export async function listCampaignProjects(
  db: Db | Tx,
  tenantId: string,
  { campaignId, fiscalYear }: Pick<Campaign, 'campaignId' | 'fiscalYear'>,
): Promise<readonly CampaignProject[]> {
  const { rows } = await sql<CampaignProject>`
    select p.project_id as "projectId", p.code as "projectCode", p.name as "projectName", p.amount_wan as "amountWan",
      o.organisation_id as "organisationId", o.name as "organisationName", o.path,
      f.form_id as "formId", f.state, f.approved_revision is not null as "isApproved", f.errors, f.warnings
    from project p
    join organisation o on o.tenant_id = p.tenant_id and o.organisation_id = p.organisation_id
    left join form f on f.tenant_id = p.tenant_id and f.project_id = p.project_id and f.campaign_id = ${campaignId}
    where p.tenant_id = ${tenantId} and p.fiscal_year = ${fiscalYear} and not p.is_closed
      and exists (select from campaign_member m
        join organisation x on x.tenant_id = m.tenant_id and x.organisation_id = m.organisation_id
        where m.tenant_id = p.tenant_id and m.campaign_id = ${campaignId} and o.path like x.path || '%')
    order by o.path, p.code, f.form_id`.execute(db);
  return rows;
}

function toCampaign(row: Selectable<CampaignTable>): Campaign {
  return {
    campaignId: row.campaign_id,
    name: row.name,
    kind: row.kind,
    fiscalYear: row.fiscal_year,
    templateId: row.template_id,
    schemeId: row.scheme_id,
    ruleProfileId: row.rule_profile_id,
    guidance: row.guidance,
    state: row.state,
    opensOn: row.opens_on,
    deadlines: row.deadlines,
    copiedFrom: row.copied_from,
    createdAt: row.created_at,
  };
}
