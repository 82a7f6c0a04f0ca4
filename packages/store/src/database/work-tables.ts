import type { DecimalText, FlowAction, FormKind, FormState, FundRow, FieldPath, Role } from '@jiheng/domain';

/* Row types of people, projects, rounds, drafts and review, as rows are read. */

export interface OrganisationTable {
  tenant_id: string;
  organisation_id: string;
  parent_id: string | null;
  kind: 'finance' | 'department' | 'unit';
  code: string;
  name: string;
  /** Name as it is compared with the units that forms print. */
  name_folded: string;
  path: string;
  is_closed: boolean;
  created_at: Date;
}

export interface PersonTable {
  tenant_id: string;
  person_id: string;
  login_name: string;
  name: string;
  email: string | null;
  telephone: string | null;
  oidc_subject: string | null;
  password_hash: string | null;
  password_set_at: Date | null;
  must_change_password: boolean;
  is_closed: boolean;
  created_at: Date;
  last_sign_in_at: Date | null;
}

export interface AssignmentTable {
  tenant_id: string;
  person_id: string;
  organisation_id: string;
  role: Role;
}

export interface SessionTable {
  tenant_id: string;
  session_id: string;
  token_sha256: string;
  person_id: string;
  created_at: Date;
  seen_at: Date;
  ends_at: Date;
  /** Browser as it names itself, and where it is: for the person to tell sessions apart. */
  agent: string;
  address: string;
}

/** Failed sign-ins by the hash of the login name, whether there is such a person or not. */
export interface SignInFailureTable {
  tenant_id: string;
  name_sha256: string;
  failures: number;
  locked_until: Date | null;
  last_at: Date;
}

/** Entries that the chain of seals has not reached yet. */
export interface AuditUnsealedTable {
  tenant_id: string;
  entry_id: string;
}

export interface ProjectTable {
  tenant_id: string;
  project_id: string;
  /** The same project through the years. */
  lineage_id: string;
  organisation_id: string;
  fiscal_year: number;
  code: string;
  name: string;
  name_folded: string;
  nature: string | null;
  category: string | null;
  start_date: string | null;
  end_date: string | null;
  funds: readonly FundRow[];
  amount_wan: DecimalText | null;
  disclosure: 'public' | 'internal' | 'withheld';
  is_closed: boolean;
  created_at: Date;
}

export interface ProjectGrantTable {
  tenant_id: string;
  person_id: string;
  project_id: string;
  granted_by: string;
  granted_at: Date;
}

/** 截止日期 by stage; civil dates, the day ends at 24:00 in Asia/Shanghai. */
export type CampaignDeadlines = Readonly<
  Record<'fill' | 'unit-review' | 'department-review' | 'division-review' | 'office-review', string>
>;

export interface CampaignTable {
  tenant_id: string;
  campaign_id: string;
  name: string;
  kind: FormKind;
  fiscal_year: number;
  template_id: string;
  scheme_id: string | null;
  rule_profile_id: string | null;
  guidance: string;
  state: 'preparing' | 'open' | 'closed';
  opens_on: string;
  deadlines: CampaignDeadlines;
  copied_from: string | null;
  created_at: Date;
}

export interface CampaignMemberTable {
  tenant_id: string;
  campaign_id: string;
  organisation_id: string;
}

export interface CampaignExtensionTable {
  tenant_id: string;
  extension_id: string;
  campaign_id: string;
  organisation_id: string;
  stage: keyof CampaignDeadlines;
  until: string;
  reason: string;
  granted_by: string;
  granted_at: Date;
}

/** Working copy of a form: the newest state of the draft, kept with the number of its last change. */
export interface FormDraftTable {
  tenant_id: string;
  form_id: string;
  base_revision: number;
  version: number;
  draft: unknown;
  updated_at: Date;
  updated_by: string;
}

/** One save of a draft. A client repeats a save it has no answer to; its own number makes that harmless. */
export interface DraftOperationTable {
  tenant_id: string;
  form_id: string;
  version: number;
  client_id: string;
  client_sequence: number;
  person_id: string;
  at: Date;
  operations: unknown;
}

export interface FlowStepTable {
  tenant_id: string;
  form_id: string;
  step: number;
  action: FlowAction;
  from_state: FormState;
  to_state: FormState;
  revision: number;
  person_id: string;
  actor: string;
  at: Date;
  opinion: string | null;
  result: '优' | '良' | '中' | '差' | null;
  /** 审核表 with its four heads. */
  sheet: unknown;
  approval_number: string | null;
  approval_date: string | null;
  /** When the next level first opened the form. */
  opened_at: Date | null;
  /** Persons whose writing a submission sent on; they never decide on it. */
  authors: string[];
  /** 审计链 head when an approval was given. */
  chain_head: string | null;
}

/** Where an opinion is attached: a field, an indicator row, or the whole form. */
export type OpinionPlace =
  | { readonly kind: 'whole' }
  | { readonly kind: 'cell' | 'row'; readonly path: FieldPath; readonly label: string };

export interface OpinionTable {
  tenant_id: string;
  opinion_id: string;
  form_id: string;
  revision: number;
  stage: FormState;
  place: OpinionPlace;
  text: string;
  person_id: string;
  actor: string;
  created_at: Date;
  settled_at: Date | null;
  settled_by: string | null;
  answer: string | null;
}

export interface SilenceTable {
  tenant_id: string;
  form_id: string;
  rule_id: string;
  at: string;
  reason: string;
  person_id: string;
  actor: string;
  created_at: Date;
}

export interface NoticeTable {
  tenant_id: string;
  notice_id: string;
  person_id: string;
  kind: 'assigned' | 'returned' | 'due' | 'overdue' | 'approved';
  form_id: string | null;
  campaign_id: string | null;
  text: string;
  created_at: Date;
  read_at: Date | null;
  mailed_at: Date | null;
  mail_attempts: number;
  /** Not mailed before this instant. */
  mail_after: Date | null;
  /** Projects whose work it asks for and that have not moved on since; empty for mere news. */
  project_ids: string[];
}

export interface AuditSealTable {
  tenant_id: string;
  sequence: number;
  entry_id: string;
  previous_sha256: string;
  seal_sha256: string;
  sealed_at: Date;
}

/** Who is in a draft, at which cell; kept for seconds. */
export interface DraftPresenceTable {
  tenant_id: string;
  form_id: string;
  client_id: string;
  person_id: string;
  name: string;
  place: string;
  seen_at: Date;
}
