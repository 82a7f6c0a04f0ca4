import type { CampaignDetail } from '@jiheng/api';
import { chooseTemplate, templateById } from '@jiheng/regulation';
import {
  inTransaction,
  insertCampaign,
  insertProjects,
  listCampaignMembers,
  listCampaigns,
  listProjectsOfYear,
  lockCampaign,
  projectsByCode,
  type Campaign,
  type CampaignSettings,
  type Project,
  type Tx,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { getCampaign } from './campaign-view.ts';
import { demandManager } from './change-campaign.ts';

/** The same day some years later; the 29th of February becomes the 28th. */
export function yearsLater(date: string, years: number): string {
  const [year = '', ...rest] = date.split('-');
  const day = rest.join('-');
  return `${String(Number(year) + years)}-${day === '02-29' ? '02-28' : day}`;
}

function settingsOneYearOn(campaign: Campaign, name: string, fiscalYear: number): CampaignSettings {
  const shift = fiscalYear - campaign.fiscalYear;
  const { deadlines } = campaign;
  const known = templateById(campaign.templateId);
  // The paper in force in the new year, of the region the round used before.
  const { template } = chooseTemplate({
    templateId: null,
    regionName: known?.regionName ?? null,
    fiscalYear,
    kind: campaign.kind,
  });
  return {
    name,
    kind: campaign.kind,
    fiscalYear,
    templateId: known && known.region !== template.region ? known.id : template.id,
    schemeId: campaign.schemeId,
    ruleProfileId: campaign.ruleProfileId,
    guidance: campaign.guidance,
    opensOn: yearsLater(campaign.opensOn, shift),
    deadlines: {
      fill: yearsLater(deadlines.fill, shift),
      'unit-review': yearsLater(deadlines['unit-review'], shift),
      'department-review': yearsLater(deadlines['department-review'], shift),
      'division-review': yearsLater(deadlines['division-review'], shift),
      'office-review': yearsLater(deadlines['office-review'], shift),
    },
  };
}

/** 经常性项目: what is not named as once only, and does not end before the new year begins. */
export function isRecurring({ nature, category, endDate }: Project, fiscalYear: number): boolean {
  if (`${nature ?? ''}${category ?? ''}`.includes('一次性')) return false;
  return endDate === null || (nature ?? '').includes('经常') || endDate.slice(0, 4) >= String(fiscalYear);
}

async function copyProjects(
  tx: Tx,
  { tenant, now }: ServiceContext,
  { from, to, paths }: { readonly from: number; readonly to: number; readonly paths: readonly string[] },
): Promise<number> {
  const { tenantId } = tenant;
  const scope = { paths, projects: [] };
  const candidates = (await listProjectsOfYear(tx, tenantId, from, scope)).filter((project) =>
    isRecurring(project, to),
  );
  const taken = await projectsByCode(
    tx,
    tenantId,
    to,
    candidates.map(({ code }) => code),
  );
  const there = new Set(
    (await listProjectsOfYear(tx, tenantId, to, scope)).map(({ lineageId }) => lineageId),
  );
  const shift = to - from;
  const copies = candidates.filter(({ code, lineageId }) => !taken.has(code) && !there.has(lineageId));
  await insertProjects(
    tx,
    copies.map((project) => ({
      tenantId,
      lineageId: project.lineageId,
      now,
      settings: {
        ...project,
        fiscalYear: to,
        startDate: project.startDate === null ? null : yearsLater(project.startDate, shift),
        endDate: project.endDate === null ? null : yearsLater(project.endDate, shift),
        // What a project gets in the new year is for its unit to say.
        funds: [],
        amountWan: null,
      },
    })),
  );
  return copies.length;
}

/** 结转下年: a new round in preparation with the settings and members of this one, and its recurring projects in the new year. */
export async function rollOverCampaign(
  context: ServiceContext,
  campaignId: string,
  { name, fiscalYear }: { readonly name: string; readonly fiscalYear: number },
): Promise<{ readonly campaign: CampaignDetail; readonly projects: number }> {
  demandManager(context);
  const { db, tenant, now } = context;
  const { tenantId } = tenant;
  const made = await inTransaction(db, async (tx) => {
    const campaign = await lockCampaign(tx, tenantId, campaignId);
    if (campaign === undefined) throw new AppError('NOT-FOUND', '没有找到这个批次。');
    if (fiscalYear <= campaign.fiscalYear)
      throw new AppError('INVALID-INPUT', `结转的年度应晚于${campaign.fiscalYear}年度。`);
    if ((await listCampaigns(tx, tenantId)).some((other) => other.name === name))
      throw new AppError('INVALID-INPUT', `已有名为“${name}”的批次。`, { remedy: '请换一个名称。' });
    const members = await listCampaignMembers(tx, tenantId, campaignId);
    const id = await insertCampaign(tx, {
      tenantId,
      settings: settingsOneYearOn(campaign, name, fiscalYear),
      memberIds: members.map(({ organisationId }) => organisationId),
      copiedFrom: campaignId,
      now,
    });
    const projects = await copyProjects(tx, context, {
      from: campaign.fiscalYear,
      to: fiscalYear,
      paths: members.map(({ path }) => path),
    });
    const detail = { from: campaignId, name, fiscalYear, projects };
    await audit(context, tx, { action: 'roll-over-campaign', subject: id, detail });
    return { id, projects };
  });
  return { campaign: await getCampaign(context, made.id), projects: made.projects };
}
