import type { Tx } from '../database/db.ts';
import { contentHash } from '../database/content-hash.ts';
import { insertRows } from '../database/insert-rows.ts';
import type { AssessedForm } from '../forms/form-types.ts';
import { insertRevisions } from '../forms/revision-rows.ts';
import { summarise } from '../forms/summarise.ts';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';

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
 * imported later never becomes a revision of a form under review. Undefined when the round already has the project's form.
 */
export async function startForm(tx: Tx, started: NewForm): Promise<string | undefined> {
  const { tenantId, form, projectId, campaignId, actor, now } = started;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${campaignId} ${projectId}`}, 2))`.execute(tx);
  if (await findStartedForm(tx, tenantId, { projectId, campaignId })) return undefined;
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
  return formId;
}

/** The form of a project in a round. */
export async function findStartedForm(
  tx: Tx,
  tenantId: string,
  { projectId, campaignId }: { readonly projectId: string; readonly campaignId: string },
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('form')
    .select('form_id')
    .where('tenant_id', '=', tenantId)
    .where('project_id', '=', projectId)
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst();
  return row?.form_id;
}
