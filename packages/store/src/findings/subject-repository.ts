import { sql } from 'kysely';
import type { SetFinding } from '@jiheng/domain';
import type { Db, Tx } from '../database/db.ts';
import { insertRows } from '../database/insert-rows.ts';
import { findingRow } from '../forms/revision-rows.ts';
import { lockFacts } from './fact-repository.ts';
import { recount } from './finding-repository.ts';

/** 待判断的事项: a subject whose facts changed. */
export interface DirtySubject {
  readonly ruleId: string;
  readonly subjectHash: string;
  readonly requestId: string;
  /** Forms that have facts of it, at most as many as are compared. */
  readonly forms: number;
  /** When more forms have facts of it than are compared: only those after this one, the newest. */
  readonly after: string | null;
}

/** How much is judged at a time. */
export interface JudgingLimits {
  readonly subjects: number;
  /** Forms in all; one subject is judged even if it has more. */
  readonly forms: number;
  /** Most forms that are compared for one subject. */
  readonly formsPerSubject: number;
}

/** The next subjects to be judged. */
export async function listDirtySubjects(
  db: Db,
  tenantId: string,
  limits: JudgingLimits,
): Promise<readonly DirtySubject[]> {
  const { rows } = await sql<DirtySubject>`
    with d as (select * from dirty_subject where tenant_id = ${tenantId}
               order by rule_id, subject_hash limit ${limits.subjects})
    select d.rule_id as "ruleId", d.subject_hash as "subjectHash", d.request_id as "requestId",
      (select count(*) from (
         select from fact f
         where f.tenant_id = d.tenant_id and f.rule_id = d.rule_id and f.subject_hash = d.subject_hash
         limit ${limits.formsPerSubject}) as compared)::integer as forms,
      (select f.form_id from fact f
       where f.tenant_id = d.tenant_id and f.rule_id = d.rule_id and f.subject_hash = d.subject_hash
       order by f.form_id desc offset ${limits.formsPerSubject} limit 1) as after
    from d order by d.rule_id, d.subject_hash`.execute(db);
  let forms = 0;
  const end = rows.findIndex((subject) => (forms += subject.forms) > limits.forms);
  return end < 0 ? rows : rows.slice(0, Math.max(1, end));
}

/** What one form says of a subject; the facts stay JSON text. */
export interface SubjectFacts {
  /** Position of the subject among those asked for. */
  readonly subject: number;
  readonly formId: string;
  readonly text: string;
  /** `[place, value]`s; null where the rule failed on the form. */
  readonly facts: string | null;
}

/** 事实 of subjects, page by page: subject by subject, in the order of the forms. */
export async function* subjectFacts(
  db: Db,
  tenantId: string,
  subjects: readonly DirtySubject[],
  pageSize: number,
): AsyncGenerator<readonly SubjectFacts[]> {
  let wanted = subjects.map(({ ruleId, subjectHash, after }, subject) => ({
    subject,
    rule_id: ruleId,
    subject_hash: subjectHash,
    after,
  }));
  for (;;) {
    const { rows } = await sql<SubjectFacts>`
      select k.subject, f.form_id as "formId", f.subject as text, f.facts::text as facts
      from json_to_recordset(${JSON.stringify(wanted)}::json)
        as k (subject integer, rule_id text, subject_hash uuid, after uuid)
      cross join lateral (
        select form_id, subject, facts from fact
        where tenant_id = ${tenantId} and rule_id = k.rule_id and subject_hash = k.subject_hash
          and form_id > coalesce(k.after, '00000000-0000-0000-0000-000000000000')
        order by form_id limit ${pageSize}) f
      order by k.subject, f.form_id limit ${pageSize}`.execute(db);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    wanted = wanted
      .filter(({ subject }) => subject >= last.subject)
      .map((key) => (key.subject === last.subject ? { ...key, after: last.formId } : key));
  }
}

/** 判断结果: what was found on one of the subjects. */
export interface SubjectFinding {
  /** Position of the subject among those judged. */
  readonly subject: number;
  readonly finding: SetFinding;
}

const ROWS_PER_STATEMENT = 500;

/**
 * 跨表问题入库: replaces the findings of exactly these subjects and renews the counts of the forms concerned. A subject
 * whose facts changed while it was judged is left as it is; it waits to be judged again.
 */
export async function replaceSubjectFindings(
  tx: Tx,
  tenantId: string,
  subjects: readonly DirtySubject[],
  findings: readonly SubjectFinding[],
): Promise<void> {
  await lockFacts(tx, tenantId);
  const settled = await settle(tx, tenantId, subjects);
  const removed = await removeFindings(
    tx,
    tenantId,
    subjects.filter((_, subject) => settled.has(subject)),
  );
  const found = findings.filter(({ subject }) => settled.has(subject));
  const formIds = [...new Set([...removed, ...found.map(({ finding }) => finding.formKey)])].sort();
  const forms = await lockForms(tx, tenantId, formIds);
  const rows = found.flatMap(({ subject, finding }) => {
    const form = forms.get(finding.formKey);
    if (form === undefined) return [];
    const key = { tenant_id: tenantId, form_id: finding.formKey, revision: form.revision };
    return [findingRow(key, form.next++, finding, subjects[subject]?.subjectHash)];
  });
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    await insertRows(tx, 'finding', rows.slice(from, from + ROWS_PER_STATEMENT));
  }
  await recount(tx, tenantId, formIds);
}

/** Takes the requests that are still the ones that were judged; answers which they are. */
async function settle(
  tx: Tx,
  tenantId: string,
  subjects: readonly DirtySubject[],
): Promise<ReadonlySet<number>> {
  const keys = subjects.map(({ ruleId, subjectHash, requestId }, subject) => ({
    subject,
    rule_id: ruleId,
    subject_hash: subjectHash,
    request_id: requestId,
  }));
  const { rows } = await sql<{ subject: number }>`
    delete from dirty_subject d
    using json_to_recordset(${JSON.stringify(keys)}::json)
      as k (subject integer, rule_id text, subject_hash uuid, request_id uuid)
    where d.tenant_id = ${tenantId} and d.rule_id = k.rule_id and d.subject_hash = k.subject_hash
      and d.request_id = k.request_id
    returning k.subject`.execute(tx);
  return new Set(rows.map(({ subject }) => subject));
}

/** Where not all forms are compared, the findings of the others stay while they have the fact. */
async function removeFindings(
  tx: Tx,
  tenantId: string,
  subjects: readonly DirtySubject[],
): Promise<readonly string[]> {
  const keys = subjects.map(({ ruleId, subjectHash, after }) => ({
    rule_id: ruleId,
    subject_hash: subjectHash,
    after,
  }));
  const { rows } = await sql<{ form_id: string }>`
    delete from finding g
    using json_to_recordset(${JSON.stringify(keys)}::json) as k (rule_id text, subject_hash uuid, after uuid)
    where g.tenant_id = ${tenantId} and g.scope = 'set'
      and g.rule_id = k.rule_id and g.subject_hash = k.subject_hash
      and (k.after is null or g.form_id > k.after or not exists (
        select from fact f where f.tenant_id = g.tenant_id and f.rule_id = g.rule_id
          and f.subject_hash = g.subject_hash and f.form_id = g.form_id))
    returning g.form_id`.execute(tx);
  return rows.map(({ form_id }) => form_id);
}

/** The forms with their current revision and the next free position of a finding; locked in the order of their ids. */
async function lockForms(tx: Tx, tenantId: string, formIds: readonly string[]) {
  const { rows } = await sql<{ form_id: string; revision: number; next: number }>`
    select f.form_id, f.current_revision as revision,
      (select coalesce(max(g.position) + 1, 0) from finding g
       where g.tenant_id = f.tenant_id and g.form_id = f.form_id and g.revision = f.current_revision
         and g.scope = 'set') as next
    from form f where f.tenant_id = ${tenantId} and f.form_id = any(${formIds})
    order by f.form_id for no key update of f`.execute(tx);
  return new Map(rows.map(({ form_id, ...form }) => [form_id, form]));
}
