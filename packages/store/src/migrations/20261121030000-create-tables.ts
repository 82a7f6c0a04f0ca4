import { sql, type Kysely } from 'kysely';

const TENANCY = `
create table tenant (
  tenant_id uuid primary key,
  parent_id uuid references tenant,
  name text collate "C" not null,
  region text collate "C",
  is_sample boolean not null,
  created_at timestamptz not null
);
create index tenant_by_parent on tenant (parent_id);

create table document (
  tenant_id uuid not null references tenant,
  document_id uuid not null,
  sha256 text collate "C" not null,
  bytes bigint not null,
  media_type text collate "C" not null,
  file_name text collate "C" not null,
  created_at timestamptz not null,
  primary key (tenant_id, document_id),
  unique (tenant_id, sha256)
);

create table import_job (
  tenant_id uuid not null references tenant,
  import_id uuid not null,
  actor text collate "C" not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, import_id)
);

create table import_file (
  tenant_id uuid not null,
  import_id uuid not null,
  position integer not null,
  document_id uuid,
  file_name text collate "C" not null,
  bytes bigint not null,
  status text collate "C" not null check (status in ('waiting', 'reading', 'done', 'failed', 'duplicate')),
  attempts integer not null,
  worker text collate "C",
  lease_until timestamptz,
  forms_done integer not null,
  result jsonb,
  primary key (tenant_id, import_id, position),
  foreign key (tenant_id, import_id) references import_job,
  foreign key (tenant_id, document_id) references document,
  check (document_id is not null or status = 'failed')
);
create index import_file_open on import_file (import_id, position) where status in ('waiting', 'reading');
create index import_file_by_document on import_file (tenant_id, document_id);
`;

/**
 * The form's row repeats the numbers of its current revision, so that lists and sums read one narrow table; the small
 * toast target keeps what is only searched out of it.
 */
const FORMS = `
create table form (
  tenant_id uuid not null references tenant,
  form_id uuid not null,
  kind text collate "C" not null,
  fiscal_year integer,
  state text collate "C" not null check (state in ('imported', 'draft', 'submitted', 'approved')),
  disclosure text collate "C" not null check (disclosure in ('public', 'internal', 'withheld')),
  campaign_id uuid,
  created_at timestamptz not null,
  identity_group text collate "C",
  identity_code text collate "C",
  identity_name text collate "C",
  current_revision integer not null,
  revised_at timestamptz not null,
  region text collate "C",
  project_name text collate "C",
  project_order text collate "C" not null,
  competent_department text collate "C",
  implementing_unit text collate "C",
  unit_order text collate "C" not null,
  amount_wan numeric,
  spent_wan numeric,
  execution_rate numeric,
  total_score numeric,
  grade text collate "C",
  needs_review boolean not null,
  indicators integer not null,
  errors integer not null,
  warnings integer not null,
  advice integer not null,
  search_grams text[] collate "C" not null,
  primary key (tenant_id, form_id)
) with (toast_tuple_target = 1024);

create table form_revision (
  tenant_id uuid not null,
  form_id uuid not null,
  revision integer not null,
  schema_version integer not null,
  record jsonb not null,
  record_sha256 text collate "C" not null,
  checks jsonb not null,
  needs_review boolean not null,
  template_id text collate "C",
  template_hash text collate "C",
  scheme_id text collate "C",
  scheme_hash text collate "C",
  rule_profile_id text collate "C",
  rule_profile_hash text collate "C",
  choice_reason text collate "C" not null,
  document_id uuid,
  document_index integer,
  actor text collate "C" not null,
  created_at timestamptz not null,
  primary key (tenant_id, form_id, revision),
  foreign key (tenant_id, form_id) references form,
  foreign key (tenant_id, document_id) references document
);
create index form_revision_by_content on form_revision (tenant_id, record_sha256);
alter table form add foreign key (tenant_id, form_id, current_revision)
  references form_revision deferrable initially deferred;

create function refuse_change() returns trigger language plpgsql as
  'begin raise exception ''rows of % are never changed'', tg_table_name; end';
create trigger form_revision_is_immutable before update on form_revision
  for each row execute function refuse_change();

create table revision_origin (
  tenant_id uuid not null,
  form_id uuid not null,
  revision integer not null,
  origins jsonb not null,
  primary key (tenant_id, form_id, revision),
  foreign key (tenant_id, form_id, revision) references form_revision
);

create table score_sheet (
  tenant_id uuid not null,
  form_id uuid not null,
  revision integer not null,
  scheme_id text collate "C" not null,
  scheme_hash text collate "C" not null,
  sheet jsonb not null,
  created_at timestamptz not null,
  primary key (tenant_id, form_id, revision, scheme_id, scheme_hash),
  foreign key (tenant_id, form_id, revision) references form_revision
);

create table indicator (
  tenant_id uuid not null,
  form_id uuid not null,
  revision integer not null,
  position integer not null,
  level1 text collate "C",
  level2 text collate "C",
  level3 text collate "C",
  target text collate "C",
  actual text collate "C",
  max_score numeric,
  score numeric,
  primary key (tenant_id, form_id, revision, position),
  foreign key (tenant_id, form_id, revision) references form_revision
);

create table fund_row (
  tenant_id uuid not null,
  form_id uuid not null,
  revision integer not null,
  position integer not null,
  label text collate "C" not null,
  fund_key text collate "C",
  side text collate "C" not null,
  amount_wan numeric,
  initial_wan numeric,
  adjusted_wan numeric,
  spent_wan numeric,
  max_score numeric,
  execution_rate numeric,
  score numeric,
  primary key (tenant_id, form_id, revision, position),
  foreign key (tenant_id, form_id, revision) references form_revision
);

create table finding (
  tenant_id uuid not null,
  form_id uuid not null,
  revision integer not null,
  scope text collate "C" not null check (scope in ('form', 'set')),
  position integer not null,
  rule_id text collate "C" not null,
  code text collate "C" not null,
  severity text collate "C" not null check (severity in ('error', 'warning', 'advice')),
  message text collate "C" not null,
  remedy text collate "C" not null,
  at jsonb not null,
  others jsonb,
  place jsonb,
  primary key (tenant_id, form_id, revision, scope, position),
  foreign key (tenant_id, form_id, revision) references form_revision
);
create index finding_by_rule on finding (tenant_id, rule_id, form_id, revision);
`;

const SOURCES = `
create table form_source (
  tenant_id uuid not null,
  document_id uuid not null,
  document_index integer not null,
  import_id uuid not null,
  form_id uuid not null,
  revision integer,
  outcome text collate "C" not null check (outcome in ('new', 'revision-proposed', 'same')),
  created_at timestamptz not null,
  primary key (tenant_id, document_id, document_index),
  foreign key (tenant_id, document_id) references document,
  foreign key (tenant_id, import_id) references import_job,
  foreign key (tenant_id, form_id) references form
);
create index form_source_by_form on form_source (tenant_id, form_id);
create index form_source_by_import on form_source (tenant_id, import_id);

create table proposed_revision (
  tenant_id uuid not null,
  document_id uuid not null,
  document_index integer not null,
  form_id uuid not null,
  form_json jsonb not null,
  differences jsonb not null,
  created_at timestamptz not null,
  primary key (tenant_id, document_id, document_index),
  foreign key (tenant_id, document_id, document_index) references form_source,
  foreign key (tenant_id, form_id) references form
);
create index proposed_revision_by_form on proposed_revision (tenant_id, form_id);

create table form_draft (
  tenant_id uuid not null,
  form_id uuid not null,
  base_revision integer not null,
  cells jsonb not null,
  updated_at timestamptz not null,
  primary key (tenant_id, form_id),
  foreign key (tenant_id, form_id, base_revision) references form_revision
);

create table audit_entry (
  tenant_id uuid not null references tenant,
  entry_id uuid not null,
  at timestamptz not null,
  actor text collate "C" not null,
  action text collate "C" not null,
  subject text collate "C" not null,
  detail jsonb not null,
  content_sha256 text collate "C" not null,
  primary key (tenant_id, entry_id)
);
create trigger audit_entry_is_immutable before update or delete on audit_entry
  for each row execute function refuse_change();
`;

/** One index per order of the list (the form id makes each of them total) and one per selective filter. */
const LISTS = `
create index form_recent on form (tenant_id, revised_at desc, form_id desc);
create index form_by_project on form (tenant_id, project_order, form_id);
create index form_by_unit_order on form (tenant_id, unit_order, form_id);
create index form_by_amount on form (tenant_id, (coalesce(amount_wan, '-Infinity')) desc, form_id desc);
create index form_by_score on form (tenant_id, (coalesce(total_score, '-Infinity')) desc, form_id desc);
create index form_by_errors on form (tenant_id, errors desc, form_id desc);
create index form_by_identity on form (tenant_id, identity_group) where identity_group is not null;
create index form_by_year on form (tenant_id, fiscal_year, kind, grade);
create index form_by_department on form (tenant_id, competent_department);
create index form_by_unit on form (tenant_id, implementing_unit);
create index form_by_region on form (tenant_id, region);
create index form_by_grade on form (tenant_id, grade) where grade is not null;
create index form_by_rate on form (tenant_id, execution_rate) where execution_rate is not null;
create index form_needing_review on form (tenant_id, form_id) where needs_review;
create index form_search on form using gin (search_grams);
`;

/** Tables of the first version: tenants, originals, imports, forms with their revisions, audit. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const part of [TENANCY, FORMS, SOURCES, LISTS]) await sql.raw(part).execute(db);
}
