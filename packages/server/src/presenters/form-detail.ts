import type { FormDetail as WireForm } from '@jiheng/api';
import type { FormDetail } from '@jiheng/store';

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
    sources: form.sources.map(({ documentId, fileName, importedAt }) => ({
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
