import { compareRecords, ROOT_PATH, type FormRecord, type OrganisationPath } from '@jiheng/domain';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { contentHash } from '../database/content-hash.ts';
import type { Tx } from '../database/db.ts';
import { insertRows } from '../database/insert-rows.ts';
import type { FormSourceTable, FormTable, ProposedRevisionTable } from '../database/tables.ts';
import type { AssessedForm, ImportedFormResult } from './form-types.ts';
import { importedFormRow } from './form-row.ts';
import { identityOf, isSameForm, type FormIdentity } from './identity.ts';
import { Placement } from './placement.ts';
import { insertRevisions, type RevisionSource } from './revision-rows.ts';
import { inPaths } from './scope.ts';

/** Whose document it is and who imports it when. */
export interface ImportSource {
  readonly tenantId: string;
  readonly documentId: string;
  readonly importId: string;
  readonly actor: string;
  readonly now: Date;
  /** Subtrees in which forms may be recognised and placed; the whole tenant unless said otherwise. */
  readonly scopePaths?: readonly OrganisationPath[];
}

/** A form that is already there, as far as recognising it needs. */
interface KnownForm extends FormIdentity {
  readonly formId: string;
  readonly revision: number;
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

/** What is known of the forms of a batch: by content, by identity; grows while the batch is sorted. */
class Recognition {
  readonly hashes = new Map<AssessedForm, string>();
  private readonly byContent = new Map<string, KnownForm>();
  private readonly byGroup = new Map<string, KnownForm[]>();
  private readonly records = new Map<string, FormRecord>();
  private readonly scopePaths: readonly OrganisationPath[];

  /** Forms of other units are not recognised: what they hold must not show. */
  private constructor(scopePaths: readonly OrganisationPath[]) {
    this.scopePaths = scopePaths;
  }

  static async load(tx: Tx, source: ImportSource, forms: readonly AssessedForm[]): Promise<Recognition> {
    const { tenantId, scopePaths = [ROOT_PATH] } = source;
    const recognition = new Recognition(scopePaths);
    for (const form of forms) recognition.hashes.set(form, contentHash(form.record));
    await recognition.loadByContent(tx, tenantId);
    await recognition.loadByIdentity(
      tx,
      tenantId,
      forms.map(({ record }) => identityOf(record)),
    );
    await recognition.loadRecords(tx, tenantId, forms);
    return recognition;
  }

  private async loadByContent(tx: Tx, tenantId: string): Promise<void> {
    const rows = await tx
      .selectFrom('form_revision as r')
      .innerJoin('form as f', (join) =>
        join.onRef('f.tenant_id', '=', 'r.tenant_id').onRef('f.form_id', '=', 'r.form_id'),
      )
      .select(['r.form_id', 'r.revision', 'r.record_sha256'])
      .where('r.tenant_id', '=', tenantId)
      .where('r.record_sha256', '=', sql<string>`any(${[...this.hashes.values()]})`)
      .where('f.state', '=', 'imported')
      .where(inPaths('f.organisation_path', this.scopePaths))
      .execute();
    for (const { form_id, revision, record_sha256 } of rows) {
      this.byContent.set(record_sha256, { formId: form_id, revision, ...NO_IDENTITY });
    }
  }

  private async loadByIdentity(tx: Tx, tenantId: string, wanted: readonly FormIdentity[]): Promise<void> {
    const all = (part: keyof FormIdentity) =>
      sql<string>`any(${[...new Set(wanted.flatMap((identity) => identity[part] ?? []))]})`;
    const rows = await tx
      .selectFrom('form')
      .select(['form_id', 'current_revision', 'identity_group', 'identity_code', 'identity_name'])
      .where('tenant_id', '=', tenantId)
      .where('identity_group', '=', all('identity_group'))
      // What is being written or was approved changes by its own flow only.
      .where('state', '=', 'imported')
      .where(inPaths('organisation_path', this.scopePaths))
      .where((eb) =>
        eb.or([
          eb('identity_code', '=', all('identity_code')),
          eb('identity_name', '=', all('identity_name')),
        ]),
      )
      .orderBy('form_id')
      .execute();
    for (const { form_id, current_revision, ...identity } of rows) {
      this.addToGroup({ formId: form_id, revision: current_revision, ...identity });
    }
  }

  /** Only the forms that were recognised are compared: their records are large. */
  private async loadRecords(tx: Tx, tenantId: string, forms: readonly AssessedForm[]): Promise<void> {
    const formIds = forms.flatMap((form) => {
      const known = this.findByContent(form) ? [] : this.findByIdentity(identityOf(form.record));
      return known.map(({ formId }) => formId);
    });
    if (formIds.length === 0) return;
    const rows = await tx
      .selectFrom('form as f')
      .innerJoin('form_revision as r', (join) =>
        join
          .onRef('r.tenant_id', '=', 'f.tenant_id')
          .onRef('r.form_id', '=', 'f.form_id')
          .onRef('r.revision', '=', 'f.current_revision'),
      )
      .select(['f.form_id', 'r.record'])
      .where('f.tenant_id', '=', tenantId)
      .where('f.form_id', '=', sql<string>`any(${formIds})`)
      .execute();
    for (const { form_id, record } of rows) this.records.set(form_id, record);
  }

  findByContent(form: AssessedForm): KnownForm | undefined {
    return this.byContent.get(this.hashes.get(form) ?? '');
  }

  /** Several only where somebody decided that they are forms of their own; the oldest first. */
  findByIdentity(identity: FormIdentity): readonly KnownForm[] {
    const group = this.byGroup.get(identity.identity_group ?? '') ?? [];
    return group.filter((other) => isSameForm(other, identity));
  }

  recordOf({ formId }: KnownForm): FormRecord {
    const record = this.records.get(formId);
    if (!record) throw new Error(`record of a recognised form was not loaded: ${formId}`);
    return record;
  }

  remember(known: KnownForm, form: AssessedForm): void {
    this.byContent.set(this.hashes.get(form) ?? '', known);
    this.records.set(known.formId, form.record);
    this.addToGroup(known);
  }

  private addToGroup(known: KnownForm): void {
    if (known.identity_group === null) return;
    const group = this.byGroup.get(known.identity_group);
    if (group) group.push(known);
    else this.byGroup.set(known.identity_group, [known]);
  }
}

const NO_IDENTITY: FormIdentity = { identity_group: null, identity_code: null, identity_name: null };

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
