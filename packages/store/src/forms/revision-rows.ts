import { toWan } from '@jiheng/domain';
import type { Tx } from '../database/db.ts';
import { insertRows } from '../database/insert-rows.ts';
import type {
  FindingTable,
  FormRevisionTable,
  FundRowTable,
  IndicatorTable,
  RevisionKey,
  RevisionOriginTable,
  ScoreSheetTable,
} from '../database/tables.ts';
import { requestFacts } from '../findings/fact-repository.ts';
import { packOrigins } from './compact-origins.ts';
import type { AssessedForm } from './form-types.ts';

/** Where a revision comes from. */
export interface RevisionSource {
  readonly key: RevisionKey;
  readonly form: AssessedForm;
  readonly recordSha256: string;
  /** Null for what was written here. */
  readonly documentId: string | null;
  readonly actor: string;
  readonly now: Date;
}

/**
 * Writes revisions with everything that belongs to them, and notes that their facts are to be collected; the rows of
 * `form` are the caller's.
 */
export async function insertRevisions(tx: Tx, revisions: readonly RevisionSource[]): Promise<void> {
  await insertRows(tx, 'form_revision', revisions.map(revisionRow));
  await insertRows(tx, 'revision_origin', revisions.map(originRow));
  await insertRows(tx, 'score_sheet', revisions.flatMap(sheetRows));
  await insertRows(tx, 'indicator', revisions.flatMap(indicatorRows));
  await insertRows(tx, 'fund_row', revisions.flatMap(fundRows));
  await insertRows(
    tx,
    'finding',
    revisions.flatMap(({ key, form }) =>
      form.findings.map((finding, position) => findingRow(key, position, finding)),
    ),
  );
  await requestFacts(
    tx,
    revisions.map(({ key }) => key),
  );
}

function revisionRow({ key, form, recordSha256, documentId, actor, now }: RevisionSource): FormRevisionTable {
  return {
    ...key,
    schema_version: form.record.schemaVersion,
    record: form.record,
    record_sha256: recordSha256,
    checks: form.checks,
    needs_review: form.needsReview,
    template_id: form.basis.templateId,
    template_hash: form.basis.templateHash,
    scheme_id: form.basis.schemeId,
    scheme_hash: form.basis.schemeHash,
    rule_profile_id: form.basis.ruleProfileId,
    rule_profile_hash: form.basis.ruleProfileHash,
    choice_reason: form.basis.choiceReason,
    document_id: documentId,
    document_index: documentId === null ? null : form.index,
    actor,
    created_at: now,
  };
}

function originRow({ key, form }: RevisionSource): RevisionOriginTable {
  return { ...key, origins: packOrigins(form.origins) };
}

function sheetRows({ key, form, now }: RevisionSource): ScoreSheetTable[] {
  if (!form.sheet) return [];
  return [
    {
      ...key,
      scheme_id: form.sheet.schemeId,
      scheme_hash: form.basis.schemeHash ?? '',
      sheet: form.sheet,
      created_at: now,
    },
  ];
}

function indicatorRows({ key, form }: RevisionSource): IndicatorTable[] {
  return form.record.indicators.map((indicator, position) => ({
    ...key,
    position,
    level1: indicator.level1,
    level2: indicator.level2,
    level3: indicator.level3,
    target: indicator.target?.printed ?? null,
    actual: indicator.actual?.printed ?? null,
    max_score: indicator.maxScore,
    score: indicator.score,
  }));
}

function fundRows({ key, form: { record } }: RevisionSource): FundRowTable[] {
  return record.funds.map((row, position) => {
    const unit = row.unit ?? record.amountUnit;
    return {
      ...key,
      position,
      label: row.label,
      fund_key: row.key,
      side: row.side,
      amount_wan: toWan(row.amount, unit),
      initial_wan: toWan(row.initialBudget, unit),
      adjusted_wan: toWan(row.adjustedBudget, unit),
      spent_wan: toWan(row.expenditure, unit),
      max_score: row.maxScore,
      execution_rate: row.executionRate,
      score: row.score,
    };
  });
}

/** A finding as its row; with a subject when it was found by comparing forms. */
export function findingRow(
  key: RevisionKey,
  position: number,
  finding: AssessedForm['findings'][number],
  subjectHash: string | null = null,
): FindingTable {
  return {
    ...key,
    scope: subjectHash === null ? 'form' : 'set',
    position,
    rule_id: finding.ruleId,
    code: finding.code,
    severity: finding.severity,
    message: finding.message,
    remedy: finding.remedy,
    at: finding.at,
    others: finding.others ?? null,
    place: finding.place ?? null,
    subject_hash: subjectHash,
  };
}
