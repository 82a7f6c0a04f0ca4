import type { TargetDetail } from '@jiheng/api';
import { may } from '@jiheng/domain';
import {
  findFlowForm,
  findOrganisation,
  findProject,
  inTransaction,
  listSilences,
  openDraft,
} from '@jiheng/store';
import type { ServiceContext } from '../context.ts';
import { choicesInWords } from '../campaigns/choices-in-words.ts';
import { situationsOf } from '../flow/flow-subject.ts';
import { deadlineOf } from '../flow/step-rules.ts';
import { templateOf } from './assess-target.ts';
import { demandWriting, findTarget } from './find-target.ts';

/** The round of a form, with the date that sending it on is measured by. */
async function campaignOf(context: ServiceContext, formId: string): Promise<TargetDetail['campaign']> {
  const { db, tenant } = context;
  const form = await findFlowForm(db, tenant.tenantId, formId);
  const [situation] = form === undefined ? [] : await situationsOf(db, context, [form]);
  if (situation?.campaign === undefined) return null;
  const { campaignId: id, name, guidance } = situation.campaign;
  const deadline = deadlineOf(situation)?.date ?? null;
  return { id, name, guidance, deadline, ...choicesInWords(situation.campaign) };
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
    campaignOf(context, formId),
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
