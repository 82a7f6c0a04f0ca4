import type { CampaignBody, CampaignDetail } from '@jiheng/api';
import { CAMPAIGN_STAGE_LABELS, CAMPAIGN_STAGES, civilDate, may } from '@jiheng/domain';
import { chooseRuleProfile, ruleProfileById, SCHEMES, templateById } from '@jiheng/regulation';
import {
  findOrganisation,
  inTransaction,
  insertCampaign,
  insertExtension,
  listCampaignExtensions,
  listCampaigns,
  listOrganisations,
  lockCampaign,
  replaceCampaignMembers,
  setCampaignState,
  updateCampaign,
  type Campaign,
  type CampaignSettings,
  type NewExtension,
  type Tx,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { getCampaign } from './campaign-view.ts';

/** Rounds are the bureau's: who manages them does so for the whole tree. */
export function demandManager({ person }: ServiceContext): void {
  if (may(person, 'campaign.manage', { path: '/' })) return;
  throw new AppError('NOT-ALLOWED', '批次由财政部门管理，您的角色不能更改。');
}

async function lockKnown(tx: Tx, { tenant }: ServiceContext, campaignId: string): Promise<Campaign> {
  const campaign = await lockCampaign(tx, tenant.tenantId, campaignId);
  if (campaign === undefined) throw new AppError('NOT-FOUND', '没有找到这个批次。');
  return campaign;
}

function settingsOf(body: CampaignBody): CampaignSettings {
  const { name, kind, fiscalYear, templateId, schemeId, ruleProfileId, guidance, opensOn, deadlines } = body;
  return { name, kind, fiscalYear, templateId, schemeId, ruleProfileId, guidance, opensOn, deadlines };
}

/** A scheme and a profile that there are. */
function checkChoices({ schemeId, ruleProfileId }: CampaignBody): void {
  if (schemeId !== null && !SCHEMES.some(({ id }) => id === schemeId))
    throw new AppError('CAMPAIGN-SCHEME', `评分办法：没有编号为“${schemeId}”的办法。`, {
      remedy: '请刷新页面后在“评分办法”一栏重新选择。',
    });
  if (ruleProfileId !== null && ruleProfileById(ruleProfileId) === undefined)
    throw new AppError('CAMPAIGN-RULE-PROFILE', `规则方案：没有编号为“${ruleProfileId}”的方案。`, {
      remedy: '请刷新页面后在“规则方案”一栏重新选择。',
    });
}

/** What the forms that were written for an opened round rest on: paper, rules, and the scheme of those that have scores. */
function demandUnchanged(before: Campaign, body: CampaignBody): void {
  const profileOf = ({ ruleProfileId }: Pick<Campaign, 'ruleProfileId'>) =>
    chooseRuleProfile(ruleProfileId).profile.id;
  const isOther =
    body.fiscalYear !== before.fiscalYear ||
    body.templateId !== before.templateId ||
    profileOf(body) !== profileOf(before);
  if (isOther) throw new AppError('REFUSED', '批次开启后不能再改年度、表种、表样和规则方案。');
  if (body.kind.endsWith('self-evaluation') && body.schemeId !== before.schemeId)
    throw new AppError('REFUSED', '自评批次开启后不能再改评分办法。');
}

/** Dates in order of the levels, a template of the kind, members that exist, a name of its own. */
async function checkSettings(
  tx: Tx,
  { tenant }: ServiceContext,
  body: CampaignBody,
  ownId: string | undefined,
): Promise<void> {
  const template = templateById(body.templateId);
  if (template?.kind !== body.kind) throw new AppError('INVALID-INPUT', '所选表样与表种不符。');
  checkChoices(body);
  let before = { label: '开始日期', date: body.opensOn };
  for (const stage of CAMPAIGN_STAGES) {
    const label = `${CAMPAIGN_STAGE_LABELS[stage]}截止日期`;
    const date = body.deadlines[stage];
    if (date < before.date)
      throw new AppError('INVALID-INPUT', `${label}${date}早于${before.label}${before.date}。`);
    before = { label, date };
  }
  const known = new Set(
    (await listOrganisations(tx, tenant.tenantId)).map(({ organisationId }) => organisationId),
  );
  if (!body.memberIds.every((id) => known.has(id)))
    throw new AppError('INVALID-INPUT', '参加单位中有不存在的单位。', { remedy: '请刷新页面后重新选择。' });
  const others = await listCampaigns(tx, tenant.tenantId);
  if (others.some(({ name, campaignId }) => name === body.name && campaignId !== ownId))
    throw new AppError('INVALID-INPUT', `已有名为“${body.name}”的批次。`, { remedy: '请换一个名称。' });
}

/** 新建批次. */
export async function createCampaign(context: ServiceContext, body: CampaignBody): Promise<CampaignDetail> {
  demandManager(context);
  const { db, tenant, now } = context;
  const campaignId = await inTransaction(db, async (tx) => {
    await checkSettings(tx, context, body, undefined);
    const id = await insertCampaign(tx, {
      tenantId: tenant.tenantId,
      settings: settingsOf(body),
      memberIds: body.memberIds,
      copiedFrom: null,
      now,
    });
    await audit(context, tx, { action: 'create-campaign', subject: id, detail: body });
    return id;
  });
  return getCampaign(context, campaignId);
}

/** 修改批次. The kind stays; what forms were written for stays once it was opened. */
export async function changeCampaign(
  context: ServiceContext,
  campaignId: string,
  body: CampaignBody,
): Promise<CampaignDetail> {
  demandManager(context);
  const { db, tenant } = context;
  await inTransaction(db, async (tx) => {
    const before = await lockKnown(tx, context, campaignId);
    if (body.kind !== before.kind) throw new AppError('REFUSED', '批次建立后不能再改表种。');
    if (before.state !== 'preparing') demandUnchanged(before, body);
    if (before.state === 'closed') throw new AppError('REFUSED', '批次已经关闭，重新开启后才能修改。');
    await checkSettings(tx, context, body, campaignId);
    await updateCampaign(tx, tenant.tenantId, campaignId, settingsOf(body));
    await replaceCampaignMembers(tx, tenant.tenantId, campaignId, body.memberIds);
    await audit(context, tx, {
      action: 'change-campaign',
      subject: campaignId,
      detail: { before, after: body },
    });
  });
  return getCampaign(context, campaignId);
}

/** 开启、关闭、重新开启: closing and reopening are acts with a reason. */
export async function moveCampaign(
  context: ServiceContext,
  campaignId: string,
  { state, reason }: { readonly state: 'open' | 'closed'; readonly reason: string },
): Promise<CampaignDetail> {
  demandManager(context);
  const { db, tenant } = context;
  await inTransaction(db, async (tx) => {
    const before = await lockKnown(tx, context, campaignId);
    if (before.state === state) throw new AppError('REFUSED', '批次已经是这个状态。');
    if (state === 'closed' && before.state === 'preparing')
      throw new AppError('REFUSED', '批次尚未开启，无需关闭。');
    if (before.state !== 'preparing' && reason === '') {
      throw new AppError('INVALID-INPUT', `${state === 'closed' ? '关闭' : '重新开启'}批次需要写明理由。`);
    }
    await setCampaignState(tx, tenant.tenantId, campaignId, state);
    const action =
      state === 'closed' ? 'close-campaign' : before.state === 'closed' ? 'reopen-campaign' : 'open-campaign';
    await audit(context, tx, {
      action,
      subject: campaignId,
      detail: { from: before.state, to: state, reason },
    });
  });
  return getCampaign(context, campaignId);
}

type ExtensionBody = Pick<NewExtension, 'organisationId' | 'stage' | 'until' | 'reason'>;

/** 延期 of one stage for one organisation and everything below it. */
export async function extendCampaign(
  context: ServiceContext,
  campaignId: string,
  extension: ExtensionBody,
): Promise<CampaignDetail> {
  demandManager(context);
  const { db, tenant, actor, now } = context;
  const { tenantId } = tenant;
  await inTransaction(db, async (tx) => {
    const campaign = await lockKnown(tx, context, campaignId);
    const organisation = await findOrganisation(tx, tenantId, extension.organisationId);
    if (organisation === undefined) throw new AppError('NOT-FOUND', '没有找到这个单位。');
    if (campaign.state === 'closed') throw new AppError('REFUSED', '批次已经关闭，重新开启后才能延期。');
    const held = (await listCampaignExtensions(tx, tenantId, [campaignId])).get(campaignId) ?? [];
    const latest = held
      .filter(({ stage, path }) => stage === extension.stage && organisation.path.startsWith(path))
      .reduce((date, { until }) => (until > date ? until : date), campaign.deadlines[extension.stage]);
    if (extension.until <= latest || extension.until < civilDate(now))
      throw new AppError('INVALID-INPUT', `延期后的日期应晚于现在的截止日期${latest}，且不早于今天。`);
    await insertExtension(tx, { ...extension, tenantId, campaignId, grantedBy: actor, now });
    await audit(context, tx, {
      action: 'extend-campaign',
      subject: campaignId,
      detail: { ...extension, organisation: organisation.name, before: latest },
    });
  });
  return getCampaign(context, campaignId);
}
