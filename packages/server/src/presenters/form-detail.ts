import type { FormDetail as WireForm } from '@jiheng/api';
import type { FormDetail } from '@jiheng/store';

/** The original that the shown revision was read from comes first: files of several revisions may have the same name. */
function ownFirst({ documentId, sources }: FormDetail): FormDetail['sources'] {
  const isOwn = (source: FormDetail['sources'][number]): boolean => source.documentId === documentId;
  return [...sources.filter(isOwn), ...sources.filter((source) => !isOwn(source))];
}

export function presentForm(form: FormDetail): WireForm {
  return {
    id: form.formId,
    revision: form.revision,
    currentRevision: form.currentRevision,
    state: form.state,
    templateId: form.basis.templateId,
    schemeId: form.basis.schemeId,
    choiceReason: form.basis.choiceReason,
    record: form.record,
    origins: form.origins,
    findings: form.findings,
    sheet: form.sheet,
    checks: form.checks,
    needsReview: form.needsReview,
    sources: ownFirst(form).map(({ documentId, fileName, importedAt }) => ({
      documentId,
      file: fileName,
      importedAt: importedAt.toISOString(),
    })),
    revisions: form.revisions.map(({ revision, createdAt, actor, sha256 }) => ({
      number: revision,
      createdAt: createdAt.toISOString(),
      actor,
      sha256,
    })),
  };
}
