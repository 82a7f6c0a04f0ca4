import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { CollectedFacts } from '@jiheng/domain';
import type { Db, Tx } from '../database/db.ts';
import { insertRows, storableJson } from '../database/insert-rows.ts';
import type { FactTable, RevisionKey } from '../database/tables.ts';

/** 待采集: notes that the facts of these revisions, now the current ones, are to be collected. A kill loses nothing. */
export async function requestFacts(tx: Tx, keys: readonly RevisionKey[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`insert into fact_source (tenant_id, form_id, revision, profile_hash)
    select tenant_id, form_id, revision, null
    from json_populate_recordset(null::fact_source, ${storableJson(keys)}::json) order by form_id
    on conflict (tenant_id, form_id) do update set revision = excluded.revision, profile_hash = null`.execute(
    tx,
  );
}

/** 规则变更: facts that were collected under another state of the rules are to be collected anew. */
export async function refreshFacts(db: Db, profileHash: string): Promise<void> {
  await db
    .updateTable('fact_source')
    .set({ profile_hash: null })
    .where('profile_hash', '!=', profileHash)
    .execute();
}

/** 待跨表审核的辖区: tenants with forms whose facts are to be collected or subjects that are to be judged. */
export async function listTenantsToCheck(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ tenant_id: string }>`
    select tenant_id from tenant t
    where exists (select from fact_source s where s.tenant_id = t.tenant_id and s.profile_hash is null)
       or exists (select from dirty_subject d where d.tenant_id = t.tenant_id)
    order by tenant_id`.execute(db);
  return rows.map(({ tenant_id }) => tenant_id);
}

/** A form whose facts are to be collected. Record and score sheet stay JSON text: nothing here looks into them. */
export interface FormToCollect {
  readonly formId: string;
  readonly revision: number;
  /** Rules it is checked by; null where none was noted. */
  readonly ruleProfileId: string | null;
  readonly record: string;
  readonly sheet: string | null;
}

/** 待采集的表: some of the forms of a tenant whose facts are to be collected. */
export async function listFormsToCollect(
  db: Db,
  tenantId: string,
  limit: number,
): Promise<readonly FormToCollect[]> {
  const { rows } = await sql<FormToCollect>`
    select r.form_id as "formId", r.revision, r.rule_profile_id as "ruleProfileId", r.record::text as record,
      s.sheet::text as sheet
    from fact_source p
    join form_revision r on r.tenant_id = p.tenant_id and r.form_id = p.form_id and r.revision = p.revision
    left join score_sheet s on s.tenant_id = r.tenant_id and s.form_id = r.form_id and s.revision = r.revision
      and s.scheme_hash = coalesce(r.scheme_hash, '')
    where p.tenant_id = ${tenantId} and p.profile_hash is null
    order by p.form_id limit ${limit}`.execute(db);
  return rows;
}

/** What was collected of a revision. */
export interface FormFacts {
  readonly formId: string;
  readonly revision: number;
  readonly facts: CollectedFacts;
}

/**
 * 采集入库: replaces the facts of forms and notes the subjects they touched or touch now. Forms that changed meanwhile, or
 * were collected by another process, are left out.
 */
export async function saveFacts(
  tx: Tx,
  tenantId: string,
  profileHash: string,
  forms: readonly FormFacts[],
): Promise<void> {
  await lockFacts(tx, tenantId);
  // The checks of foreign keys keep the plan of their first use; one made while `form` was empty would read all of it.
  await sql`discard plans`.execute(tx);
  const keys = forms.map(({ formId, revision }) => ({ form_id: formId, revision }));
  const { rows } = await sql<{ form_id: string }>`
    update fact_source s set profile_hash = ${profileHash}
    from json_to_recordset(${JSON.stringify(keys)}::json) as k (form_id uuid, revision integer)
    where s.tenant_id = ${tenantId} and s.form_id = k.form_id and s.revision = k.revision and s.profile_hash is null
    returning s.form_id`.execute(tx);
  const formIds = rows.map(({ form_id }) => form_id);
  const taken = new Set(formIds);
  const facts = forms.flatMap((form) => (taken.has(form.formId) ? factRows(tenantId, form) : []));
  const before = await tx
    .deleteFrom('fact')
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', sql<string>`any(${formIds})`)
    .returning(['rule_id', 'subject_hash'])
    .execute();
  await insertRows(tx, 'fact', facts);
  await noteDirty(tx, tenantId, [...before, ...facts]);
}

/** Collecting and judging write one after the other, so that they never wait for each other's rows. */
export async function lockFacts(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${tenantId}, 4))`.execute(tx);
}

type SubjectKey = Pick<FactTable, 'rule_id' | 'subject_hash'>;

async function noteDirty(tx: Tx, tenantId: string, subjects: readonly SubjectKey[]): Promise<void> {
  const keys = subjects.map(({ rule_id, subject_hash }) => ({ rule_id, subject_hash }));
  await sql`insert into dirty_subject (tenant_id, rule_id, subject_hash, request_id)
    select distinct ${tenantId}::uuid, rule_id, subject_hash, ${uuidv7()}::uuid
    from json_to_recordset(${JSON.stringify(keys)}::json) as k (rule_id text, subject_hash uuid)
    on conflict (tenant_id, rule_id, subject_hash) do update set request_id = excluded.request_id`.execute(
    tx,
  );
}

/** Facts of one form, one row for each rule and subject. */
function factRows(tenantId: string, { formId, facts }: FormFacts): FactTable[] {
  return Object.entries(facts).flatMap(([ruleId, collected]) => {
    const row = (subject: string, of: FactTable['facts']): FactTable => ({
      tenant_id: tenantId,
      rule_id: ruleId,
      subject_hash: subjectHash(subject),
      form_id: formId,
      subject,
      facts: of,
    });
    // A failure concerns this form alone, so it is a subject of its own.
    if (collected === null) return [row(formId, null)];
    const bySubject = new Map<string, [at: string, value: string][]>();
    for (const { subject, at, value } of collected) {
      const known = bySubject.get(subject);
      if (known) known.push([at, value]);
      else bySubject.set(subject, [[at, value]]);
    }
    return [...bySubject].map(([subject, of]) => row(subject, of));
  });
}

/** The first 128 bits of a SHA-256, as the column type of that length wants them. */
function subjectHash(subject: string): string {
  return createHash('sha256').update(subject).digest('hex').slice(0, 32);
}
