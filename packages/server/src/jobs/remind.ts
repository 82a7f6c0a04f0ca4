import {
  CAMPAIGN_STAGE_LABELS,
  civilDate,
  daysUntil,
  deadlineFor,
  endOfDay,
  REVIEW_STAGES,
  stageOf,
  type CampaignStage,
  type Permission,
} from '@jiheng/domain';
import {
  insertNotices,
  inTransaction,
  listCampaignExtensions,
  listCampaignProjects,
  listCampaigns,
  listHolders,
  lockReminders,
  noticesSince,
  type Campaign,
  type CampaignProject,
  type Db,
  type Holder,
  type NewNotice,
  type Tx,
} from '@jiheng/store';

/** Days before the deadline on which one is reminded. */
const DUE_DAYS: readonly number[] = [3, 1, 0];
/** After it: the next day, then once a week. */
const OVERDUE_EVERY = 7;
const DAY_MS = 86_400_000;

const PERMISSIONS: Readonly<Record<CampaignStage, Permission>> = {
  fill: 'target.write',
  'unit-review': REVIEW_STAGES[0].permission,
  'department-review': REVIEW_STAGES[1].permission,
  'division-review': REVIEW_STAGES[2].permission,
  'office-review': REVIEW_STAGES[3].permission,
};

function reminderKind(days: number): 'due' | 'overdue' | null {
  if (DUE_DAYS.includes(days)) return 'due';
  return days < 0 && (-days - 1) % OVERDUE_EVERY === 0 ? 'overdue' : null;
}

function sentence(
  campaign: Campaign,
  stage: CampaignStage,
  entry: { count: number; date: string; days: number },
): string {
  const { count, date, days } = entry;
  const left = days < 0 ? `已逾期${-days}天` : days === 0 ? '今天截止' : `还有${days}天`;
  return `“${campaign.name}”有${count}张表待您办理${CAMPAIGN_STAGE_LABELS[stage]}，截止${date}（${left}）`;
}

/** The stage a project of a round waits in; undefined when nothing is waited for. */
function waitingStage({ state, isApproved }: CampaignProject): CampaignStage | undefined {
  if (state === null) return 'fill';
  return isApproved ? undefined : stageOf(state);
}

/** What one person is to be reminded of in one sentence. */
interface Waiting {
  readonly personId: string;
  readonly stage: CampaignStage;
  readonly date: string;
  readonly projectIds: string[];
}

async function remindersOf(
  tx: Tx,
  tenantId: string,
  { campaign, now }: { readonly campaign: Campaign; readonly now: Date },
): Promise<readonly NewNotice[]> {
  const { campaignId, deadlines } = campaign;
  const extensions = (await listCampaignExtensions(tx, tenantId, [campaignId])).get(campaignId) ?? [];
  const holders = new Map<CampaignStage, readonly Holder[]>();
  const groups = new Map<string, Waiting>();
  for (const project of await listCampaignProjects(tx, tenantId, campaign)) {
    const stage = waitingStage(project);
    if (stage === undefined) continue;
    const date = deadlineFor(deadlines, extensions, stage, project.path);
    if (reminderKind(daysUntil(date, now)) === null) continue;
    const known = holders.get(stage) ?? (await listHolders(tx, tenantId, PERMISSIONS[stage]));
    holders.set(stage, known);
    for (const { personId, path } of known) {
      if (!project.path.startsWith(path)) continue;
      const key = `${personId} ${stage} ${date}`;
      const group = groups.get(key) ?? { personId, stage, date, projectIds: [] };
      group.projectIds.push(project.projectId);
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ personId, stage, date, projectIds }) => {
    const days = daysUntil(date, now);
    const kind = reminderKind(days);
    const text = sentence(campaign, stage, { count: projectIds.length, date, days });
    return kind === null ? [] : [{ personId, kind, formId: null, campaignId, projectIds, text }];
  });
}

/** 到期提醒 of one tenant: who owes something that is due soon or late. Several runs on one day give one reminder. */
export async function remind(db: Db, tenantId: string, now: Date): Promise<number> {
  const campaigns = (await listCampaigns(db, tenantId)).filter(
    ({ state, opensOn }) => state === 'open' && opensOn <= civilDate(now),
  );
  if (campaigns.length === 0) return 0;
  return inTransaction(db, async (tx) => {
    await lockReminders(tx, tenantId);
    const since = new Date(endOfDay(civilDate(now)).getTime() - DAY_MS);
    const given = await noticesSince(tx, tenantId, { kinds: ['due', 'overdue'], since });
    let count = 0;
    for (const campaign of campaigns) {
      const notices = (await remindersOf(tx, tenantId, { campaign, now })).filter(
        ({ personId, text }) => !given.has(`${personId} ${text}`),
      );
      await insertNotices(tx, tenantId, notices, now);
      count += notices.length;
    }
    return count;
  });
}
