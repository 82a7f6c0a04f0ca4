import type { TargetDetail } from '@jiheng/api';
import { deadlineFor, may } from '@jiheng/domain';
import {
  findCampaign,
  findOrganisation,
  findProject,
  inTransaction,
  listCampaignExtensions,
  listSilences,
  openDraft,
  type DraftForm,
} from '@jiheng/store';
import type { ServiceContext } from '../context.ts';
import { choicesInWords } from '../campaigns/choices-in-words.ts';
import { templateOf } from './assess-target.ts';
import { demandWriting, findTarget } from './find-target.ts';

async function campaignOf(
  { db, tenant }: ServiceContext,
  { campaignId, path }: DraftForm,
): Promise<TargetDetail['campaign']> {
  const campaign = campaignId === null ? undefined : await findCampaign(db, tenant.tenantId, campaignId);
  if (!campaign) return null;
  const extensions = await listCampaignExtensions(db, tenant.tenantId, [campaign.campaignId]);
  const deadline = deadlineFor(campaign.deadlines, extensions.get(campaign.campaignId) ?? [], 'fill', path);
  const { campaignId: id, name, guidance } = campaign;
  return { id, name, guidance, deadline, ...choicesInWords(campaign) };
}

/** 填报页: the draft of a form, begun from its newest revision when there is none. */
export async function getTarget(context: ServiceContext, formId: string): Promise<TargetDetail> {
  const { db, tenant, person, now } = context;
  const { tenantId } = tenant;
  const form = await findTarget(context, formId);
  demandWriting(form);
  const stored = await inTransaction(db, (tx) =>
    openDraft(tx, { tenantId, formId, personId: person.personId, now }),
  );
  const [campaign, silences, project, organisation] = await Promise.all([
    campaignOf(context, form),
    listSilences(db, tenantId, formId),
    form.projectId === null ? undefined : findProject(db, tenantId, form.projectId),
    form.organisationId === null ? undefined : findOrganisation(db, tenantId, form.organisationId),
  ]);
  return {
    id: formId,
    state: form.state,
    templateId: templateOf(form.templateId).id,
    projectId: form.projectId,
    projectName: project?.name ?? '',
    organisationName: organisation?.name ?? tenant.name,
    campaign,
    baseRevision: stored.baseRevision,
    version: stored.version,
    draft: stored.draft,
    round: stored.round,
    silences: silences.map(({ ruleId, at, reason, actor }) => ({ ruleId, at, reason, actor })),
    canSubmit: may(person, 'target.submit', form),
  };
}
