import { may, type Permission } from '@jiheng/domain';
import {
  findCampaign,
  findFlowForm,
  listCampaignExtensions,
  listFlowSteps,
  type Db,
  type FlowForm,
  type Tx,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import type { ServiceContext } from '../context.ts';
import type { StepSituation } from './step-rules.ts';

/** What lies outside a person's scope is not found, so that nobody learns which ids exist. */
export function notFound(): AppError {
  return new AppError('NOT-FOUND', '没有找到这张表。');
}

/** Whether the person holds a permission for this very form. */
export function mayOn(
  { person }: Pick<ServiceContext, 'person'>,
  permission: Permission,
  form: FlowForm,
): boolean {
  return may(person, permission, form);
}

/** A form within the person's scope. */
export async function findVisibleForm(context: ServiceContext, formId: string): Promise<FlowForm> {
  const form = await findFlowForm(context.db, context.tenant.tenantId, formId);
  if (form === undefined || !mayOn(context, 'form.read', form)) throw notFound();
  return form;
}

/** Everything that decides what may be done with forms of one round: their steps, the round, its extensions. */
export async function situationsOf(
  db: Db | Tx,
  { tenant, person, now }: Pick<ServiceContext, 'tenant' | 'person' | 'now'>,
  forms: readonly FlowForm[],
): Promise<readonly StepSituation[]> {
  const campaignIds = [...new Set(forms.flatMap(({ campaignId }) => campaignId ?? []))];
  const [steps, extensions, campaigns] = await Promise.all([
    listFlowSteps(
      db,
      tenant.tenantId,
      forms.map(({ formId }) => formId),
    ),
    listCampaignExtensions(db, tenant.tenantId, campaignIds),
    Promise.all(campaignIds.map((id) => findCampaign(db, tenant.tenantId, id))),
  ]);
  return forms.map((form) => ({
    form,
    steps: steps.get(form.formId) ?? [],
    campaign: campaigns.find((campaign) => campaign?.campaignId === form.campaignId),
    extensions: extensions.get(form.campaignId ?? '') ?? [],
    person,
    now,
  }));
}
