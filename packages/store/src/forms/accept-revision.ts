import type { Db, Tx } from '../database/db.ts';
import { contentHash } from '../database/content-hash.ts';
import { insertAuditEntry } from '../audit/audit-repository.ts';
import { identityOf } from './identity.ts';
import { insertRevisions } from './revision-rows.ts';
import { summarise } from './summarise.ts';

/** Which proposed revision is taken, by whom and when. */
export interface Acceptance {
  readonly tenantId: string;
  readonly formId: string;
  readonly documentId: string;
  readonly index: number;
  readonly actor: string;
  readonly now: Date;
}

/** Takes a proposed revision as the form's newest one, with its audit entry; undefined when there is no such proposal. */
export async function acceptProposedRevision(
  tx: Tx,
  acceptance: Acceptance,
): Promise<{ readonly revision: number } | undefined> {
  const { tenantId, formId, documentId, index, actor, now } = acceptance;
  const form = await tx
    .selectFrom('form')
    .select('current_revision')
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const proposal = await tx
    .deleteFrom('proposed_revision')
    .where('tenant_id', '=', tenantId)
    .where('document_id', '=', documentId)
    .where('document_index', '=', index)
    .where('form_id', '=', formId)
    .returning('form_json')
    .executeTakeFirst();
  if (!form || !proposal) return undefined;
  const revision = form.current_revision + 1;
  const key = { tenant_id: tenantId, form_id: formId, revision };
  const recordSha256 = contentHash(proposal.form_json.record);
  await insertRevisions(tx, [{ key, form: proposal.form_json, recordSha256, documentId, actor, now }]);
  await tx
    .updateTable('form')
    .set({
      ...summarise(proposal.form_json),
      ...identityOf(proposal.form_json.record),
      current_revision: revision,
      revised_at: now,
    })
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .execute();
  await tx
    .updateTable('form_source')
    .set({ revision })
    .where('tenant_id', '=', tenantId)
    .where('document_id', '=', documentId)
    .where('document_index', '=', index)
    .execute();
  await insertAuditEntry(tx, {
    tenantId,
    at: now,
    actor,
    action: 'accept-revision',
    subject: formId,
    detail: { documentId, index, revision },
  });
  return { revision };
}

/** A proposed revision that was taken, and the number it got. */
export interface AcceptedProposal {
  readonly documentId: string;
  readonly index: number;
  readonly revision: number;
}

/** The proposed revisions of an import that were taken so far. */
export async function listAcceptedProposals(
  db: Db,
  tenantId: string,
  importId: string,
): Promise<readonly AcceptedProposal[]> {
  return await db
    .selectFrom('form_source')
    .select(['document_id as documentId', 'document_index as index', 'revision'])
    .where('tenant_id', '=', tenantId)
    .where('import_id', '=', importId)
    .where('outcome', '=', 'revision-proposed')
    .where('revision', 'is not', null)
    .$narrowType<{ revision: number }>()
    .execute();
}
