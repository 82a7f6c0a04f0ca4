import type { ImportedForm, ImportFileResult, ImportJob, WireProblem } from '@jiheng/api';
import type { Residue } from '@jiheng/documents';
import { FORM_KIND_LABELS, type Problem } from '@jiheng/domain';
import type {
  AcceptedProposal,
  AssessedForm,
  ImportedFormResult,
  ImportFile as StoredFile,
  ImportJob as StoredJob,
} from '@jiheng/store';
import type { FileSummary } from '../jobs/reading-pool.ts';

/** What is kept of a file once it was read: the wire's shape without what the row holds itself. */
export type StoredResult = Pick<
  ImportFileResult,
  'encoding' | 'forms' | 'problems' | 'residue' | 'residueShare'
>;

function presentProblem({ code, severity, message, remedy, place }: Problem): WireProblem {
  const span = place?.spans[0];
  return { code, severity, message, remedy, line: span?.line ?? null, column: span?.column ?? null };
}

function presentResidue({ place, text }: Residue): ImportFileResult['residue'][number] {
  const span = place.spans[0];
  return { line: span?.line ?? 1, column: span?.column ?? 1, text };
}

/** Result of a file of which nothing was read. */
export function presentUnread(problems: readonly Problem[]): StoredResult {
  return { encoding: null, forms: [], problems: problems.map(presentProblem), residue: [], residueShare: 0 };
}

export function presentRead(summary: FileSummary, forms: readonly ImportedForm[]): StoredResult {
  const { counts } = summary;
  return {
    encoding: summary.encoding,
    forms: [...forms],
    problems: summary.problems.map(presentProblem),
    residue: summary.residue.map(presentResidue),
    residueShare: counts === null || counts.total === 0 ? 0 : counts.residue / counts.total,
  };
}

export function presentImportedForm(form: AssessedForm, result: ImportedFormResult): ImportedForm {
  const count = (severity: string): number =>
    form.findings.filter((finding) => finding.severity === severity).length;
  return {
    index: form.index,
    outcome: result.outcome,
    formId: result.formId,
    projectName: form.record.header.projectName,
    kindLabel: FORM_KIND_LABELS[form.record.kind],
    fiscalYear: form.record.fiscalYear,
    indicators: form.record.indicators.length,
    errors: count('error'),
    warnings: count('warning'),
    advice: count('advice'),
    needsReview: form.needsReview,
    acceptedAs: null,
    differences: [...result.differences],
  };
}

export function presentFile(row: StoredFile, accepted: readonly AcceptedProposal[]): ImportFileResult {
  const { documentId, fileName, bytes, status } = row;
  const result = (row.result as StoredResult | null) ?? presentUnread([]);
  const taken = new Map(
    accepted
      .filter((proposal) => proposal.documentId === documentId)
      .map(({ index, formId, revision }) => [index, { formId, acceptedAs: revision }]),
  );
  const forms = result.forms.map((form) => ({ ...form, acceptedAs: null, ...taken.get(form.index) }));
  return { documentId, file: fileName, bytes, status, ...result, forms };
}

export function presentJob(job: StoredJob): Omit<ImportJob, 'files'> {
  return {
    id: job.importId,
    createdAt: job.createdAt.toISOString(),
    finishedAt: job.finishedAt?.toISOString() ?? null,
    filesTotal: job.filesTotal,
    filesDone: job.filesDone,
    formsDone: job.formsDone,
  };
}
