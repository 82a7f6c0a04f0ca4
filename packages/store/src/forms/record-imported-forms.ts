import { compareRecords } from '@jiheng/domain';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Tx } from '../database/db.ts';
import { insertRows } from '../database/insert-rows.ts';
import type { FormSourceTable, FormTable, ProposedRevisionTable } from '../database/tables.ts';
import type { AssessedForm, ImportedFormResult, ImportReach } from './form-types.ts';
import { importedFormRow } from './form-row.ts';
import { identityOf } from './identity.ts';
import { Placement } from './placement.ts';
import { Recognition, type KnownForm } from './recognition.ts';
import { insertRevisions, type RevisionSource } from './revision-rows.ts';

/** Whose document it is and who imports it when. */
export interface ImportSource extends ImportReach {
  readonly documentId: string;
  readonly importId: string;
  readonly actor: string;
  readonly now: Date;
}

/**
 * Stores the forms of one document. A form is new, or equal in content to a known one (then the document becomes a
 * further source of it), or recognised as another version of a known form (then it waits as a proposed revision with its
 * differences; nothing is merged silently). Repeating the call for the same document answers the same and adds nothing.
 */
export async function recordImportedForms(
  tx: Tx,
  source: ImportSource,
  forms: readonly AssessedForm[],
): Promise<readonly ImportedFormResult[]> {
  // Two documents of a tenant must not add the same form at the same moment.
  await sql`select pg_advisory_xact_lock(hashtextextended(${source.tenantId}, 1))`.execute(tx);
  // The checks of foreign keys keep the plan of their first use; one made while `form` was empty would read all of it.
  await sql`discard plans`.execute(tx);
  const earlier = await findEarlierResults(tx, source, forms);
  const waiting = forms.filter(({ index }) => !earlier.has(index));
  const recognition = await Recognition.load(tx, source, waiting);
  const batch = new Batch(source, recognition, await Placement.load(tx, source, waiting));
  for (const form of waiting) batch.add(form);
  await batch.write(tx);
  return forms.flatMap(({ index }) => earlier.get(index) ?? batch.results.get(index) ?? []);
}

async function findEarlierResults(
  tx: Tx,
  source: ImportSource,
  forms: readonly AssessedForm[],
): Promise<Map<number, ImportedFormResult>> {
  const indexes = forms.map(({ index }) => index);
  const rows = await tx
    .selectFrom('form_source as s')
    .leftJoin('proposed_revision as p', (join) =>
      join
        .onRef('p.tenant_id', '=', 's.tenant_id')
        .onRef('p.document_id', '=', 's.document_id')
        .onRef('p.document_index', '=', 's.document_index'),
    )
    .select(['s.document_index', 's.outcome', 's.form_id', 'p.differences'])
    .where('s.tenant_id', '=', source.tenantId)
    .where('s.document_id', '=', source.documentId)
    .where('s.document_index', '=', sql<number>`any(${indexes})`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.document_index,
      {
        index: row.document_index,
        outcome: row.outcome,
        formId: row.form_id,
        differences: row.differences ?? [],
      },
    ]),
  );
}

/** A document of thousands of forms must not become one text of hundreds of megabytes. */
const FORMS_PER_STATEMENT = 200;

/** Sorts the forms of one document into rows and writes them with a handful of statements. */
class Batch {
  readonly results = new Map<number, ImportedFormResult>();
  private readonly source: ImportSource;
  private readonly recognition: Recognition;
  private readonly placement: Placement;
  private readonly forms: FormTable[] = [];
  private readonly revisions: RevisionSource[] = [];
  private readonly sources: FormSourceTable[] = [];
  private readonly proposals: ProposedRevisionTable[] = [];

  constructor(source: ImportSource, recognition: Recognition, placement: Placement) {
    this.source = source;
    this.recognition = recognition;
    this.placement = placement;
  }

  add(form: AssessedForm): void {
    const same = this.recognition.findByContent(form);
    if (same) {
      this.answer(form, 'same', same.formId, same.revision);
      return;
    }
    const known = this.recognition.findByIdentity(identityOf(form.record));
    if (known.length > 0) this.propose(form, known);
    else this.insert(form);
  }

  async write(tx: Tx): Promise<void> {
    for (let from = 0; from < this.forms.length; from += FORMS_PER_STATEMENT) {
      await insertRows(tx, 'form', this.forms.slice(from, from + FORMS_PER_STATEMENT));
      await insertRevisions(tx, this.revisions.slice(from, from + FORMS_PER_STATEMENT));
    }
    await insertRows(tx, 'form_source', this.sources);
    await insertRows(tx, 'proposed_revision', this.proposals);
  }

  private insert(form: AssessedForm): void {
    const { tenantId, documentId, actor, now } = this.source;
    const formId = uuidv7();
    const place = this.placement.of(form.record.header.implementingUnit);
    this.forms.push(importedFormRow({ tenantId, formId, form, place, now }));
    const key = { tenant_id: tenantId, form_id: formId, revision: 1 };
    const recordSha256 = this.recognition.hashes.get(form) ?? '';
    this.revisions.push({ key, form, recordSha256, documentId, actor, now });
    this.recognition.remember({ formId, revision: 1, ...identityOf(form.record) }, form);
    this.answer(form, 'new', formId, 1);
  }

  /** Of several known forms the one that differs least is meant. */
  private propose(form: AssessedForm, candidates: readonly KnownForm[]): void {
    const compared = candidates.map((known) => ({
      known,
      differences: compareRecords(this.recognition.recordOf(known), form.record),
    }));
    const { known, differences } = compared.reduce((best, next) =>
      next.differences.length < best.differences.length ? next : best,
    );
    this.proposals.push({
      tenant_id: this.source.tenantId,
      document_id: this.source.documentId,
      document_index: form.index,
      form_id: known.formId,
      form_json: form,
      differences,
      created_at: this.source.now,
    });
    this.answer(form, 'revision-proposed', known.formId, null, differences);
  }

  private answer(
    form: AssessedForm,
    outcome: ImportedFormResult['outcome'],
    formId: string,
    revision: number | null,
    differences: ImportedFormResult['differences'] = [],
  ): void {
    this.results.set(form.index, { index: form.index, outcome, formId, differences });
    this.sources.push({
      tenant_id: this.source.tenantId,
      document_id: this.source.documentId,
      document_index: form.index,
      import_id: this.source.importId,
      form_id: formId,
      revision,
      outcome,
      created_at: this.source.now,
    });
  }
}
