import { sql, type Kysely } from 'kysely';

const PEOPLE = `
create table organisation (
  tenant_id uuid not null references tenant,
  organisation_id uuid not null,
  parent_id uuid,
  kind text collate "C" not null check (kind in ('finance', 'department', 'unit')),
  code text collate "C" not null,
  name text collate "C" not null,
  path text collate "C" not null,
  is_closed boolean not null,
  created_at timestamptz not null,
  primary key (tenant_id, organisation_id),
  unique (tenant_id, code),
  unique (tenant_id, path),
  foreign key (tenant_id, parent_id) references organisation
);
create unique index organisation_root on organisation (tenant_id) where parent_id is null;
create index organisation_by_name on organisation (tenant_id, name);
create index organisation_by_parent on organisation (tenant_id, parent_id);

create table person (
  tenant_id uuid not null references tenant,
  person_id uuid not null,
  login_name text collate "C" not null,
  name text collate "C" not null,
  email text collate "C",
  telephone text collate "C",
  oidc_subject text collate "C",
  password_hash text collate "C",
  password_set_at timestamptz,
  must_change_password boolean not null,
  failed_attempts integer not null,
  locked_until timestamptz,
  is_closed boolean not null,
  created_at timestamptz not null,
  last_sign_in_at timestamptz,
  primary key (tenant_id, person_id),
  unique (tenant_id, login_name),
  unique (tenant_id, oidc_subject)
);

create table assignment (
  tenant_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  role text collate "C" not null check (role in ('officer', 'unit-reviewer', 'department-reviewer',
    'finance-division', 'performance-office', 'third-party', 'auditor', 'administrator')),
  primary key (tenant_id, person_id, organisation_id, role),
  foreign key (tenant_id, person_id) references person,
  foreign key (tenant_id, organisation_id) references organisation
);
create index assignment_by_organisation on assignment (tenant_id, organisation_id, role);

create table session (
  tenant_id uuid not null,
  token_sha256 text collate "C" not null,
  person_id uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (tenant_id, token_sha256),
  foreign key (tenant_id, person_id) references person
);
create index session_by_person on session (tenant_id, person_id);
`;

const PROJECTS = `
create table project (
  tenant_id uuid not null references tenant,
  project_id uuid not null,
  lineage_id uuid not null,
  organisation_id uuid not null,
  fiscal_year integer not null,
  code text collate "C" not null,
  name text collate "C" not null,
  name_folded text collate "C" not null,
  nature text collate "C",
  category text collate "C",
  start_date text collate "C",
  end_date text collate "C",
  funds jsonb not null,
  amount_wan numeric,
  disclosure text collate "C" not null check (disclosure in ('public', 'internal', 'withheld')),
  is_closed boolean not null,
  created_at timestamptz not null,
  primary key (tenant_id, project_id),
  unique (tenant_id, fiscal_year, code),
  foreign key (tenant_id, organisation_id) references organisation
);
create index project_by_lineage on project (tenant_id, lineage_id, fiscal_year);
create index project_by_organisation on project (tenant_id, organisation_id, fiscal_year);
create index project_by_name on project (tenant_id, name_folded);

create table project_grant (
  tenant_id uuid not null,
  person_id uuid not null,
  project_id uuid not null,
  granted_by uuid not null,
  granted_at timestamptz not null,
  primary key (tenant_id, person_id, project_id),
  foreign key (tenant_id, person_id) references person,
  foreign key (tenant_id, project_id) references project
);

create table campaign (
  tenant_id uuid not null references tenant,
  campaign_id uuid not null,
  name text collate "C" not null,
  kind text collate "C" not null,
  fiscal_year integer not null,
  template_id text collate "C" not null,
  scheme_id text collate "C",
  rule_profile_id text collate "C",
  guidance text collate "C" not null,
  state text collate "C" not null check (state in ('preparing', 'open', 'closed')),
  opens_on text collate "C" not null,
  deadlines jsonb not null,
  copied_from uuid,
  created_at timestamptz not null,
  primary key (tenant_id, campaign_id),
  unique (tenant_id, name)
);

create table campaign_member (
  tenant_id uuid not null,
  campaign_id uuid not null,
  organisation_id uuid not null,
  primary key (tenant_id, campaign_id, organisation_id),
  foreign key (tenant_id, campaign_id) references campaign,
  foreign key (tenant_id, organisation_id) references organisation
);

create table campaign_extension (
  tenant_id uuid not null,
  extension_id uuid not null,
  campaign_id uuid not null,
  organisation_id uuid not null,
  stage text collate "C" not null,
  until text collate "C" not null,
  reason text collate "C" not null,
  granted_by text collate "C" not null,
  granted_at timestamptz not null,
  primary key (tenant_id, extension_id),
  foreign key (tenant_id, campaign_id) references campaign,
  foreign key (tenant_id, organisation_id) references organisation
);
create index campaign_extension_by_campaign on campaign_extension (tenant_id, campaign_id, organisation_id);
`;

/** Forms get a place in the tree; those of no known organisation stay at its root, where only the bureau sees them. */
const FORMS = `
alter table form drop constraint form_state_check;
alter table form add constraint form_state_check check (state in ('imported', 'draft', 'returned', 'unit-review',
  'department-review', 'division-review', 'office-review', 'approved', 'adjusting'));
alter table form add column organisation_id uuid;
alter table form add column organisation_path text collate "C" not null default '/';
alter table form add column project_id uuid;
alter table form add column approved_revision integer;
alter table form add foreign key (tenant_id, organisation_id) references organisation;
alter table form add foreign key (tenant_id, project_id) references project;
alter table form add foreign key (tenant_id, campaign_id) references campaign;
create index form_by_path on form (tenant_id, organisation_path, state);
create index form_by_project_id on form (tenant_id, project_id) where project_id is not null;
create index form_by_campaign on form (tenant_id, campaign_id, state) where campaign_id is not null;

drop table form_draft;
create table form_draft (
  tenant_id uuid not null,
  form_id uuid not null,
  base_revision integer not null,
  version integer not null,
  draft jsonb not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  primary key (tenant_id, form_id),
  foreign key (tenant_id, form_id) references form
);

create table draft_operation (
  tenant_id uuid not null,
  form_id uuid not null,
  version integer not null,
  client_id text collate "C" not null,
  client_sequence integer not null,
  person_id uuid not null,
  at timestamptz not null,
  operations jsonb not null,
  primary key (tenant_id, form_id, version),
  unique (tenant_id, form_id, client_id, client_sequence),
  foreign key (tenant_id, form_id) references form
);
`;

const REVIEW = `
create table flow_step (
  tenant_id uuid not null,
  form_id uuid not null,
  step integer not null,
  action text collate "C" not null,
  from_state text collate "C" not null,
  to_state text collate "C" not null,
  revision integer not null,
  person_id uuid not null,
  actor text collate "C" not null,
  at timestamptz not null,
  opinion text collate "C",
  result text collate "C" check (result in ('优', '良', '中', '差')),
  sheet jsonb,
  approval_number text collate "C",
  approval_date text collate "C",
  opened_at timestamptz,
  primary key (tenant_id, form_id, step),
  foreign key (tenant_id, form_id) references form
);
create index flow_step_by_person on flow_step (tenant_id, person_id, at);

create table opinion (
  tenant_id uuid not null,
  opinion_id uuid not null,
  form_id uuid not null,
  revision integer not null,
  stage text collate "C" not null,
  place jsonb not null,
  text text collate "C" not null,
  person_id uuid not null,
  actor text collate "C" not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  settled_by text collate "C",
  answer text collate "C",
  primary key (tenant_id, opinion_id),
  foreign key (tenant_id, form_id) references form
);
create index opinion_by_form on opinion (tenant_id, form_id);

create table silence (
  tenant_id uuid not null,
  form_id uuid not null,
  rule_id text collate "C" not null,
  at text collate "C" not null,
  reason text collate "C" not null,
  person_id uuid not null,
  actor text collate "C" not null,
  created_at timestamptz not null,
  primary key (tenant_id, form_id, rule_id, at),
  foreign key (tenant_id, form_id) references form
);

create table notice (
  tenant_id uuid not null,
  notice_id uuid not null,
  person_id uuid not null,
  kind text collate "C" not null check (kind in ('assigned', 'returned', 'due', 'overdue', 'approved')),
  form_id uuid,
  campaign_id uuid,
  text text collate "C" not null,
  created_at timestamptz not null,
  read_at timestamptz,
  mailed_at timestamptz,
  primary key (tenant_id, notice_id),
  foreign key (tenant_id, person_id) references person,
  foreign key (tenant_id, form_id) references form
);
create index notice_unread on notice (tenant_id, person_id, created_at desc) where read_at is null;
create index notice_by_person on notice (tenant_id, person_id, created_at desc);

create table audit_seal (
  tenant_id uuid not null references tenant,
  sequence bigint not null,
  entry_id uuid not null,
  previous_sha256 text collate "C" not null,
  seal_sha256 text collate "C" not null,
  sealed_at timestamptz not null,
  primary key (tenant_id, sequence),
  unique (tenant_id, entry_id),
  foreign key (tenant_id, entry_id) references audit_entry
);
create trigger audit_seal_is_immutable before update or delete on audit_seal
  for each row execute function refuse_change();
create index audit_entry_by_time on audit_entry (tenant_id, at desc);
`;

/** People and their duties, projects, rounds, drafts, review, notices, and the chain of seals over the audit log. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const part of [PEOPLE, PROJECTS, FORMS, REVIEW]) await sql.raw(part).execute(db);
}
