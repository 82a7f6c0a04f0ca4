import { sql, type Kysely } from 'kysely';

const FACTS = `
drop table set_check;

create table fact_source (
  tenant_id uuid not null,
  form_id uuid not null,
  revision integer not null,
  profile_hash text collate "C",
  primary key (tenant_id, form_id),
  foreign key (tenant_id, form_id) references form
);
create index fact_source_pending on fact_source (tenant_id, form_id) where profile_hash is null;

create table fact (
  tenant_id uuid not null,
  rule_id text collate "C" not null,
  subject_hash uuid not null,
  form_id uuid not null,
  subject text collate "C" not null,
  facts jsonb,
  primary key (tenant_id, rule_id, subject_hash, form_id),
  foreign key (tenant_id, form_id) references form
);
create index fact_by_form on fact (tenant_id, form_id);

create table dirty_subject (
  tenant_id uuid not null references tenant,
  rule_id text collate "C" not null,
  subject_hash uuid not null,
  request_id uuid not null,
  primary key (tenant_id, rule_id, subject_hash)
);

with gone as (
  delete from finding where scope = 'set' returning tenant_id, form_id, revision, severity
), counts as (
  select g.tenant_id, g.form_id,
         count(*) filter (where g.severity = 'error') as errors,
         count(*) filter (where g.severity = 'warning') as warnings,
         count(*) filter (where g.severity = 'advice') as advice
  from gone g join form f on f.tenant_id = g.tenant_id and f.form_id = g.form_id and f.current_revision = g.revision
  group by g.tenant_id, g.form_id
)
update form f set errors = f.errors - c.errors, warnings = f.warnings - c.warnings, advice = f.advice - c.advice
from counts c where f.tenant_id = c.tenant_id and f.form_id = c.form_id;

alter table finding add column subject_hash uuid;
alter table finding add check ((scope = 'set') = (subject_hash is not null));
create index finding_by_subject on finding (tenant_id, rule_id, subject_hash) where scope = 'set';

insert into fact_source select tenant_id, form_id, current_revision, null from form;
`;

/**
 * What rules over many forms remember of each form, and the subjects that must be judged again. All forms of before are
 * collected anew in the background; findings of before did not know their subject and are found again there.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(FACTS).execute(db);
}
