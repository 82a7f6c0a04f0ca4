import {
  draftOrigins,
  type FormRecord,
  type FormTemplate,
  type Origin,
  type OriginMap,
} from '@jiheng/domain';
import { assessDraft, assessForm, templateById } from '@jiheng/regulation';
import type { AssessDraft, AssessedForm } from '@jiheng/store';
import { withBasis } from '../../jobs/basis.ts';

/** The paper of a form; every form that is written here has one. */
export function templateOf(templateId: string | null): FormTemplate {
  const template = templateId === null ? undefined : templateById(templateId);
  if (!template) throw new Error(`unknown template ${String(templateId)}`);
  return template;
}

/** 起始记录: a record that a form begins with, checked as it stands. */
export function assessStart(record: FormRecord, origins: OriginMap, template: FormTemplate): AssessedForm {
  const reason = `按批次选用的表样（${template.regionName}${template.title}）`;
  const assessed = assessForm({ record, origins, template: { id: template.id, reason } });
  return withBasis({
    index: 0,
    record,
    origins,
    checks: [],
    needsReview: false,
    findings: assessed.findings,
    sheet: assessed.sheet,
    templateId: template.id,
    schemeId: assessed.scheme?.id ?? null,
    choiceReason: assessed.reasons.join('；'),
  });
}

/** 定稿评估: what `freezeDraft` asks for; the same rules as in the browser, and who wrote each cell. */
export const assessTarget: AssessDraft = (stored, entries) => {
  const template = templateOf(stored.templateId);
  const writers = new Map<number, Origin>(
    entries.map(({ version, name, at }) => [version, { kind: 'typed', actor: name, at: at.toISOString() }]),
  );
  const untouched: Origin = { kind: 'copied', formId: stored.formId, revision: stored.baseRevision };
  const origins = draftOrigins(stored.draft, template, {
    untouched,
    writtenBy: (version) => writers.get(version) ?? untouched,
  });
  const assessed = assessDraft(stored.draft, template, origins);
  return withBasis({
    index: 0,
    record: assessed.record,
    origins,
    checks: [],
    needsReview: false,
    findings: assessed.findings,
    sheet: assessed.sheet,
    templateId: template.id,
    schemeId: assessed.scheme?.id ?? null,
    choiceReason: assessed.reasons.join('；'),
  });
};
