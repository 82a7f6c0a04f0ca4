import type { FormDetail as WireForm } from '@jiheng/api';
import type { FormDetail } from '@jiheng/store';

/** 来源, and whether the reader may open it. */
export type SeenSource = FormDetail['sources'][number] & { readonly mayOpen: boolean };

type SeenForm = Omit<FormDetail, 'sources'> & { readonly sources: readonly SeenSource[] };

/** The original that the shown revision was read from comes first: files of several revisions may have the same name. */
function ownFirst({ documentId, sources }: SeenForm): readonly SeenSource[] {
  const isOwn = (source: SeenSource): boolean => source.documentId === documentId;
  return [...sources.filter(isOwn), ...sources.filter((source) => !isOwn(source))];
}

export function presentForm(form: SeenForm): WireForm {
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
    sources: ownFirst(form).map(({ documentId, fileName, importedAt, mayOpen }) => ({
      documentId,
      file: fileName,
      importedAt: importedAt.toISOString(),
      mayOpen,
    })),
    revisions: form.revisions.map(({ revision, createdAt, actor, sha256 }) => ({
      number: revision,
      createdAt: createdAt.toISOString(),
      actor,
      sha256,
    })),
  };
}
