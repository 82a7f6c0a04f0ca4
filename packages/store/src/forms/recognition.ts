import { ROOT_PATH, type FormRecord, type OrganisationPath } from '@jiheng/domain';
import { sql } from 'kysely';
import { contentHash } from '../database/content-hash.ts';
import type { Tx } from '../database/db.ts';
import { currentRevisions } from './current-revisions.ts';
import type { AssessedForm, ImportReach } from './form-types.ts';
import { identityOf, isSameForm, type FormIdentity } from './identity.ts';
import { inPaths } from './scope.ts';

/** A form that is already there, as far as recognising it needs. */
export interface KnownForm extends FormIdentity {
  readonly formId: string;
  readonly revision: number;
}

const NO_IDENTITY: FormIdentity = { identity_group: null, identity_code: null, identity_name: null };

/** 同一张表的识别: what is known of the forms of a batch: by content, by identity; grows while the batch is sorted. */
export class Recognition {
  readonly hashes = new Map<AssessedForm, string>();
  private readonly byContent = new Map<string, KnownForm>();
  private readonly byGroup = new Map<string, KnownForm[]>();
  private readonly records = new Map<string, FormRecord>();
  private readonly scopePaths: readonly OrganisationPath[];

  /** Forms of other units are not recognised: what they hold must not show. */
  private constructor(scopePaths: readonly OrganisationPath[]) {
    this.scopePaths = scopePaths;
  }

  static async load(tx: Tx, source: ImportReach, forms: readonly AssessedForm[]): Promise<Recognition> {
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
    const rows = await currentRevisions(tx, tenantId)
      .select(['f.form_id', 'r.record'])
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
