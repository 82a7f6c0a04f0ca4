assignment.tenant_id uuid not null
assignment.person_id uuid not null
assignment.organisation_id uuid not null
assignment.role text collate C not null
audit_entry.tenant_id uuid not null
audit_entry.entry_id uuid not null
audit_entry.at timestamp with time zone not null
audit_entry.actor text collate C not null
audit_entry.action text collate C not null
audit_entry.subject text collate C not null
audit_entry.detail jsonb not null
audit_entry.content_sha256 text collate C not null
audit_entry.person_id uuid
audit_seal.tenant_id uuid not null
audit_seal.sequence bigint not null
audit_seal.entry_id uuid not null
audit_seal.previous_sha256 text collate C not null
audit_seal.seal_sha256 text collate C not null
audit_seal.sealed_at timestamp with time zone not null
audit_unsealed.tenant_id uuid not null
audit_unsealed.entry_id uuid not null
campaign.tenant_id uuid not null
campaign.campaign_id uuid not null
campaign.name text collate C not null
campaign.kind text collate C not null
campaign.fiscal_year integer not null
campaign.template_id text collate C not null
campaign.scheme_id text collate C
campaign.rule_profile_id text collate C
campaign.guidance text collate C not null
campaign.state text collate C not null
campaign.opens_on text collate C not null
campaign.deadlines jsonb not null
campaign.copied_from uuid
campaign.created_at timestamp with time zone not null
campaign_extension.tenant_id uuid not null
campaign_extension.extension_id uuid not null
campaign_extension.campaign_id uuid not null
campaign_extension.organisation_id uuid not null
campaign_extension.stage text collate C not null
campaign_extension.until text collate C not null
campaign_extension.reason text collate C not null
campaign_extension.granted_by text collate C not null
campaign_extension.granted_at timestamp with time zone not null
campaign_member.tenant_id uuid not null
campaign_member.campaign_id uuid not null
campaign_member.organisation_id uuid not null
dirty_subject.tenant_id uuid not null
dirty_subject.rule_id text collate C not null
dirty_subject.subject_hash uuid not null
dirty_subject.request_id uuid not null
document.tenant_id uuid not null
document.document_id uuid not null
document.sha256 text collate C not null
document.bytes bigint not null
document.media_type text collate C not null
document.file_name text collate C not null
document.created_at timestamp with time zone not null
draft_operation.tenant_id uuid not null
draft_operation.form_id uuid not null
draft_operation.version integer not null
draft_operation.client_id text collate C not null
draft_operation.client_sequence integer not null
draft_operation.person_id uuid not null
draft_operation.at timestamp with time zone not null
draft_operation.operations jsonb not null
draft_presence.tenant_id uuid not null
draft_presence.form_id uuid not null
draft_presence.client_id text collate C not null
draft_presence.person_id uuid not null
draft_presence.name text collate C not null
draft_presence.place text collate C not null
draft_presence.seen_at timestamp with time zone not null
export_form.tenant_id uuid not null
export_form.export_id uuid not null
export_form.position integer not null
export_form.form_id uuid not null
export_form.revision integer not null
export_job.tenant_id uuid not null
export_job.export_id uuid not null
export_job.person_id text collate C not null
export_job.actor text collate C not null
export_job.created_at timestamp with time zone not null
export_job.request jsonb not null
export_job.status text collate C not null
export_job.attempts integer not null
export_job.worker text collate C
export_job.lease_until timestamp with time zone
export_job.forms_total integer not null
export_job.forms_done integer not null
export_job.problems jsonb not null
export_job.file_name text collate C
export_job.media_type text collate C
export_job.sha256 text collate C
export_job.bytes bigint
export_job.finished_at timestamp with time zone
export_job.expires_at timestamp with time zone
fact.tenant_id uuid not null
fact.rule_id text collate C not null
fact.subject_hash uuid not null
fact.form_id uuid not null
fact.subject text collate C not null
fact.facts jsonb
fact_source.tenant_id uuid not null
fact_source.form_id uuid not null
fact_source.revision integer not null
fact_source.profile_hash text collate C
finding.tenant_id uuid not null
finding.form_id uuid not null
finding.revision integer not null
finding.scope text collate C not null
finding.position integer not null
finding.rule_id text collate C not null
finding.code text collate C not null
finding.severity text collate C not null
finding.message text collate C not null
finding.remedy text collate C not null
finding.at jsonb not null
finding.others jsonb
finding.place jsonb
finding.subject_hash uuid
flow_step.tenant_id uuid not null
flow_step.form_id uuid not null
flow_step.step integer not null
flow_step.action text collate C not null
flow_step.from_state text collate C not null
flow_step.to_state text collate C not null
flow_step.revision integer not null
flow_step.person_id uuid not null
flow_step.actor text collate C not null
flow_step.at timestamp with time zone not null
flow_step.opinion text collate C
flow_step.result text collate C
flow_step.sheet jsonb
flow_step.approval_number text collate C
flow_step.approval_date text collate C
flow_step.opened_at timestamp with time zone
flow_step.authors uuid[] not null
flow_step.chain_head text collate C
form.tenant_id uuid not null
form.form_id uuid not null
form.kind text collate C not null
form.fiscal_year integer
form.state text collate C not null
form.disclosure text collate C not null
form.campaign_id uuid
form.created_at timestamp with time zone not null
form.identity_group text collate C
form.identity_code text collate C
form.identity_name text collate C
form.current_revision integer not null
form.revised_at timestamp with time zone not null
form.region text collate C
form.project_name text collate C
form.project_order text collate C not null
form.competent_department text collate C
form.implementing_unit text collate C
form.unit_order text collate C not null
form.amount_wan numeric
form.spent_wan numeric
form.execution_rate numeric
form.total_score numeric
form.grade text collate C
form.needs_review boolean not null
form.indicators integer not null
form.errors integer not null
form.warnings integer not null
form.advice integer not null
form.search_grams text[] collate C not null
form.organisation_id uuid
form.organisation_path text collate C not null
form.project_id uuid
form.approved_revision integer
form_draft.tenant_id uuid not null
form_draft.form_id uuid not null
form_draft.base_revision integer not null
form_draft.version integer not null
form_draft.draft jsonb not null
form_draft.updated_at timestamp with time zone not null
form_draft.updated_by uuid not null
form_revision.tenant_id uuid not null
form_revision.form_id uuid not null
form_revision.revision integer not null
form_revision.schema_version integer not null
form_revision.record jsonb not null
form_revision.record_sha256 text collate C not null
form_revision.checks jsonb not null
form_revision.needs_review boolean not null
form_revision.template_id text collate C
form_revision.template_hash text collate C
form_revision.scheme_id text collate C
form_revision.scheme_hash text collate C
form_revision.rule_profile_id text collate C
form_revision.rule_profile_hash text collate C
form_revision.choice_reason text collate C not null
form_revision.document_id uuid
form_revision.document_index integer
form_revision.actor text collate C not null
form_revision.created_at timestamp with time zone not null
form_source.tenant_id uuid not null
form_source.document_id uuid not null
form_source.document_index integer not null
form_source.import_id uuid not null
form_source.form_id uuid not null
form_source.revision integer
form_source.outcome text collate C not null
form_source.created_at timestamp with time zone not null
fund_row.tenant_id uuid not null
fund_row.form_id uuid not null
fund_row.revision integer not null
fund_row.position integer not null
fund_row.label text collate C not null
fund_row.fund_key text collate C
fund_row.side text collate C not null
fund_row.amount_wan numeric
fund_row.initial_wan numeric
fund_row.adjusted_wan numeric
fund_row.spent_wan numeric
fund_row.max_score numeric
fund_row.execution_rate numeric
fund_row.score numeric
import_file.tenant_id uuid not null
import_file.import_id uuid not null
import_file.position integer not null
import_file.document_id uuid
import_file.file_name text collate C not null
import_file.bytes bigint not null
import_file.status text collate C not null
import_file.attempts integer not null
import_file.worker text collate C
import_file.lease_until timestamp with time zone
import_file.forms_done integer not null
import_file.result jsonb
import_job.tenant_id uuid not null
import_job.import_id uuid not null
import_job.actor text collate C not null
import_job.created_at timestamp with time zone not null
import_job.finished_at timestamp with time zone
import_job.person_id uuid
import_job.scope_paths text[] collate C not null
indicator.tenant_id uuid not null
indicator.form_id uuid not null
indicator.revision integer not null
indicator.position integer not null
indicator.level1 text collate C
indicator.level2 text collate C
indicator.level3 text collate C
indicator.target text collate C
indicator.actual text collate C
indicator.max_score numeric
indicator.score numeric
notice.tenant_id uuid not null
notice.notice_id uuid not null
notice.person_id uuid not null
notice.kind text collate C not null
notice.form_id uuid
notice.campaign_id uuid
notice.text text collate C not null
notice.created_at timestamp with time zone not null
notice.read_at timestamp with time zone
notice.mailed_at timestamp with time zone
notice.mail_attempts integer not null
notice.mail_after timestamp with time zone
notice.project_ids uuid[] not null
opinion.tenant_id uuid not null
opinion.opinion_id uuid not null
opinion.form_id uuid not null
opinion.revision integer not null
opinion.stage text collate C not null
opinion.place jsonb not null
opinion.text text collate C not null
opinion.person_id uuid not null
opinion.actor text collate C not null
opinion.created_at timestamp with time zone not null
opinion.settled_at timestamp with time zone
opinion.settled_by text collate C
opinion.answer text collate C
organisation.tenant_id uuid not null
organisation.organisation_id uuid not null
organisation.parent_id uuid
organisation.kind text collate C not null
organisation.code text collate C not null
organisation.name text collate C not null
organisation.path text collate C not null
organisation.is_closed boolean not null
organisation.created_at timestamp with time zone not null
organisation.name_folded text collate C not null
person.tenant_id uuid not null
person.person_id uuid not null
person.login_name text collate C not null
person.name text collate C not null
person.email text collate C
person.telephone text collate C
person.oidc_subject text collate C
person.password_hash text collate C
person.password_set_at timestamp with time zone
person.must_change_password boolean not null
person.is_closed boolean not null
person.created_at timestamp with time zone not null
person.last_sign_in_at timestamp with time zone
project.tenant_id uuid not null
project.project_id uuid not null
project.lineage_id uuid not null
project.organisation_id uuid not null
project.fiscal_year integer not null
project.code text collate C not null
project.name text collate C not null
project.name_folded text collate C not null
project.nature text collate C
project.category text collate C
project.start_date text collate C
project.end_date text collate C
project.funds jsonb not null
project.amount_wan numeric
project.disclosure text collate C not null
project.is_closed boolean not null
project.created_at timestamp with time zone not null
project_grant.tenant_id uuid not null
project_grant.person_id uuid not null
project_grant.project_id uuid not null
project_grant.granted_by uuid not null
project_grant.granted_at timestamp with time zone not null
proposed_revision.tenant_id uuid not null
proposed_revision.document_id uuid not null
proposed_revision.document_index integer not null
proposed_revision.form_id uuid not null
proposed_revision.form_json jsonb not null
proposed_revision.differences jsonb not null
proposed_revision.created_at timestamp with time zone not null
revision_origin.tenant_id uuid not null
revision_origin.form_id uuid not null
revision_origin.revision integer not null
revision_origin.origins jsonb not null
score_sheet.tenant_id uuid not null
score_sheet.form_id uuid not null
score_sheet.revision integer not null
score_sheet.scheme_id text collate C not null
score_sheet.scheme_hash text collate C not null
score_sheet.sheet jsonb not null
score_sheet.created_at timestamp with time zone not null
session.tenant_id uuid not null
session.session_id uuid not null
session.token_sha256 text collate C not null
session.person_id uuid not null
session.created_at timestamp with time zone not null
session.seen_at timestamp with time zone not null
session.ends_at timestamp with time zone not null
session.agent text collate C not null
session.address text collate C not null
sign_in_failure.tenant_id uuid not null
sign_in_failure.name_sha256 text collate C not null
sign_in_failure.failures integer not null
sign_in_failure.locked_until timestamp with time zone
sign_in_failure.last_at timestamp with time zone not null
silence.tenant_id uuid not null
silence.form_id uuid not null
silence.rule_id text collate C not null
silence.at text collate C not null
silence.reason text collate C not null
silence.person_id uuid not null
silence.actor text collate C not null
silence.created_at timestamp with time zone not null
tenant.tenant_id uuid not null
tenant.parent_id uuid
tenant.name text collate C not null
tenant.region text collate C
tenant.is_sample boolean not null
tenant.created_at timestamp with time zone not null

assignment: CHECK ((role = ANY (ARRAY['officer'::text, 'unit-reviewer'::text, 'department-reviewer'::text, 'finance-division'::text, 'performance-office'::text, 'third-party'::text, 'auditor'::text, 'administrator'::text])))
assignment: FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, organisation_id)
assignment: FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, person_id)
assignment: PRIMARY KEY (tenant_id, person_id, organisation_id, role)
audit_entry: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
audit_entry: PRIMARY KEY (tenant_id, entry_id)
audit_seal: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
audit_seal: FOREIGN KEY (tenant_id, entry_id) REFERENCES audit_entry(tenant_id, entry_id)
audit_seal: PRIMARY KEY (tenant_id, sequence)
audit_seal: UNIQUE (tenant_id, entry_id)
audit_unsealed: FOREIGN KEY (tenant_id, entry_id) REFERENCES audit_entry(tenant_id, entry_id)
audit_unsealed: PRIMARY KEY (tenant_id, entry_id)
campaign: CHECK ((state = ANY (ARRAY['preparing'::text, 'open'::text, 'closed'::text])))
campaign: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
campaign: PRIMARY KEY (tenant_id, campaign_id)
campaign: UNIQUE (tenant_id, name)
campaign_extension: FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign(tenant_id, campaign_id)
campaign_extension: FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, organisation_id)
campaign_extension: PRIMARY KEY (tenant_id, extension_id)
campaign_member: FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign(tenant_id, campaign_id)
campaign_member: FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, organisation_id)
campaign_member: PRIMARY KEY (tenant_id, campaign_id, organisation_id)
dirty_subject: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
dirty_subject: PRIMARY KEY (tenant_id, rule_id, subject_hash)
document: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
document: PRIMARY KEY (tenant_id, document_id)
draft_operation: FOREIGN KEY (tenant_id, form_id) REFERENCES form(tenant_id, form_id)
draft_operation: PRIMARY KEY (tenant_id, form_id, version)
draft_operation: UNIQUE (tenant_id, form_id, client_id, client_sequence)
draft_presence: FOREIGN KEY (tenant_id, form_id) REFERENCES form(tenant_id, form_id)
draft_presence: PRIMARY KEY (tenant_id, form_id, client_id)
export_form: FOREIGN KEY (tenant_id, export_id) REFERENCES export_job(tenant_id, export_id)
export_form: FOREIGN KEY (tenant_id, form_id, revision) REFERENCES form_revision(tenant_id, form_id, revision)
export_form: PRIMARY KEY (tenant_id, export_id, "position")
export_job: CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
export_job: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
export_job: PRIMARY KEY (tenant_id, export_id)
fact: FOREIGN KEY (tenant_id, form_id) REFERENCES form(tenant_id, form_id)
fact: PRIMARY KEY (tenant_id, rule_id, subject_hash, form_id)
fact_source: FOREIGN KEY (tenant_id, form_id) REFERENCES form(tenant_id, form_id)
fact_source: PRIMARY KEY (tenant_id, form_id)
finding: CHECK (((scope = 'set'::text) = (subject_hash IS NOT NULL)))
finding: CHECK ((scope = ANY (ARRAY['form'::text, 'set'::text])))
finding: CHECK ((severity = ANY (ARRAY['error'::text, 'warning'::text, 'advice'::text])))
finding: FOREIGN KEY (tenant_id, form_id, revision) REFERENCES form_revision(tenant_id, form_id, revision)
finding: PRIMARY KEY (tenant_id, form_id, revision, scope, "position")
flow_step: CHECK ((result = ANY (ARRAY['优'::text, '良'::text, '中'::text, '差'::text])))
flow_step: FOREIGN KEY (tenant_id, form_id) REFERENCES form(tenant_id, form_id)
flow_step: PRIMARY KEY (tenant_id, form_id, step)
form: CHECK ((disclosure = ANY (ARRAY['public'::text, 'internal'::text, 'withheld'::text])))
form: CHECK ((state = ANY (ARRAY['imported'::text, 'draft'::text, 'returned'::text, 'unit-review'::text, 'department-review'::text, 'division-review'::text, 'office-review'::text, 'approved'::text, 'adjusting'::text])))
form: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
form: FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign(tenant_id, campaign_id)
form: FOREIGN KEY (tenant_id, form_id, current_revision) REFERENCES form_revision(tenant_id, form_id, revision) DEFERRABLE INITIALLY DEFERRED
form: FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, organisation_id)
form: FOREIGN KEY (tenant_id, project_id) REFERENCES project(tenant_id, project_id)
form: PRIMARY KEY (tenant_id, form_id)
form_draft: FOREIGN KEY (tenant_id, form_id) REFERENCES form(tenant_id, form_id)
form_draft: PRIMARY KEY (tenant_id, form_id)
form_revision: FOREIGN KEY (tenant_id, document_id) REFERENCES document(tenant_id, document_id)
form_revision: FOREIGN KEY (tenant_id, form_id) REFERENCES form(tenant_id, form_id)
form_revision: PRIMARY KEY (tenant_id, form_id, revision)
form_source: CHECK ((outcome = ANY (ARRAY['new'::text, 'revision-proposed'::text, 'same'::text])))
form_source: FOREIGN KEY (tenant_id, document_id) REFERENCES document(tenant_id, document_id)
form_source: FOREIGN KEY (tenant_id, form_id) REFERENCES form(tenant_id, form_id)
form_source: FOREIGN KEY (tenant_id, import_id) REFERENCES import_job(tenant_id, import_id)
form_source: PRIMARY KEY (tenant_id, document_id, document_index)
fund_row: FOREIGN KEY (tenant_id, form_id, revision) REFERENCES form_revision(tenant_id, form_id, revision)
fund_row: PRIMARY KEY (tenant_id, form_id, revision, "position")
import_file: CHECK (((document_id IS NOT NULL) OR (status = 'failed'::text)))
import_file: CHECK ((status = ANY (ARRAY['waiting'::text, 'reading'::text, 'done'::text, 'failed'::text, 'duplicate'::text])))
import_file: FOREIGN KEY (tenant_id, document_id) REFERENCES document(tenant_id, document_id)
import_file: FOREIGN KEY (tenant_id, import_id) REFERENCES import_job(tenant_id, import_id)
import_file: PRIMARY KEY (tenant_id, import_id, "position")
import_job: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
import_job: PRIMARY KEY (tenant_id, import_id)
indicator: FOREIGN KEY (tenant_id, form_id, revision) REFERENCES form_revision(tenant_id, form_id, revision)
indicator: PRIMARY KEY (tenant_id, form_id, revision, "position")
notice: CHECK ((kind = ANY (ARRAY['assigned'::text, 'returned'::text, 'due'::text, 'overdue'::text, 'approved'::text])))
notice: FOREIGN KEY (tenant_id, form_id) REFERENCES form(tenant_id, form_id)
notice: FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, person_id)
notice: PRIMARY KEY (tenant_id, notice_id)
opinion: FOREIGN KEY (tenant_id, form_id) REFERENCES form(tenant_id, form_id)
opinion: PRIMARY KEY (tenant_id, opinion_id)
organisation: CHECK ((kind = ANY (ARRAY['finance'::text, 'department'::text, 'unit'::text])))
organisation: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
organisation: FOREIGN KEY (tenant_id, parent_id) REFERENCES organisation(tenant_id, organisation_id)
organisation: PRIMARY KEY (tenant_id, organisation_id)
organisation: UNIQUE (tenant_id, code)
organisation: UNIQUE (tenant_id, path)
person: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
person: PRIMARY KEY (tenant_id, person_id)
person: UNIQUE (tenant_id, login_name)
person: UNIQUE (tenant_id, oidc_subject)
project: CHECK ((disclosure = ANY (ARRAY['public'::text, 'internal'::text, 'withheld'::text])))
project: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
project: FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation(tenant_id, organisation_id)
project: PRIMARY KEY (tenant_id, project_id)
project: UNIQUE (tenant_id, fiscal_year, code)
project_grant: FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, person_id)
project_grant: FOREIGN KEY (tenant_id, project_id) REFERENCES project(tenant_id, project_id)
project_grant: PRIMARY KEY (tenant_id, person_id, project_id)
proposed_revision: FOREIGN KEY (tenant_id, document_id, document_index) REFERENCES form_source(tenant_id, document_id, document_index)
proposed_revision: FOREIGN KEY (tenant_id, form_id) REFERENCES form(tenant_id, form_id)
proposed_revision: PRIMARY KEY (tenant_id, document_id, document_index)
revision_origin: FOREIGN KEY (tenant_id, form_id, revision) REFERENCES form_revision(tenant_id, form_id, revision)
revision_origin: PRIMARY KEY (tenant_id, form_id, revision)
score_sheet: FOREIGN KEY (tenant_id, form_id, revision) REFERENCES form_revision(tenant_id, form_id, revision)
score_sheet: PRIMARY KEY (tenant_id, form_id, revision, scheme_id, scheme_hash)
session: FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, person_id)
session: PRIMARY KEY (tenant_id, session_id)
session: UNIQUE (tenant_id, token_sha256)
sign_in_failure: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
sign_in_failure: PRIMARY KEY (tenant_id, name_sha256)
silence: FOREIGN KEY (tenant_id, form_id) REFERENCES form(tenant_id, form_id)
silence: PRIMARY KEY (tenant_id, form_id, rule_id, at)
tenant: FOREIGN KEY (parent_id) REFERENCES tenant(tenant_id)
tenant: PRIMARY KEY (tenant_id)

CREATE INDEX assignment_by_organisation ON public.assignment USING btree (tenant_id, organisation_id, role)
CREATE UNIQUE INDEX assignment_pkey ON public.assignment USING btree (tenant_id, person_id, organisation_id, role)
CREATE INDEX audit_entry_by_subject ON public.audit_entry USING btree (tenant_id, subject, at DESC)
CREATE INDEX audit_entry_by_time ON public.audit_entry USING btree (tenant_id, at DESC)
CREATE UNIQUE INDEX audit_entry_pkey ON public.audit_entry USING btree (tenant_id, entry_id)
CREATE UNIQUE INDEX audit_seal_pkey ON public.audit_seal USING btree (tenant_id, sequence)
CREATE UNIQUE INDEX audit_seal_tenant_id_entry_id_key ON public.audit_seal USING btree (tenant_id, entry_id)
CREATE UNIQUE INDEX audit_unsealed_pkey ON public.audit_unsealed USING btree (tenant_id, entry_id)
CREATE UNIQUE INDEX campaign_pkey ON public.campaign USING btree (tenant_id, campaign_id)
CREATE UNIQUE INDEX campaign_tenant_id_name_key ON public.campaign USING btree (tenant_id, name)
CREATE INDEX campaign_extension_by_campaign ON public.campaign_extension USING btree (tenant_id, campaign_id, organisation_id)
CREATE UNIQUE INDEX campaign_extension_pkey ON public.campaign_extension USING btree (tenant_id, extension_id)
CREATE UNIQUE INDEX campaign_member_pkey ON public.campaign_member USING btree (tenant_id, campaign_id, organisation_id)
CREATE UNIQUE INDEX dirty_subject_pkey ON public.dirty_subject USING btree (tenant_id, rule_id, subject_hash)
CREATE INDEX document_by_content ON public.document USING btree (tenant_id, sha256)
CREATE UNIQUE INDEX document_pkey ON public.document USING btree (tenant_id, document_id)
CREATE UNIQUE INDEX draft_operation_pkey ON public.draft_operation USING btree (tenant_id, form_id, version)
CREATE UNIQUE INDEX draft_operation_tenant_id_form_id_client_id_client_sequence_key ON public.draft_operation USING btree (tenant_id, form_id, client_id, client_sequence)
CREATE UNIQUE INDEX draft_presence_pkey ON public.draft_presence USING btree (tenant_id, form_id, client_id)
CREATE UNIQUE INDEX export_form_pkey ON public.export_form USING btree (tenant_id, export_id, "position")
CREATE INDEX export_by_file ON public.export_job USING btree (tenant_id, sha256) WHERE (sha256 IS NOT NULL)
CREATE INDEX export_by_person ON public.export_job USING btree (tenant_id, person_id, export_id)
CREATE INDEX export_expiring ON public.export_job USING btree (expires_at) WHERE (sha256 IS NOT NULL)
CREATE UNIQUE INDEX export_job_pkey ON public.export_job USING btree (tenant_id, export_id)
CREATE INDEX export_open ON public.export_job USING btree (export_id) WHERE (status = ANY (ARRAY['waiting'::text, 'running'::text]))
CREATE INDEX fact_by_form ON public.fact USING btree (tenant_id, form_id)
CREATE UNIQUE INDEX fact_pkey ON public.fact USING btree (tenant_id, rule_id, subject_hash, form_id)
CREATE INDEX fact_source_pending ON public.fact_source USING btree (tenant_id, form_id) WHERE (profile_hash IS NULL)
CREATE UNIQUE INDEX fact_source_pkey ON public.fact_source USING btree (tenant_id, form_id)
CREATE INDEX finding_by_rule ON public.finding USING btree (tenant_id, rule_id, form_id, revision)
CREATE INDEX finding_by_subject ON public.finding USING btree (tenant_id, rule_id, subject_hash) WHERE (scope = 'set'::text)
CREATE UNIQUE INDEX finding_pkey ON public.finding USING btree (tenant_id, form_id, revision, scope, "position")
CREATE INDEX flow_step_by_person ON public.flow_step USING btree (tenant_id, person_id, at)
CREATE UNIQUE INDEX flow_step_pkey ON public.flow_step USING btree (tenant_id, form_id, step)
CREATE INDEX form_by_amount ON public.form USING btree (tenant_id, COALESCE(amount_wan, '-Infinity'::numeric) DESC, form_id DESC)
CREATE INDEX form_by_campaign ON public.form USING btree (tenant_id, campaign_id, state) WHERE (campaign_id IS NOT NULL)
CREATE INDEX form_by_department ON public.form USING btree (tenant_id, competent_department)
CREATE INDEX form_by_errors ON public.form USING btree (tenant_id, errors DESC, form_id DESC)
CREATE INDEX form_by_grade ON public.form USING btree (tenant_id, grade) WHERE (grade IS NOT NULL)
CREATE INDEX form_by_identity ON public.form USING btree (tenant_id, identity_group) WHERE (identity_group IS NOT NULL)
CREATE INDEX form_by_identity_name ON public.form USING btree (tenant_id, identity_name) WHERE (identity_name IS NOT NULL)
CREATE INDEX form_by_path ON public.form USING btree (tenant_id, organisation_path, state)
CREATE INDEX form_by_project ON public.form USING btree (tenant_id, project_order, form_id)
CREATE INDEX form_by_project_id ON public.form USING btree (tenant_id, project_id) WHERE (project_id IS NOT NULL)
CREATE INDEX form_by_rate ON public.form USING btree (tenant_id, execution_rate) WHERE (execution_rate IS NOT NULL)
CREATE INDEX form_by_region ON public.form USING btree (tenant_id, region)
CREATE INDEX form_by_score ON public.form USING btree (tenant_id, COALESCE(total_score, '-Infinity'::numeric) DESC, form_id DESC)
CREATE INDEX form_by_unit ON public.form USING btree (tenant_id, implementing_unit)
CREATE INDEX form_by_unit_order ON public.form USING btree (tenant_id, unit_order, form_id)
CREATE INDEX form_by_year ON public.form USING btree (tenant_id, fiscal_year, kind, grade)
CREATE INDEX form_needing_review ON public.form USING btree (tenant_id, form_id) WHERE needs_review
CREATE UNIQUE INDEX form_pkey ON public.form USING btree (tenant_id, form_id)
CREATE INDEX form_recent ON public.form USING btree (tenant_id, revised_at DESC, form_id DESC)
CREATE INDEX form_search ON public.form USING gin (search_grams)
CREATE INDEX form_without_organisation ON public.form USING btree (tenant_id, implementing_unit) WHERE (organisation_id IS NULL)
CREATE UNIQUE INDEX form_draft_pkey ON public.form_draft USING btree (tenant_id, form_id)
CREATE INDEX form_revision_by_content ON public.form_revision USING btree (tenant_id, record_sha256)
CREATE UNIQUE INDEX form_revision_pkey ON public.form_revision USING btree (tenant_id, form_id, revision)
CREATE INDEX form_source_by_form ON public.form_source USING btree (tenant_id, form_id)
CREATE INDEX form_source_by_import ON public.form_source USING btree (tenant_id, import_id)
CREATE UNIQUE INDEX form_source_pkey ON public.form_source USING btree (tenant_id, document_id, document_index)
CREATE UNIQUE INDEX fund_row_pkey ON public.fund_row USING btree (tenant_id, form_id, revision, "position")
CREATE INDEX import_file_by_document ON public.import_file USING btree (tenant_id, document_id)
CREATE INDEX import_file_open ON public.import_file USING btree (import_id, "position") WHERE (status = ANY (ARRAY['waiting'::text, 'reading'::text]))
CREATE UNIQUE INDEX import_file_pkey ON public.import_file USING btree (tenant_id, import_id, "position")
CREATE UNIQUE INDEX import_job_pkey ON public.import_job USING btree (tenant_id, import_id)
CREATE INDEX indicator_by_name ON public.indicator USING btree (tenant_id, level3)
CREATE UNIQUE INDEX indicator_pkey ON public.indicator USING btree (tenant_id, form_id, revision, "position")
CREATE INDEX notice_by_person ON public.notice USING btree (tenant_id, person_id, created_at DESC)
CREATE UNIQUE INDEX notice_pkey ON public.notice USING btree (tenant_id, notice_id)
CREATE INDEX notice_to_mail ON public.notice USING btree (tenant_id, created_at) WHERE (mailed_at IS NULL)
CREATE INDEX notice_unread ON public.notice USING btree (tenant_id, person_id, created_at DESC) WHERE (read_at IS NULL)
CREATE INDEX notice_waiting ON public.notice USING gin (project_ids) WHERE (read_at IS NULL)
CREATE INDEX opinion_by_form ON public.opinion USING btree (tenant_id, form_id)
CREATE UNIQUE INDEX opinion_pkey ON public.opinion USING btree (tenant_id, opinion_id)
CREATE INDEX organisation_by_folded_name ON public.organisation USING btree (tenant_id, name_folded)
CREATE INDEX organisation_by_name ON public.organisation USING btree (tenant_id, name)
CREATE INDEX organisation_by_parent ON public.organisation USING btree (tenant_id, parent_id)
CREATE UNIQUE INDEX organisation_pkey ON public.organisation USING btree (tenant_id, organisation_id)
CREATE UNIQUE INDEX organisation_root ON public.organisation USING btree (tenant_id) WHERE (parent_id IS NULL)
CREATE UNIQUE INDEX organisation_tenant_id_code_key ON public.organisation USING btree (tenant_id, code)
CREATE UNIQUE INDEX organisation_tenant_id_path_key ON public.organisation USING btree (tenant_id, path)
CREATE UNIQUE INDEX person_pkey ON public.person USING btree (tenant_id, person_id)
CREATE UNIQUE INDEX person_tenant_id_login_name_key ON public.person USING btree (tenant_id, login_name)
CREATE UNIQUE INDEX person_tenant_id_oidc_subject_key ON public.person USING btree (tenant_id, oidc_subject)
CREATE INDEX project_by_lineage ON public.project USING btree (tenant_id, lineage_id, fiscal_year)
CREATE INDEX project_by_name ON public.project USING btree (tenant_id, name_folded)
CREATE INDEX project_by_organisation ON public.project USING btree (tenant_id, organisation_id, fiscal_year)
CREATE UNIQUE INDEX project_pkey ON public.project USING btree (tenant_id, project_id)
CREATE UNIQUE INDEX project_tenant_id_fiscal_year_code_key ON public.project USING btree (tenant_id, fiscal_year, code)
CREATE UNIQUE INDEX project_grant_pkey ON public.project_grant USING btree (tenant_id, person_id, project_id)
CREATE INDEX proposed_revision_by_form ON public.proposed_revision USING btree (tenant_id, form_id)
CREATE UNIQUE INDEX proposed_revision_pkey ON public.proposed_revision USING btree (tenant_id, document_id, document_index)
CREATE UNIQUE INDEX revision_origin_pkey ON public.revision_origin USING btree (tenant_id, form_id, revision)
CREATE UNIQUE INDEX score_sheet_pkey ON public.score_sheet USING btree (tenant_id, form_id, revision, scheme_id, scheme_hash)
CREATE INDEX session_by_person ON public.session USING btree (tenant_id, person_id)
CREATE UNIQUE INDEX session_pkey ON public.session USING btree (tenant_id, session_id)
CREATE UNIQUE INDEX session_tenant_id_token_sha256_key ON public.session USING btree (tenant_id, token_sha256)
CREATE UNIQUE INDEX sign_in_failure_pkey ON public.sign_in_failure USING btree (tenant_id, name_sha256)
CREATE UNIQUE INDEX silence_pkey ON public.silence USING btree (tenant_id, form_id, rule_id, at)
CREATE INDEX tenant_by_parent ON public.tenant USING btree (parent_id)
CREATE UNIQUE INDEX tenant_pkey ON public.tenant USING btree (tenant_id)

CREATE TRIGGER audit_entry_is_immutable BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER audit_seal_is_immutable BEFORE DELETE OR UPDATE ON public.audit_seal FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER form_revision_is_immutable BEFORE UPDATE ON public.form_revision FOR EACH ROW EXECUTE FUNCTION refuse_change()
