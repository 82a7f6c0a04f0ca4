import { sql, type Kysely } from 'kysely';

const EXPIRE = `
update export_job j set expires_at = j.finished_at
where j.sha256 is not null
  and not exists (select from export_form e where e.tenant_id = j.tenant_id and e.export_id = j.export_id);
`;

/**
 * Exports once forgot their forms when they were finished. Whether a person may still have all of those cannot be told any
 * more: such files have had their days.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(EXPIRE).execute(db);
}
