import { sql, type Selectable } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { compareFindings, type PlacedFinding } from '@jiheng/domain';
import type { Db } from '../database/db.ts';
import { isId } from '../database/id.ts';
import type { FindingTable, FormRevisionTable } from '../database/tables.ts';
import { unpackOrigins } from './compact-origins.ts';
import type { FormDetail, FormSource, RevisionBasis, RevisionSummary } from './form-types.ts';

/** One form with its current revision, or with the revision asked for. */
export async function findForm(
  db: Db,
  tenantId: string,
  formId: string,
  revision?: number,
): Promise<FormDetail | undefined> {
  if (!isId(formId)) return undefined;
  const [row, sources, revisions] = await Promise.all([
    revisionQuery(db, tenantId, formId, revision).executeTakeFirst(),
    listSources(db, tenantId, formId),
    listRevisions(db, tenantId, formId),
  ]);
  if (!row) return undefined;
  return {
    formId,
    organisationPath: row.organisation_path,
    projectId: row.project_id,
    state: row.state,
    revision: row.revision,
    currentRevision: row.current_revision,
    record: row.record,
    origins: row.origins ? unpackOrigins(row.origins) : {},
    checks: row.checks,
    needsReview: row.needs_review,
    findings: inOrder(row.findings),
    sheet: row.sheet,
    basis: toBasis(row),
    documentId: row.document_id,
    sources,
    revisions,
  };
}

function revisionQuery(db: Db, tenantId: string, formId: string, revision: number | undefined) {
  return db
    .selectFrom('form as f')
    .innerJoin('form_revision as r', (join) =>
      join.onRef('r.tenant_id', '=', 'f.tenant_id').onRef('r.form_id', '=', 'f.form_id'),
    )
    .leftJoin('revision_origin as o', (join) =>
      join
        .onRef('o.tenant_id', '=', 'r.tenant_id')
        .onRef('o.form_id', '=', 'r.form_id')
        .onRef('o.revision', '=', 'r.revision'),
    )
    .selectAll('r')
    .select(['f.state', 'f.current_revision', 'f.organisation_path', 'f.project_id', 'o.origins'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('finding as g')
          .selectAll('g')
          .whereRef('g.tenant_id', '=', 'r.tenant_id')
          .whereRef('g.form_id', '=', 'r.form_id')
          .whereRef('g.revision', '=', 'r.revision')
          .orderBy('g.scope')
          .orderBy('g.position'),
      ).as('findings'),
      eb
        .selectFrom('score_sheet as s')
        .select('s.sheet')
        .whereRef('s.tenant_id', '=', 'r.tenant_id')
        .whereRef('s.form_id', '=', 'r.form_id')
        .whereRef('s.revision', '=', 'r.revision')
        .orderBy('s.created_at', 'desc')
        .limit(1)
        .as('sheet'),
    ])
    .where('f.tenant_id', '=', tenantId)
    .where('f.form_id', '=', formId)
    .where(
      'r.revision',
      '=',
      revision === undefined ? sql.ref<number>('f.current_revision') : sql.lit(Math.trunc(revision)),
    );
}

async function listSources(db: Db, tenantId: string, formId: string): Promise<readonly FormSource[]> {
  return await db
    .selectFrom('form_source as s')
    .innerJoin('document as d', (join) =>
      join.onRef('d.tenant_id', '=', 's.tenant_id').onRef('d.document_id', '=', 's.document_id'),
    )
    .select([
      's.document_id as documentId',
      's.document_index as documentIndex',
      'd.file_name as fileName',
      's.created_at as importedAt',
      's.outcome',
    ])
    .where('s.tenant_id', '=', tenantId)
    .where('s.form_id', '=', formId)
    .where('s.revision', 'is not', null)
    .orderBy('s.created_at')
    .orderBy('s.document_id')
    .execute();
}

async function listRevisions(db: Db, tenantId: string, formId: string): Promise<readonly RevisionSummary[]> {
  return await db
    .selectFrom('form_revision')
    .select(['revision', 'created_at as createdAt', 'actor', 'record_sha256 as sha256'])
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .orderBy('revision', 'desc')
    .execute();
}

/** Those over many forms come after the form's own, and in whatever order their subjects were judged. */
function inOrder(rows: readonly Selectable<FindingTable>[]): PlacedFinding[] {
  const of = (scope: FindingTable['scope']): PlacedFinding[] =>
    rows.filter((row) => row.scope === scope).map(toFinding);
  return [...of('form'), ...of('set').sort(compareFindings)];
}

function toFinding(row: Selectable<FindingTable>): PlacedFinding {
  return {
    ruleId: row.rule_id,
    code: row.code,
    severity: row.severity,
    at: row.at,
    message: row.message,
    remedy: row.remedy,
    ...(row.others && { others: row.others }),
    ...(row.place && { place: row.place }),
  };
}

function toBasis(row: Selectable<FormRevisionTable>): RevisionBasis {
  return {
    templateId: row.template_id,
    templateHash: row.template_hash,
    schemeId: row.scheme_id,
    schemeHash: row.scheme_hash,
    ruleProfileId: row.rule_profile_id,
    ruleProfileHash: row.rule_profile_hash,
    choiceReason: row.choice_reason,
  };
}
