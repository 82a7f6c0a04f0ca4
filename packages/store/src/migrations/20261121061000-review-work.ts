import { sql, type Kysely } from 'kysely';

/** Who wrote what a step sent on, the head of the audit chain at an approval, mail that was tried, and lookups by name. */
const REVIEW_WORK = `
alter table flow_step add column authors uuid[] not null default '{}';
alter table flow_step add column chain_head text collate "C";
alter table notice add column mail_attempts integer not null default 0;
alter table notice add column mail_after timestamptz;
create index notice_to_mail on notice (tenant_id, created_at) where mailed_at is null;
create index form_by_identity_name on form (tenant_id, identity_name) where identity_name is not null;
`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(REVIEW_WORK).execute(db);
}
