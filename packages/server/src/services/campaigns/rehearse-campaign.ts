import type { Rehearsal } from '@jiheng/api';
import {
  daysUntil,
  deadlineFor,
  findingsToClear,
  FORM_STATE_LABELS,
  stageOf,
  WRITING_STATES,
  type FormState,
} from '@jiheng/domain';
import {
  findDraft,
  findForm,
  listCampaignExtensions,
  listDraftEntries,
  listOrganisations,
  listSilences,
  type CampaignProject,
} from '@jiheng/store';
import type { ServiceContext } from '../context.ts';
import { assessTarget } from '../targets/assess-target.ts';
import { departmentOf, visibleCampaign, visibleProjects } from './campaign-view.ts';

/** Messages shown of one form. */
const MOST_FINDINGS = 5;

interface Standing {
  readonly problem: string;
  readonly errors: number;
  readonly warnings: number;
  readonly findings: string[];
}

/** What stands between a form that is being written and its submission, as it is at this moment. */
async function standingOf({ db, tenant }: ServiceContext, formId: string): Promise<Standing> {
  const { tenantId } = tenant;
  const [draft, silences] = await Promise.all([
    findDraft(db, tenantId, formId),
    listSilences(db, tenantId, formId),
  ]);
  const form =
    draft === undefined
      ? await findForm(db, tenantId, formId)
      : assessTarget(draft, await listDraftEntries(db, tenantId, formId, 0));
  const left = form === undefined ? [] : findingsToClear(form.findings, silences, form.record);
  const errors = left.filter(({ severity }) => severity === 'error').length;
  const warnings = left.length - errors;
  const parts = [
    ...(errors > 0 ? [`${errors}处错误`] : []),
    ...(warnings > 0 ? [`${warnings}处需说明`] : []),
  ];
  return {
    problem: parts.length === 0 ? '内容已可送审，尚未送审' : `送审会被拦下：${parts.join('、')}`,
    errors,
    warnings,
    findings: left.slice(0, MOST_FINDINGS).map(({ message }) => message),
  };
}

async function judge(
  context: ServiceContext,
  { formId, state, isApproved }: CampaignProject,
): Promise<Standing | undefined> {
  if (formId === null || state === null) return { problem: '未填报', errors: 0, warnings: 0, findings: [] };
  // While an approved target is being adjusted, the approved version holds.
  if (isApproved) return undefined;
  if ((WRITING_STATES as readonly FormState[]).includes(state)) return standingOf(context, formId);
  return { problem: `在${FORM_STATE_LABELS[state]}，尚未办结`, errors: 0, warnings: 0, findings: [] };
}

/** 预演: what would be missing or fail if the deadline were now, and whose it is. */
export async function rehearseCampaign(context: ServiceContext, campaignId: string): Promise<Rehearsal> {
  const { db, tenant, now } = context;
  const campaign = await visibleCampaign(context, campaignId);
  const [projects, extensions, organisations] = await Promise.all([
    visibleProjects(context, campaign),
    listCampaignExtensions(db, tenant.tenantId, [campaignId]),
    listOrganisations(db, tenant.tenantId),
  ]);
  const entries: Rehearsal['entries'] = [];
  for (const project of projects) {
    const standing = await judge(context, project);
    if (standing === undefined) continue;
    const stage = (project.state === null ? 'fill' : stageOf(project.state)) ?? 'fill';
    const deadline = deadlineFor(campaign.deadlines, extensions.get(campaignId) ?? [], stage, project.path);
    entries.push({
      organisationName: project.organisationName,
      departmentName: departmentOf(project.path, organisations),
      projectCode: project.projectCode,
      projectName: project.projectName,
      amountWan: project.amountWan,
      formId: project.formId,
      state: project.state,
      ...standing,
      deadline,
      daysLeft: daysUntil(deadline, now),
    });
  }
  return { at: now.toISOString(), total: projects.length, ready: projects.length - entries.length, entries };
}
