import type { EarlierForm, FormWork, WorkAction } from '@jiheng/api';
import {
  CAMPAIGN_STAGE_LABELS,
  civilDate,
  compareRecords,
  FORM_KIND_LABELS,
  may,
  REVIEW_STAGES,
  transitionsFrom,
  WRITING_STATES,
  type FormState,
} from '@jiheng/domain';
import { reviewSheetOn } from '@jiheng/regulation';
import {
  findOrganisation,
  findProject,
  findRecord,
  listFormIndicators,
  listLineage,
  listOpinions,
  listProjectForms,
  listSilences,
  type FlowForm,
} from '@jiheng/store';
import { presentOpinion, presentStep } from '../../presenters/form-work.ts';
import type { ServiceContext } from '../context.ts';
import { findVisibleForm, notFound, situationsOf } from './flow-subject.ts';
import { courseOf, deadlineOf, needsOpinion, refusalOf, type StepSituation } from './step-rules.ts';

/** 第三方评审 reads what it was given; who reviews or only reads is told by the state of the form. */
export function reviewPermission(state: FormState) {
  return REVIEW_STAGES.find((stage) => stage.state === state)?.permission;
}

function actionsOf(situation: StepSituation): WorkAction[] {
  const { form, person } = situation;
  const possible = transitionsFrom(form.state, courseOf(form));
  return possible
    .filter(({ permission }) => may(person, permission, form))
    .map((transition) => ({
      action: transition.action,
      toState: transition.to,
      needsOpinion: needsOpinion(situation, transition),
      needsApprovalNumber: transition.conditions.includes('approval-number'),
      refusal: refusalOf(situation, transition),
    }));
}

/** The version to compare with: what this person decided on last, else what this level did, else what was returned or approved. */
function seenBefore({
  form,
  steps,
  person,
}: StepSituation): { readonly since: number; readonly why: string } | null {
  const earlier = steps.filter(
    ({ action, revision }) => revision < form.revision && ['pass', 'return', 'approve'].includes(action),
  );
  const own = earlier.findLast(({ personId }) => personId === person.personId);
  if (own) return { since: own.revision, why: `您上次审核的第${own.revision}版` };
  const level = earlier.findLast(({ fromState }) => fromState === form.state);
  if (level) return { since: level.revision, why: `本级上次审核的第${level.revision}版` };
  const last = earlier.at(-1);
  if (!last) return null;
  const how = last.action === 'return' ? '被退回' : last.action === 'approve' ? '已批复' : '送上来';
  return { since: last.revision, why: `${how}的第${last.revision}版` };
}

async function changesOf(
  { db, tenant }: ServiceContext,
  situation: StepSituation,
  since: number | undefined,
): Promise<FormWork['changes']> {
  const { form } = situation;
  const base = since === undefined ? seenBefore(situation) : { since, why: `第${since}版` };
  if (base === null || base.since >= form.revision) return null;
  const [before, after] = await Promise.all([
    findRecord(db, tenant.tenantId, form.formId, base.since),
    findRecord(db, tenant.tenantId, form.formId, form.revision),
  ]);
  if (before === undefined || after === undefined) return null;
  return { ...base, differences: [...compareRecords(before, after)] };
}

/** 上年情况: forms of the same project of earlier years, the nearest two years first. */
async function earlierForms({ db, tenant, person }: ServiceContext, form: FlowForm): Promise<EarlierForm[]> {
  const { tenantId } = tenant;
  const project = form.projectId === null ? undefined : await findProject(db, tenantId, form.projectId);
  const year = form.fiscalYear;
  if (project === undefined || year === null) return [];
  // Other years of the project may be another unit's, or were not given to this third party.
  const lineage = (await listLineage(db, tenantId, project.lineageId)).filter((other) =>
    may(person, 'form.read', other),
  );
  const forms = await listProjectForms(
    db,
    tenantId,
    lineage.map(({ projectId }) => projectId),
  );
  const earlier = forms
    .filter(({ fiscalYear }) => fiscalYear !== null && fiscalYear < year && fiscalYear >= year - 3)
    .sort((a, b) => (b.fiscalYear ?? 0) - (a.fiscalYear ?? 0) || (a.kind < b.kind ? -1 : 1));
  const indicators = await listFormIndicators(
    db,
    tenantId,
    earlier.map(({ formId }) => formId),
  );
  return earlier.map((of) => ({
    formId: of.formId,
    kind: of.kind,
    kindLabel: FORM_KIND_LABELS[of.kind],
    fiscalYear: of.fiscalYear ?? year,
    amountWan: of.amountWan,
    spentWan: of.spentWan,
    executionRate: of.executionRate,
    totalScore: of.totalScore,
    grade: of.grade,
    indicators: indicators
      .filter(({ formId }) => formId === of.formId)
      .map(({ level2, level3, target, actual }) => ({ name: level3 ?? level2 ?? '', target, actual })),
  }));
}

/** Opinions belong to a review; the third party may speak of what it was given. */
export function mayComment({ form, person }: Pick<StepSituation, 'form' | 'person'>): boolean {
  const permission = reviewPermission(form.state);
  if (permission === undefined) return false;
  return may(person, permission, form) || may(person, 'review.comment', form);
}

/** The unit settles opinions while it writes, a reviewer while it reviews. */
export function maySettle({ form, person }: Pick<StepSituation, 'form' | 'person'>): boolean {
  const isWriting = (WRITING_STATES as readonly FormState[]).includes(form.state);
  if (isWriting) return may(person, 'target.write', form);
  const permission = reviewPermission(form.state);
  return permission !== undefined && may(person, permission, form);
}

/** 办理情况: everything about the way of one form that its page shows, and what this person may do with it. */
export async function getFormWork(
  context: ServiceContext,
  formId: string,
  since?: number,
): Promise<FormWork> {
  const { db, tenant, person, now } = context;
  const { tenantId } = tenant;
  const form = await findVisibleForm(context, formId);
  const [situation] = await situationsOf(db, context, [form]);
  if (situation === undefined) throw notFound();
  const [opinions, silences, changes, earlier, organisation, project] = await Promise.all([
    listOpinions(db, tenantId, formId),
    listSilences(db, tenantId, formId),
    changesOf(context, situation, since),
    earlierForms(context, form),
    form.organisationId === null ? undefined : findOrganisation(db, tenantId, form.organisationId),
    form.projectId === null ? undefined : findProject(db, tenantId, form.projectId),
  ]);
  const deadline = deadlineOf(situation);
  const { campaign } = situation;
  return {
    formId,
    state: form.state,
    revision: form.revision,
    approvedRevision: form.approvedRevision,
    organisation: organisation ? { id: organisation.organisationId, name: organisation.name } : null,
    campaign: campaign ? { id: campaign.campaignId, name: campaign.name, state: campaign.state } : null,
    project: project ? { id: project.projectId, name: project.name } : null,
    deadline: deadline && { ...deadline, stageLabel: CAMPAIGN_STAGE_LABELS[deadline.stage] },
    actions: actionsOf(situation),
    mayComment: mayComment(situation),
    maySettle: maySettle(situation),
    steps: situation.steps.map(presentStep),
    opinions: opinions.map((opinion) => presentOpinion(opinion, person.personId)),
    silences: [...silences],
    changes,
    earlier,
    sheetForm: reviewSheetOn(civilDate(now)),
  };
}
