import type { CampaignDetail, CampaignProgress, CampaignSummary } from '@jiheng/api';
import {
  civilDate,
  deadlineFor,
  FORM_KIND_LABELS,
  holds,
  isLate,
  may,
  scopeOf,
  stageOf,
  type FormState,
  type StageExtension,
} from '@jiheng/domain';
import { templateById } from '@jiheng/regulation';
import {
  findCampaign,
  listCampaignExtensions,
  listCampaignMembers,
  listCampaignProjects,
  listCampaigns,
  listOrganisations,
  type Campaign,
  type CampaignExtension,
  type CampaignProject,
  type Organisation,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import type { ServiceContext } from '../context.ts';
import { choicesInWords } from './choices-in-words.ts';

/** Projects of the round that lie within the person's sight. */
export async function visibleProjects(
  { db, tenant, person }: ServiceContext,
  campaign: Campaign,
): Promise<readonly CampaignProject[]> {
  const projects = await listCampaignProjects(db, tenant.tenantId, campaign);
  return projects.filter(({ path, projectId }) => may(person, 'campaign.read', { path, projectId }));
}

export async function visibleCampaign({ db, tenant }: ServiceContext, campaignId: string): Promise<Campaign> {
  const campaign = await findCampaign(db, tenant.tenantId, campaignId);
  if (campaign === undefined) throw new AppError('NOT-FOUND', '没有找到这个批次。');
  return campaign;
}

/** 主管部门 above or at a place: the first organisation below the bureau. */
export function departmentOf(path: string, organisations: readonly Organisation[]): string {
  const id = path.split('/')[1];
  return organisations.find(({ organisationId }) => organisationId === id)?.name ?? '';
}

/** Whether a project is behind the deadline of the stage it is in. */
export function isProjectLate(
  { state, path }: Pick<CampaignProject, 'state' | 'path'>,
  { deadlines }: Pick<Campaign, 'deadlines'>,
  extensions: readonly StageExtension[],
  now: Date,
): boolean {
  const stage = state === null ? 'fill' : stageOf(state);
  return stage !== undefined && isLate(deadlineFor(deadlines, extensions, stage, path), now);
}

function progressOf(
  projects: readonly CampaignProject[],
  situation: {
    readonly campaign: Campaign;
    readonly extensions: readonly CampaignExtension[];
    readonly organisations: readonly Organisation[];
    readonly now: Date;
  },
): CampaignProgress[] {
  const { campaign, extensions, organisations, now } = situation;
  const groups = new Map<string, CampaignProject[]>();
  for (const project of projects) {
    const known = groups.get(project.organisationId) ?? [];
    known.push(project);
    groups.set(project.organisationId, known);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const counts = new Map<FormState, number>();
    for (const { state } of group) if (state !== null) counts.set(state, (counts.get(state) ?? 0) + 1);
    const fillDeadline = deadlineFor(campaign.deadlines, extensions, 'fill', first.path);
    return {
      organisationId: first.organisationId,
      organisationName: first.organisationName,
      departmentName: departmentOf(first.path, organisations),
      total: group.length,
      missing: group.filter(({ formId }) => formId === null).length,
      states: [...counts].map(([state, count]) => ({ state, count })),
      fillDeadline,
      isExtended: fillDeadline > campaign.deadlines.fill,
      late: group.filter((project) => isProjectLate(project, campaign, extensions, now)).length,
    };
  });
}

/** 批次: its settings, members and extensions, and who owes what until when. */
export async function getCampaign(context: ServiceContext, campaignId: string): Promise<CampaignDetail> {
  const { db, tenant, person, now } = context;
  const { tenantId } = tenant;
  const campaign = await visibleCampaign(context, campaignId);
  const [members, allExtensions, projects, organisations] = await Promise.all([
    listCampaignMembers(db, tenantId, campaignId),
    listCampaignExtensions(db, tenantId, [campaignId]),
    visibleProjects(context, campaign),
    listOrganisations(db, tenantId),
  ]);
  const extensions = allExtensions.get(campaignId) ?? [];
  const { paths } = scopeOf(person, 'campaign.read');
  const inSight = (path: string) => paths.some((start) => path.startsWith(start) || start.startsWith(path));
  return {
    id: campaignId,
    name: campaign.name,
    kind: campaign.kind,
    fiscalYear: campaign.fiscalYear,
    templateId: campaign.templateId,
    schemeId: campaign.schemeId,
    ruleProfileId: campaign.ruleProfileId,
    guidance: campaign.guidance,
    state: campaign.state,
    opensOn: campaign.opensOn,
    deadlines: campaign.deadlines,
    copiedFrom: campaign.copiedFrom,
    kindLabel: FORM_KIND_LABELS[campaign.kind],
    templateTitle: templateById(campaign.templateId)?.title ?? campaign.templateId,
    ...choicesInWords(campaign),
    today: civilDate(now),
    mayManage: may(person, 'campaign.manage', { path: '/' }),
    members: members
      .filter(({ path }) => inSight(path))
      .map(({ organisationId, name }) => ({ id: organisationId, name })),
    extensions: extensions
      .filter(({ path }) => inSight(path))
      .map(({ organisationName, stage, until, reason, grantedBy, grantedAt }) => ({
        organisationName,
        stage,
        until,
        reason,
        grantedBy,
        grantedAt: grantedAt.toISOString(),
      })),
    progress: progressOf(projects, { campaign, extensions, organisations, now }),
  };
}

/** 批次列表, with what the person's own part of the tree owes. */
export async function listCampaignSummaries(
  context: ServiceContext,
): Promise<{ readonly items: CampaignSummary[] }> {
  const { db, tenant, person, now } = context;
  if (!holds(person, 'campaign.read')) return { items: [] };
  const campaigns = await listCampaigns(db, tenant.tenantId);
  const extensions = await listCampaignExtensions(
    db,
    tenant.tenantId,
    campaigns.map(({ campaignId }) => campaignId),
  );
  const items = await Promise.all(
    campaigns.map(async (campaign) => {
      const projects = await visibleProjects(context, campaign);
      const granted = extensions.get(campaign.campaignId) ?? [];
      return {
        id: campaign.campaignId,
        name: campaign.name,
        kind: campaign.kind,
        kindLabel: FORM_KIND_LABELS[campaign.kind],
        fiscalYear: campaign.fiscalYear,
        state: campaign.state,
        opensOn: campaign.opensOn,
        deadlines: campaign.deadlines,
        total: projects.length,
        missing: projects.filter(({ formId }) => formId === null).length,
        approved: projects.filter(({ state }) => state === 'approved').length,
        late: projects.filter((project) => isProjectLate(project, campaign, granted, now)).length,
      };
    }),
  );
  return { items };
}
