import { uuidv7 } from 'uuidv7';
import { contentHash } from '../database/content-hash.ts';
import type { Db, Tx } from '../database/db.ts';
import { insertRows } from '../database/insert-rows.ts';
import { importedFormRow } from './form-row.ts';
import { identityOf } from './identity.ts';
import { insertRevisions } from './revision-rows.ts';
import { summarise } from './summarise.ts';

/** 采用: which proposed revision is taken, by whom and when. */
export interface Acceptance {
  readonly tenantId: string;
  readonly formId: string;
  readonly documentId: string;
  readonly index: number;
  readonly actor: string;
  readonly now: Date;
}

/** The form that holds now what the document says, and its revision. */
export interface TakenProposal {
  readonly formId: string;
  readonly revision: number;
}

/** Takes a proposed revision as the form's newest one; undefined when there is no such proposal. */
export async function acceptProposedRevision(
  tx: Tx,
  acceptance: Acceptance,
): Promise<TakenProposal | undefined> {
  const { tenantId, formId, documentId, actor, now } = acceptance;
  const taken = await takeProposal(tx, acceptance);
  if (!taken) return undefined;
  const { known, form } = taken;
  const revision = known.current_revision + 1;
  const key = { tenant_id: tenantId, form_id: formId, revision };
  const recordSha256 = contentHash(form.record);
  await insertRevisions(tx, [{ key, form, recordSha256, documentId, actor, now }]);
  await tx
    .updateTable('form')
    .set({
      ...summarise(form),
      ...identityOf(form.record),
      current_revision: revision,
      revised_at: now,
    })
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .execute();
  return settle(tx, acceptance, { formId, revision });
}

/**
 * 另立为新表: a proposed revision becomes a form of its own at the place of the form that it was taken for; that one stays
 * as it is. Undefined when there is no such proposal.
 */
export async function separateProposedForm(
  tx: Tx,
  acceptance: Acceptance,
): Promise<TakenProposal | undefined> {
  const { tenantId, documentId, actor, now } = acceptance;
  const taken = await takeProposal(tx, acceptance);
  if (!taken) return undefined;
  const { known, form } = taken;
  const formId = uuidv7();
  const key = { tenant_id: tenantId, form_id: formId, revision: 1 };
  await insertRows(tx, 'form', [importedFormRow({ tenantId, formId, form, place: known, now })]);
  const recordSha256 = contentHash(form.record);
  await insertRevisions(tx, [{ key, form, recordSha256, documentId, actor, now }]);
  return settle(tx, acceptance, { formId, revision: 1 });
}

/** The proposal, which is gone then, and the form that it was taken for, locked. */
async function takeProposal(tx: Tx, { tenantId, formId, documentId, index }: Acceptance) {
  const known = await tx
    .selectFrom('form')
    .select(['current_revision', 'organisation_id', 'organisation_path'])
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
  return known && proposal ? { known, form: proposal.form_json } : undefined;
}

/** The document is the source of what was taken. */
async function settle(
  tx: Tx,
  { tenantId, documentId, index }: Acceptance,
  taken: TakenProposal,
): Promise<TakenProposal> {
  const { formId, revision } = taken;
  await tx
    .updateTable('form_source')
    .set({ form_id: formId, revision })
    .where('tenant_id', '=', tenantId)
    .where('document_id', '=', documentId)
    .where('document_index', '=', index)
    .execute();
  return taken;
}

/** A proposed revision that was taken: the form that it is now part of, and its number there. */
export interface AcceptedProposal {
  readonly documentId: string;
  readonly index: number;
  /** Another form than it was proposed for when it was set up as a form of its own. */
  readonly formId: string;
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
    .select(['document_id as documentId', 'document_index as index', 'form_id as formId', 'revision'])
    .where('tenant_id', '=', tenantId)
    .where('import_id', '=', importId)
    .where('outcome', '=', 'revision-proposed')
    .where('revision', 'is not', null)
    .$narrowType<{ revision: number }>()
    .execute();
}
