import type { InboxItem as WireItem, OwedProject, Workbench } from '@jiheng/api';
import {
  CAMPAIGN_STAGE_LABELS,
  civilDate,
  daysUntil,
  deadlineFor,
  FORM_STATE_LABELS,
  holds,
  isLate,
  may,
  REVIEW_STAGES,
  scopeOf,
  stageOf,
  type FormState,
  type Permission,
  type Person,
  type Scope,
  type StageExtension,
} from '@jiheng/domain';
import {
  countInbox,
  countUnreadNotices,
  listCampaignExtensions,
  listCampaignProjects,
  listCampaigns,
  listInbox,
  type Campaign,
  type InboxItem,
  type InboxQuestion,
} from '@jiheng/store';
import type { ServiceContext } from '../context.ts';

/** States in which a form waits for somebody, each with the duties that work on it: 第三方评审 speaks at every level. */
const DUTIES: readonly { readonly state: FormState; readonly permissions: readonly Permission[] }[] = [
  { state: 'returned', permissions: ['target.write'] },
  { state: 'draft', permissions: ['target.write'] },
  { state: 'adjusting', permissions: ['target.write'] },
  ...REVIEW_STAGES.map(({ state, permission }) => ({
    state,
    permissions: [permission, 'review.comment'] as const,
  })),
];

function joined(scopes: readonly Scope[]): Scope {
  return {
    paths: scopes.flatMap(({ paths }) => paths),
    projects: scopes.flatMap(({ projects }) => projects),
  };
}

function stagesOf(person: Person, only?: FormState): InboxQuestion['stages'] {
  return DUTIES.filter(({ state }) => only === undefined || state === only)
    .map(({ state, permissions }) => ({
      state,
      held: permissions.filter((permission) => holds(person, permission)),
    }))
    .filter(({ held }) => held.length > 0)
    .map(({ state, held }) => ({
      state,
      scope: joined(held.map((permission) => scopeOf(person, permission))),
    }));
}

/** Rounds with their extensions, by id. */
interface Rounds {
  readonly campaigns: ReadonlyMap<string, Campaign>;
  readonly extensions: ReadonlyMap<string, readonly StageExtension[]>;
}

async function loadRounds({ db, tenant }: ServiceContext): Promise<Rounds> {
  const campaigns = await listCampaigns(db, tenant.tenantId);
  const extensions = await listCampaignExtensions(
    db,
    tenant.tenantId,
    campaigns.map(({ campaignId }) => campaignId),
  );
  return { campaigns: new Map(campaigns.map((campaign) => [campaign.campaignId, campaign])), extensions };
}

function deadlineAt(
  { campaigns, extensions }: Rounds,
  {
    state,
    campaignId,
    path,
    isAdjustment,
  }: Pick<InboxItem, 'state' | 'campaignId' | 'path' | 'isAdjustment'>,
): string | null {
  const campaign = campaignId === null ? undefined : campaigns.get(campaignId);
  const stage = stageOf(state);
  if (campaign === undefined || stage === undefined || isAdjustment) return null;
  return deadlineFor(campaign.deadlines, extensions.get(campaign.campaignId) ?? [], stage, path);
}

function present(item: InboxItem, rounds: Rounds, now: Date): WireItem {
  const deadline = deadlineAt(rounds, item);
  return {
    id: item.formId,
    state: item.state,
    revision: item.revision,
    projectName: item.projectName,
    organisationName: item.organisationName,
    campaignId: item.campaignId,
    fiscalYear: item.fiscalYear,
    amountWan: item.amountWan,
    errors: item.errors,
    warnings: item.warnings,
    advice: item.advice,
    openOpinions: item.openOpinions,
    returns: item.returns,
    since: item.since?.toISOString() ?? null,
    deadline,
    isLate: deadline !== null && isLate(deadline, now),
    isClean: item.errors + item.warnings + item.openOpinions === 0,
  };
}

/** 待办清单 of one stage or of all, by risk. */
export async function getInbox(
  context: ServiceContext,
  {
    state,
    campaign,
    limit,
  }: {
    readonly state?: FormState | undefined;
    readonly campaign?: string | undefined;
    readonly limit: number;
  },
): Promise<{ readonly items: WireItem[]; readonly count: number }> {
  const { db, tenant, person, now } = context;
  const question = { stages: stagesOf(person, state), campaignId: campaign };
  const [items, counts, rounds] = await Promise.all([
    listInbox(db, tenant.tenantId, question, limit),
    countInbox(db, tenant.tenantId, question),
    loadRounds(context),
  ]);
  return {
    items: items.map((item) => present(item, rounds, now)),
    count: counts.reduce((sum, { count }) => sum + count, 0),
  };
}

async function stageCounts(context: ServiceContext, rounds: Rounds): Promise<Workbench['stages']> {
  const { db, tenant, person, now } = context;
  const stages = stagesOf(person);
  const counts = await countInbox(db, tenant.tenantId, { stages });
  return stages.map(({ state }) => {
    const own = counts.filter((count) => count.state === state);
    const dated = own.map((count) => ({ ...count, deadline: deadlineAt(rounds, count) }));
    const sum = (of: readonly { readonly count: number }[]) => of.reduce((all, { count }) => all + count, 0);
    const ahead = dated.flatMap(({ deadline }) =>
      deadline !== null && !isLate(deadline, now) ? [deadline] : [],
    );
    return {
      state,
      label: FORM_STATE_LABELS[state],
      count: sum(own),
      clean: own.reduce((all, { clean }) => all + clean, 0),
      late: sum(dated.filter(({ deadline }) => deadline !== null && isLate(deadline, now))),
      nextDeadline: ahead.sort()[0] ?? null,
    };
  });
}

const OWED_SHOWN = 50;

async function owedProjects(
  { db, tenant, person, now }: ServiceContext,
  rounds: Rounds,
): Promise<{ readonly owed: OwedProject[]; readonly campaigns: Workbench['campaigns'] }> {
  const open = [...rounds.campaigns.values()].filter(({ state }) => state === 'open');
  const owed: OwedProject[] = [];
  const campaigns: Workbench['campaigns'] = [];
  for (const campaign of open) {
    const extensions = rounds.extensions.get(campaign.campaignId) ?? [];
    const projects = (await listCampaignProjects(db, tenant.tenantId, campaign)).filter(
      ({ path, projectId }) => may(person, 'campaign.read', { path, projectId }),
    );
    for (const project of projects) {
      if (project.formId !== null || !may(person, 'target.write', project)) continue;
      const deadline = deadlineFor(campaign.deadlines, extensions, 'fill', project.path);
      owed.push({
        projectId: project.projectId,
        projectName: project.projectName,
        organisationName: project.organisationName,
        amountWan: project.amountWan,
        campaignId: campaign.campaignId,
        campaignName: campaign.name,
        deadline,
        isLate: isLate(deadline, now),
      });
    }
    const next = Object.entries(campaign.deadlines).find(([, date]) => !isLate(date, now));
    const label = next && CAMPAIGN_STAGE_LABELS[next[0] as keyof typeof CAMPAIGN_STAGE_LABELS];
    campaigns.push({
      id: campaign.campaignId,
      name: campaign.name,
      fiscalYear: campaign.fiscalYear,
      guidance: campaign.guidance,
      nextStageLabel: label ?? null,
      nextDeadline: next?.[1] ?? null,
      daysLeft: next === undefined ? null : daysUntil(next[1], now),
      total: projects.length,
      approved: projects.filter(({ state }) => state === 'approved').length,
    });
  }
  owed.sort((a, b) => (a.deadline < b.deadline ? -1 : a.deadline > b.deadline ? 1 : 0));
  return { owed, campaigns };
}

/** 工作台 of the person who asks. */
export async function getWorkbench(context: ServiceContext): Promise<Workbench> {
  const { db, tenant, person, now } = context;
  const rounds = await loadRounds(context);
  const [stages, returned, { owed, campaigns }, unread] = await Promise.all([
    stageCounts(context, rounds),
    listInbox(db, tenant.tenantId, { stages: stagesOf(person, 'returned') }, OWED_SHOWN),
    owedProjects(context, rounds),
    countUnreadNotices(db, tenant.tenantId, person.personId),
  ]);
  return {
    personName: person.name,
    today: civilDate(now),
    stages,
    returned: returned.map((item) => present(item, rounds, now)),
    owed: owed.slice(0, OWED_SHOWN),
    owedCount: owed.length,
    campaigns,
    unread,
  };
}
