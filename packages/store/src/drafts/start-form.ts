import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import { contentHash } from '../database/content-hash.ts';
import { insertRows } from '../database/insert-rows.ts';
import type { AssessedForm } from '../forms/form-types.ts';
import { insertRevisions } from '../forms/revision-rows.ts';
import { summarise } from '../forms/summarise.ts';

/** 新表: what a form that is written here begins with. */
export interface NewForm {
  readonly tenantId: string;
  readonly form: AssessedForm;
  readonly organisationId: string;
  readonly path: string;
  readonly projectId: string;
  readonly campaignId: string;
  readonly disclosure: 'public' | 'internal' | 'withheld';
  readonly actor: string;
  readonly now: Date;
}

/**
 * 建表: a form in state draft with its starting record as revision 1. It has no identity of its own for imports: what is
 * imported later never becomes a revision of a form under review. When the round already has the project's form, that one is given.
 */
export async function startForm(
  tx: Tx,
  started: NewForm,
): Promise<{ readonly formId: string; readonly isNew: boolean }> {
  const { tenantId, form, projectId, campaignId, actor, now } = started;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${campaignId} ${projectId}`}, 2))`.execute(tx);
  const known = await findCampaignForm(tx, tenantId, { projectId, campaignId });
  if (known !== undefined) return { formId: known, isNew: false };
  const formId = uuidv7();
  await insertRows(tx, 'form', [
    {
      tenant_id: tenantId,
      form_id: formId,
      kind: form.record.kind,
      state: 'draft',
      disclosure: started.disclosure,
      campaign_id: campaignId,
      organisation_id: started.organisationId,
      organisation_path: started.path,
      project_id: projectId,
      approved_revision: null,
      created_at: now,
      current_revision: 1,
      revised_at: now,
      identity_group: null,
      identity_code: null,
      identity_name: null,
      ...summarise(form),
    },
  ]);
  const key = { tenant_id: tenantId, form_id: formId, revision: 1 };
  await insertRevisions(tx, [
    { key, form, recordSha256: contentHash(form.record), documentId: null, actor, now },
  ]);
  return { formId, isNew: true };
}

/** The form of a project in a round. */
export async function findCampaignForm(
  db: Db | Tx,
  tenantId: string,
  { projectId, campaignId }: { readonly projectId: string; readonly campaignId: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('form')
    .select('form_id')
    .where('tenant_id', '=', tenantId)
    .where('project_id', '=', projectId)
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst();
  return row?.form_id;
}
