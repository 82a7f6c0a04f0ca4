import type { TargetStarts } from '@jiheng/api';
import { FORM_KIND_LABELS, may, scopeOf } from '@jiheng/domain';
import { findCampaignForm, listStartingForms } from '@jiheng/store';
import type { ServiceContext } from '../context.ts';
import { findWork } from './start-target.ts';

/** 起始方式: forms the person may read and could start from, those of the same project in earlier years first. */
export async function listStarts(
  context: ServiceContext,
  query: { readonly projectId: string; readonly campaignId: string; readonly text?: string | undefined },
): Promise<TargetStarts> {
  const { db, tenant, person } = context;
  const { project, campaign } = await findWork(context, query);
  const formId = await findCampaignForm(db, tenant.tenantId, query);
  const forms = await listStartingForms(db, tenant.tenantId, {
    lineageId: project.lineageId,
    name: project.name,
    before: campaign.fiscalYear,
    text: query.text,
    scope: scopeOf(person, 'form.read'),
  });
  return {
    projectName: project.name,
    organisationName: project.organisationName,
    campaignName: campaign.name,
    fiscalYear: campaign.fiscalYear,
    formId: formId ?? null,
    items: forms
      .filter((form) => may(person, 'form.read', form))
      .map(({ formId: id, kind, fiscalYear, projectName, unit, indicators, isSameProject }) => ({
        formId: id,
        kindLabel: FORM_KIND_LABELS[kind],
        fiscalYear,
        projectName,
        unit,
        indicators,
        isSameProject,
      })),
  };
}
