import type {
  DecimalText,
  FieldPath,
  Finding,
  FormKind,
  FormRecord,
  FormState,
  FundKey,
  FundRow,
  Place,
  RecordDifference,
  ScoreSheet,
  Severity,
} from '@jiheng/domain';
import type { CompactOrigins } from '../forms/compact-origins.ts';
import type { AssessedForm, FormCheck, ImportOutcome } from '../forms/form-types.ts';
import type { ImportFileStatus } from '../imports/import-types.ts';
import type { ExportFormTable, ExportJobTable } from './export-tables.ts';
import type * as work from './work-tables.ts';

/*
 * Row types, as rows are read: numeric columns are exact text, JSON columns are parsed. Writing goes through
 * `insertRows`, which takes the same shapes.
 */

export interface TenantTable {
  tenant_id: string;
  parent_id: string | null;
  name: string;
  region: string | null;
  is_sample: boolean;
  created_at: Date;
}

export interface DocumentTable {
  tenant_id: string;
  document_id: string;
  sha256: string;
  bytes: number;
  media_type: string;
  file_name: string;
  created_at: Date;
}

export interface ImportJobTable {
  tenant_id: string;
  import_id: string;
  actor: string;
  /** Who dropped the files; null for the operator of the machine. */
  person_id: string | null;
  /** Subtrees in which that person may place forms. */
  scope_paths: string[];
  created_at: Date;
  finished_at: Date | null;
}

export interface ImportFileTable {
  tenant_id: string;
  import_id: string;
  position: number;
  document_id: string | null;
  file_name: string;
  bytes: number;
  status: ImportFileStatus;
  attempts: number;
  worker: string | null;
  lease_until: Date | null;
  forms_done: number;
  result: unknown;
}

export interface FormTable {
  tenant_id: string;
  form_id: string;
  kind: FormKind;
  fiscal_year: number | null;
  state: FormState;
  disclosure: 'public' | 'internal' | 'withheld';
  campaign_id: string | null;
  created_at: Date;
  identity_group: string | null;
  identity_code: string | null;
  identity_name: string | null;
  current_revision: number;
  revised_at: Date;
  region: string | null;
  project_name: string | null;
  project_order: string;
  competent_department: string | null;
  implementing_unit: string | null;
  unit_order: string;
  amount_wan: DecimalText | null;
  spent_wan: DecimalText | null;
  execution_rate: DecimalText | null;
  total_score: DecimalText | null;
  grade: string | null;
  needs_review: boolean;
  indicators: number;
  errors: number;
  warnings: number;
  advice: number;
  search_grams: string[];
  organisation_id: string | null;
  /** Place in the tree of organisations; `/` for forms of no known one. */
  organisation_path: string;
  project_id: string | null;
  /** The revision that was approved last. */
  approved_revision: number | null;
}

export interface FormRevisionTable {
  tenant_id: string;
  form_id: string;
  revision: number;
  schema_version: number;
  record: FormRecord;
  record_sha256: string;
  checks: readonly FormCheck[];
  needs_review: boolean;
  template_id: string | null;
  template_hash: string | null;
  scheme_id: string | null;
  scheme_hash: string | null;
  rule_profile_id: string | null;
  rule_profile_hash: string | null;
  choice_reason: string;
  document_id: string | null;
  document_index: number | null;
  actor: string;
  created_at: Date;
}

/** Key of everything that belongs to a revision. */
export interface RevisionKey {
  tenant_id: string;
  form_id: string;
  revision: number;
}

export interface RevisionOriginTable extends RevisionKey {
  origins: CompactOrigins;
}

export interface ScoreSheetTable extends RevisionKey {
  scheme_id: string;
  scheme_hash: string;
  sheet: ScoreSheet;
  created_at: Date;
}

export interface IndicatorTable extends RevisionKey {
  position: number;
  level1: string | null;
  level2: string | null;
  level3: string | null;
  target: string | null;
  actual: string | null;
  max_score: DecimalText | null;
  score: DecimalText | null;
}

export interface FundRowTable extends RevisionKey {
  position: number;
  label: string;
  fund_key: FundKey | null;
  side: FundRow['side'];
  amount_wan: DecimalText | null;
  initial_wan: DecimalText | null;
  adjusted_wan: DecimalText | null;
  spent_wan: DecimalText | null;
  max_score: DecimalText | null;
  execution_rate: DecimalText | null;
  score: DecimalText | null;
}

export interface FindingTable extends RevisionKey {
  /** `set`: found by comparing forms; replaced when the facts of its subject change. */
  scope: 'form' | 'set';
  position: number;
  rule_id: string;
  code: string;
  severity: Severity;
  message: string;
  remedy: string;
  at: readonly FieldPath[];
  others: Finding['others'] | null;
  place: Place | null;
  /** What a finding over many forms is about. */
  subject_hash: string | null;
}

export interface FormSourceTable {
  tenant_id: string;
  document_id: string;
  document_index: number;
  import_id: string;
  form_id: string;
  /** Null while the proposed revision is not accepted. */
  revision: number | null;
  outcome: ImportOutcome;
  created_at: Date;
}

export interface ProposedRevisionTable {
  tenant_id: string;
  document_id: string;
  document_index: number;
  form_id: string;
  form_json: AssessedForm;
  differences: readonly RecordDifference[];
  created_at: Date;
}

/** Which revision of a form its facts were collected from. */
export interface FactSourceTable {
  tenant_id: string;
  form_id: string;
  revision: number;
  /** State of the rules that collected; null while the facts are still to be collected. */
  profile_hash: string | null;
}

/** What one rule remembers of one form about one subject. */
export interface FactTable {
  tenant_id: string;
  rule_id: string;
  subject_hash: string;
  form_id: string;
  subject: string;
  /** In the order of the form; null where the rule failed on the form. */
  facts: readonly (readonly [at: FieldPath, value: string])[] | null;
}

/** A subject whose facts changed since it was judged. */
export interface DirtySubjectTable {
  tenant_id: string;
  rule_id: string;
  subject_hash: string;
  /** Tells a change from one that came while the subject was judged. */
  request_id: string;
}

export interface AuditEntryTable {
  tenant_id: string;
  entry_id: string;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  detail: unknown;
  content_sha256: string;
  person_id: string | null;
}

export interface Tables {
  tenant: TenantTable;
  document: DocumentTable;
  import_job: ImportJobTable;
  import_file: ImportFileTable;
  form: FormTable;
  form_revision: FormRevisionTable;
  revision_origin: RevisionOriginTable;
  score_sheet: ScoreSheetTable;
  indicator: IndicatorTable;
  fund_row: FundRowTable;
  finding: FindingTable;
  form_source: FormSourceTable;
  proposed_revision: ProposedRevisionTable;
  fact_source: FactSourceTable;
  fact: FactTable;
  dirty_subject: DirtySubjectTable;
  form_draft: work.FormDraftTable;
  audit_entry: AuditEntryTable;
  export_job: ExportJobTable;
  export_form: ExportFormTable;
  audit_seal: work.AuditSealTable;
  audit_unsealed: work.AuditUnsealedTable;
  sign_in_failure: work.SignInFailureTable;
  organisation: work.OrganisationTable;
  person: work.PersonTable;
  assignment: work.AssignmentTable;
  session: work.SessionTable;
  project: work.ProjectTable;
  project_grant: work.ProjectGrantTable;
  campaign: work.CampaignTable;
  campaign_member: work.CampaignMemberTable;
  campaign_extension: work.CampaignExtensionTable;
  draft_operation: work.DraftOperationTable;
  draft_presence: work.DraftPresenceTable;
  flow_step: work.FlowStepTable;
  opinion: work.OpinionTable;
  silence: work.SilenceTable;
  notice: work.NoticeTable;
}
