import { sql, type Kysely } from 'kysely';

const SET_CHECKS = `
create table set_check (
  tenant_id uuid not null references tenant,
  request_id uuid not null,
  primary key (tenant_id)
);
`;

/** Tenants whose forms changed since they were last judged against each other. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(SET_CHECKS).execute(db);
}
