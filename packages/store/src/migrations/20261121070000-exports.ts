import { sql, type Kysely } from 'kysely';

const EXPORTS = `
create table export_job (
  tenant_id uuid not null references tenant,
  export_id uuid not null,
  person_id text collate "C" not null,
  actor text collate "C" not null,
  created_at timestamptz not null,
  request jsonb not null,
  status text collate "C" not null check (status in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  attempts integer not null,
  worker text collate "C",
  lease_until timestamptz,
  forms_total integer not null,
  forms_done integer not null,
  problems jsonb not null,
  file_name text collate "C",
  media_type text collate "C",
  sha256 text collate "C",
  bytes bigint,
  finished_at timestamptz,
  expires_at timestamptz,
  primary key (tenant_id, export_id)
);
create index export_open on export_job (export_id) where status in ('waiting', 'running');
create index export_by_person on export_job (tenant_id, person_id, export_id);
create index export_by_file on export_job (tenant_id, sha256) where sha256 is not null;
create index export_expiring on export_job (expires_at) where sha256 is not null;

create table export_form (
  tenant_id uuid not null,
  export_id uuid not null,
  position integer not null,
  form_id uuid not null,
  revision integer not null,
  primary key (tenant_id, export_id, position),
  foreign key (tenant_id, export_id) references export_job,
  foreign key (tenant_id, form_id, revision) references form_revision
);
`;

/** Exports that run in the background, and the forms each of them holds until it is finished. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(EXPORTS).execute(db);
}
