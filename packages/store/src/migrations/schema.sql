audit_entry.tenant_id uuid not null
audit_entry.entry_id uuid not null
audit_entry.at timestamp with time zone not null
audit_entry.actor text collate C not null
audit_entry.action text collate C not null
audit_entry.subject text collate C not null
audit_entry.detail jsonb not null
audit_entry.content_sha256 text collate C not null
document.tenant_id uuid not null
document.document_id uuid not null
document.sha256 text collate C not null
document.bytes bigint not null
document.media_type text collate C not null
document.file_name text collate C not null
document.created_at timestamp with time zone not null
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
form_draft.tenant_id uuid not null
form_draft.form_id uuid not null
form_draft.base_revision integer not null
form_draft.cells jsonb not null
form_draft.updated_at timestamp with time zone not null
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
tenant.tenant_id uuid not null
tenant.parent_id uuid
tenant.name text collate C not null
tenant.region text collate C
tenant.is_sample boolean not null
tenant.created_at timestamp with time zone not null

audit_entry: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
audit_entry: PRIMARY KEY (tenant_id, entry_id)
document: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
document: PRIMARY KEY (tenant_id, document_id)
document: UNIQUE (tenant_id, sha256)
finding: CHECK ((scope = ANY (ARRAY['form'::text, 'set'::text])))
finding: CHECK ((severity = ANY (ARRAY['error'::text, 'warning'::text, 'advice'::text])))
finding: FOREIGN KEY (tenant_id, form_id, revision) REFERENCES form_revision(tenant_id, form_id, revision)
finding: PRIMARY KEY (tenant_id, form_id, revision, scope, "position")
form: CHECK ((disclosure = ANY (ARRAY['public'::text, 'internal'::text, 'withheld'::text])))
form: CHECK ((state = ANY (ARRAY['imported'::text, 'draft'::text, 'submitted'::text, 'approved'::text])))
form: FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
form: FOREIGN KEY (tenant_id, form_id, current_revision) REFERENCES form_revision(tenant_id, form_id, revision) DEFERRABLE INITIALLY DEFERRED
form: PRIMARY KEY (tenant_id, form_id)
form_draft: FOREIGN KEY (tenant_id, form_id, base_revision) REFERENCES form_revision(tenant_id, form_id, revision)
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
proposed_revision: FOREIGN KEY (tenant_id, document_id, document_index) REFERENCES form_source(tenant_id, document_id, document_index)
proposed_revision: FOREIGN KEY (tenant_id, form_id) REFERENCES form(tenant_id, form_id)
proposed_revision: PRIMARY KEY (tenant_id, document_id, document_index)
revision_origin: FOREIGN KEY (tenant_id, form_id, revision) REFERENCES form_revision(tenant_id, form_id, revision)
revision_origin: PRIMARY KEY (tenant_id, form_id, revision)
score_sheet: FOREIGN KEY (tenant_id, form_id, revision) REFERENCES form_revision(tenant_id, form_id, revision)
score_sheet: PRIMARY KEY (tenant_id, form_id, revision, scheme_id, scheme_hash)
tenant: FOREIGN KEY (parent_id) REFERENCES tenant(tenant_id)
tenant: PRIMARY KEY (tenant_id)

CREATE UNIQUE INDEX audit_entry_pkey ON public.audit_entry USING btree (tenant_id, entry_id)
CREATE UNIQUE INDEX document_pkey ON public.document USING btree (tenant_id, document_id)
CREATE UNIQUE INDEX document_tenant_id_sha256_key ON public.document USING btree (tenant_id, sha256)
CREATE INDEX finding_by_rule ON public.finding USING btree (tenant_id, rule_id, form_id, revision)
CREATE UNIQUE INDEX finding_pkey ON public.finding USING btree (tenant_id, form_id, revision, scope, "position")
CREATE INDEX form_by_amount ON public.form USING btree (tenant_id, COALESCE(amount_wan, '-Infinity'::numeric) DESC, form_id DESC)
CREATE INDEX form_by_department ON public.form USING btree (tenant_id, competent_department)
CREATE INDEX form_by_errors ON public.form USING btree (tenant_id, errors DESC, form_id DESC)
CREATE INDEX form_by_grade ON public.form USING btree (tenant_id, grade) WHERE (grade IS NOT NULL)
CREATE INDEX form_by_identity ON public.form USING btree (tenant_id, identity_group) WHERE (identity_group IS NOT NULL)
CREATE INDEX form_by_project ON public.form USING btree (tenant_id, project_order, form_id)
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
CREATE UNIQUE INDEX indicator_pkey ON public.indicator USING btree (tenant_id, form_id, revision, "position")
CREATE INDEX proposed_revision_by_form ON public.proposed_revision USING btree (tenant_id, form_id)
CREATE UNIQUE INDEX proposed_revision_pkey ON public.proposed_revision USING btree (tenant_id, document_id, document_index)
CREATE UNIQUE INDEX revision_origin_pkey ON public.revision_origin USING btree (tenant_id, form_id, revision)
CREATE UNIQUE INDEX score_sheet_pkey ON public.score_sheet USING btree (tenant_id, form_id, revision, scheme_id, scheme_hash)
CREATE INDEX tenant_by_parent ON public.tenant USING btree (parent_id)
CREATE UNIQUE INDEX tenant_pkey ON public.tenant USING btree (tenant_id)

CREATE TRIGGER audit_entry_is_immutable BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER form_revision_is_immutable BEFORE UPDATE ON public.form_revision FOR EACH ROW EXECUTE FUNCTION refuse_change()
