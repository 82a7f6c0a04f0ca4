import type {
  DecimalText,
  FieldPath,
  FormKind,
  FormRecord,
  FormState,
  OrganisationPath,
  OriginMap,
  PlacedFinding,
  RecordDifference,
  Scope,
  ScoreSheet,
  Severity,
} from '@jiheng/domain';

/** 需核对: one arithmetic check of the reader, kept as it was reported. */
export interface FormCheck {
  readonly id: string;
  readonly agrees: boolean;
  readonly at: readonly FieldPath[];
  readonly detail: string;
}

/** 适用依据: which template, scheme and rules were applied, by id and content hash, and why. */
export interface RevisionBasis {
  readonly templateId: string | null;
  readonly templateHash: string | null;
  readonly schemeId: string | null;
  readonly schemeHash: string | null;
  readonly ruleProfileId: string | null;
  readonly ruleProfileHash: string | null;
  /** Chinese. */
  readonly choiceReason: string;
}

/** 导入范围: whose forms an import may recognise, and where it may place new ones. */
export interface ImportReach {
  readonly tenantId: string;
  /** Subtrees in which it may; the whole tenant unless said otherwise. */
  readonly scopePaths?: readonly OrganisationPath[];
}

/** One form as read, scored and checked, ready to be stored. */
export interface AssessedForm {
  /** Position within its document, from 0. */
  readonly index: number;
  readonly record: FormRecord;
  readonly origins: OriginMap;
  readonly checks: readonly FormCheck[];
  readonly needsReview: boolean;
  readonly findings: readonly PlacedFinding[];
  readonly sheet: ScoreSheet | null;
  readonly basis: RevisionBasis;
}

/** What became of an imported form: added, proposed as a revision of a known form, or equal to a known one. */
export const IMPORT_OUTCOMES = ['new', 'revision-proposed', 'same'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

/** 导入结果 of one form. */
export interface ImportedFormResult {
  readonly index: number;
  readonly outcome: ImportOutcome;
  readonly formId: string;
  /** Filled for `revision-proposed`: what differs from the current revision. */
  readonly differences: readonly RecordDifference[];
}

/** Filters of the list of forms; all of them are joined by "and". */
export interface FormFilter {
  /** What the reader may see; only the program's own work goes without. */
  readonly scope?: Scope | undefined;
  readonly text?: string | undefined;
  readonly kind?: string | undefined;
  readonly year?: number | undefined;
  readonly region?: string | undefined;
  readonly department?: string | undefined;
  readonly unit?: string | undefined;
  readonly grade?: string | undefined;
  /** Forms with at least one finding of that severity; `clean` has none at all. */
  readonly severity?: Severity | 'clean' | undefined;
  readonly rule?: string | undefined;
  readonly state?: FormState | undefined;
  readonly needsReview?: boolean | undefined;
  readonly importId?: string | undefined;
  /** 批次. */
  readonly campaign?: string | undefined;
  readonly minRate?: number | undefined;
  readonly maxRate?: number | undefined;
}

/** 排序 of the list of forms. */
export const FORM_SORTS = ['recent', 'project', 'unit', 'amount', 'score', 'errors'] as const;
export type FormSort = (typeof FORM_SORTS)[number];

/** One page of a list, by filter, order and the cursor of the page before. */
export interface FormPageRequest extends FormFilter {
  readonly sort: FormSort;
  /** Cursor of the page before, as given out by `FormPage.next`. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** One line of the list: numbers of the form's current revision. */
export interface FormListRow {
  readonly formId: string;
  readonly revision: number;
  readonly kind: FormKind;
  readonly fiscalYear: number | null;
  readonly region: string | null;
  readonly projectName: string | null;
  readonly competentDepartment: string | null;
  readonly implementingUnit: string | null;
  readonly amountWan: DecimalText | null;
  readonly executionRate: DecimalText | null;
  readonly totalScore: DecimalText | null;
  readonly grade: string | null;
  readonly state: FormState;
  readonly needsReview: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly advice: number;
  readonly indicators: number;
  readonly importedAt: Date;
}

/** 列表的一页. */
export interface FormPage {
  readonly items: readonly FormListRow[];
  readonly next: string | null;
  /** Exact to 1,000. */
  readonly count: number;
  readonly isCountCapped: boolean;
}

/** 筛选项 with the number of forms that have it. */
export interface FacetValue<T = string> {
  readonly value: T;
  readonly count: number;
}

/** 筛选项 of the list, each kind by its number of forms. */
export interface FormFacets {
  readonly kinds: readonly FacetValue<FormKind>[];
  readonly years: readonly FacetValue<number>[];
  readonly regions: readonly FacetValue[];
  readonly departments: readonly FacetValue[];
  readonly units: readonly FacetValue[];
  readonly grades: readonly FacetValue[];
}

/** One form with one of its revisions, everything the paper page shows. */
export interface FormDetail {
  readonly formId: string;
  /** Place in the tree of organisations, and the project, by which scopes are asked. */
  readonly organisationPath: OrganisationPath;
  readonly projectId: string | null;
  readonly state: FormState;
  readonly revision: number;
  readonly currentRevision: number;
  readonly record: FormRecord;
  readonly origins: OriginMap;
  readonly checks: readonly FormCheck[];
  readonly needsReview: boolean;
  readonly findings: readonly PlacedFinding[];
  readonly sheet: ScoreSheet | null;
  readonly basis: RevisionBasis;
  /** 原件 that this revision was read from, to which its origins point; null when it was not read from a file. */
  readonly documentId: string | null;
  readonly sources: readonly FormSource[];
  readonly revisions: readonly RevisionSummary[];
}

/** 来源: a document that holds the form. */
export interface FormSource {
  readonly documentId: string;
  readonly documentIndex: number;
  readonly fileName: string;
  readonly importedAt: Date;
  readonly outcome: ImportOutcome;
}

/** 版本 in the list of a form. */
export interface RevisionSummary {
  readonly revision: number;
  readonly createdAt: Date;
  readonly actor: string;
  readonly sha256: string;
}

/** 前一张、后一张: ids of the forms around one; null at the ends. */
export interface FormNeighbours {
  readonly previous: string | null;
  readonly next: string | null;
}
