import { may } from '@jiheng/domain';
import {
  findCampaign,
  findForm,
  findOrganisation,
  findProject,
  inTransaction,
  listCampaignMembers,
  openDraft,
  startForm,
  type Campaign,
  type Project,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { assessStart, templateOf } from './assess-target.ts';
import { findTarget } from './find-target.ts';
import { startingOrigins, startingRecord, type StartingPoint } from './starting-record.ts';

/** Which project's form of which round, and what it begins with. */
export interface TargetStart {
  readonly projectId: string;
  readonly campaignId: string;
  readonly from: { readonly kind: 'empty' } | { readonly kind: 'form'; readonly formId: string };
}

/** The project and the round, as far as the person may write in them. */
export async function findWork(
  { db, tenant, person }: ServiceContext,
  { projectId, campaignId }: Pick<TargetStart, 'projectId' | 'campaignId'>,
): Promise<{ readonly project: Project; readonly campaign: Campaign }> {
  const [project, campaign, members] = await Promise.all([
    findProject(db, tenant.tenantId, projectId),
    findCampaign(db, tenant.tenantId, campaignId),
    listCampaignMembers(db, tenant.tenantId, campaignId),
  ]);
  if (!project || !campaign || !may(person, 'target.write', project)) {
    throw new AppError('NOT-FOUND', '没有找到这个项目或批次。', { remedy: '请从工作台重新打开。' });
  }
  if (campaign.state !== 'open') {
    throw new AppError('CONFLICT', `批次“${campaign.name}”没有开放填报。`, {
      remedy: '请等待财政部门开放，或联系财政绩效处。',
    });
  }
  if (!members.some(({ path }) => project.path.startsWith(path))) {
    throw new AppError('CONFLICT', `${project.organisationName}不在批次“${campaign.name}”的填报范围内。`, {
      remedy: '如应参加，请联系财政绩效处。',
    });
  }
  if (project.fiscalYear !== campaign.fiscalYear || project.isClosed) {
    throw new AppError('CONFLICT', '这个项目不属于本批次的年度，或已停用。', {
      remedy: '请在项目库中核对项目的年度和状态。',
    });
  }
  return { project, campaign };
}

async function startingPoint(
  context: ServiceContext,
  from: TargetStart['from'],
): Promise<StartingPoint | null> {
  if (from.kind === 'empty') return null;
  await findTarget(context, from.formId, 'form.read');
  const form = await findForm(context.db, context.tenant.tenantId, from.formId);
  return form ? { formId: form.formId, revision: form.revision, record: form.record } : null;
}

async function departmentName({ db, tenant }: ServiceContext, { path }: Project): Promise<string> {
  const departmentId = path.split('/').find((part) => part !== '');
  const department =
    departmentId === undefined ? undefined : await findOrganisation(db, tenant.tenantId, departmentId);
  return department?.name ?? tenant.name;
}

/** 开始填报: makes the form of a project in a round. When it is there already, its id is given and nothing is made. */
export async function startTarget(
  context: ServiceContext,
  { projectId, campaignId, from }: TargetStart,
): Promise<{ readonly id: string }> {
  const { db, tenant, person, now } = context;
  const { tenantId } = tenant;
  const { project, campaign } = await findWork(context, { projectId, campaignId });
  const point = await startingPoint(context, from);
  const template = templateOf(campaign.templateId);
  const record = startingRecord({
    project,
    departmentName: await departmentName(context, project),
    campaign,
    template,
    from: point,
  });
  const id = await inTransaction(db, async (tx) => {
    const started = await startForm(tx, {
      tenantId,
      form: assessStart(record, startingOrigins(record, point), template, campaign),
      organisationId: project.organisationId,
      path: project.path,
      projectId,
      campaignId,
      disclosure: project.disclosure,
      actor: person.name,
      now,
    });
    if (!started.isNew) return started.formId;
    await openDraft(tx, { tenantId, formId: started.formId, personId: person.personId, now });
    const detail = { projectId, campaignId, from };
    await audit(context, tx, { action: 'start-target', subject: started.formId, detail });
    return started.formId;
  });
  return { id };
}
