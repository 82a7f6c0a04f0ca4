import { sql, type Kysely } from 'kysely';

const CHANGES = `
drop table session;
create table session (
  tenant_id uuid not null,
  session_id uuid not null,
  token_sha256 text collate "C" not null,
  person_id uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  agent text collate "C" not null,
  address text collate "C" not null,
  primary key (tenant_id, session_id),
  unique (tenant_id, token_sha256),
  foreign key (tenant_id, person_id) references person
);
create index session_by_person on session (tenant_id, person_id);

alter table person drop column failed_attempts, drop column locked_until;
create table sign_in_failure (
  tenant_id uuid not null references tenant,
  name_sha256 text collate "C" not null,
  failures integer not null,
  locked_until timestamptz,
  last_at timestamptz not null,
  primary key (tenant_id, name_sha256)
);

alter table organisation add column name_folded text collate "C" not null default '';
create index organisation_by_folded_name on organisation (tenant_id, name_folded);
create index form_without_organisation on form (tenant_id, implementing_unit) where organisation_id is null;

alter table import_job add column person_id uuid;
alter table import_job add column scope_paths text[] collate "C" not null default '{/}';

alter table audit_entry add column person_id uuid;
create index audit_entry_by_subject on audit_entry (tenant_id, subject, at desc);
create table audit_unsealed (
  tenant_id uuid not null,
  entry_id uuid not null,
  primary key (tenant_id, entry_id),
  foreign key (tenant_id, entry_id) references audit_entry
);
insert into audit_unsealed select tenant_id, entry_id from audit_entry;
`;

/** Sessions that can be told apart and ended one by one, failed sign-ins by name, places of imports, entries still to be sealed. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(CHANGES).execute(db);
}
