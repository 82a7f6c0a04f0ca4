import type { Person } from '@jiheng/domain';
import type { Tx } from '../database/db.ts';
import { contentHash } from '../database/content-hash.ts';
import type { AssessedForm } from '../forms/form-types.ts';
import { insertRevisions } from '../forms/revision-rows.ts';
import { summarise } from '../forms/summarise.ts';
import { discardDraft, listDraftEntries, lockDraft, openDraft } from './draft-repository.ts';
import type { DraftEntry, StoredDraft } from './draft-types.ts';

/** What turns the texts of a draft into a scored and checked form. The saves tell who wrote which version. */
export type AssessDraft = (stored: StoredDraft, entries: readonly DraftEntry[]) => AssessedForm;

/** Which draft is frozen, by whom and when. */
export interface Freezing {
  readonly tenantId: string;
  readonly formId: string;
  readonly assess: AssessDraft;
  readonly person: Person;
  readonly now: Date;
}

/** 定稿: the new revision, and the form as it was assessed. */
export interface FrozenDraft {
  readonly revision: number;
  readonly form: AssessedForm;
}

/**
 * 定稿: turns the draft of a form into its next immutable revision, renews what lists know of it, and removes the draft.
 * Saves that are under way meanwhile wait and then find no draft. Where nobody has begun a draft the newest revision is
 * sent on as it stands.
 */
export async function freezeDraft(tx: Tx, freezing: Freezing): Promise<FrozenDraft> {
  const { tenantId, formId, assess, person, now } = freezing;
  const stored =
    (await lockDraft(tx, tenantId, formId)) ??
    (await openDraft(tx, { tenantId, formId, personId: person.personId, now }));
  const entries = await listDraftEntries(tx, tenantId, formId, 0);
  const form = assess(stored, entries);
  const recordSha256 = contentHash(form.record);
  const base = await tx
    .selectFrom('form_revision')
    .select('record_sha256')
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .where('revision', '=', stored.baseRevision)
    .executeTakeFirstOrThrow();
  await discardDraft(tx, tenantId, formId);
  if (base.record_sha256 === recordSha256) return { revision: stored.baseRevision, form };
  const revision = stored.baseRevision + 1;
  const key = { tenant_id: tenantId, form_id: formId, revision };
  await insertRevisions(tx, [{ key, form, recordSha256, documentId: null, actor: person.name, now }]);
  await tx
    .updateTable('form')
    .set({ ...summarise(form), current_revision: revision, revised_at: now })
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .execute();
  return { revision, form };
}
