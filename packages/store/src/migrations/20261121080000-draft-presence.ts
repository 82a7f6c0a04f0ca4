import { sql, type Kysely } from 'kysely';

const PRESENCE = `
create unlogged table draft_presence (
  tenant_id uuid not null,
  form_id uuid not null,
  client_id text collate "C" not null,
  person_id uuid not null,
  name text collate "C" not null,
  place text collate "C" not null,
  seen_at timestamptz not null,
  primary key (tenant_id, form_id, client_id),
  foreign key (tenant_id, form_id) references form
);
create index indicator_by_name on indicator (tenant_id, level3);
`;

/** Who is in a draft at which cell, kept for seconds; a kill of the database may lose it. And indicators by their names. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(PRESENCE).execute(db);
}
