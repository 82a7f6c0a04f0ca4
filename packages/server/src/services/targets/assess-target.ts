import {
  draftOrigins,
  type FormRecord,
  type FormTemplate,
  type Origin,
  type OriginMap,
} from '@jiheng/domain';
import { assessDraft, assessForm, templateById, type Assessment, type RoundChoice } from '@jiheng/regulation';
import type { AssessDraft, AssessedForm } from '@jiheng/store';
import { withBasis } from '../../jobs/basis.ts';

/** The paper of a form; every form that is written here has one. */
export function templateOf(templateId: string | null): FormTemplate {
  const template = templateId === null ? undefined : templateById(templateId);
  if (!template) throw new Error(`unknown template ${String(templateId)}`);
  return template;
}

/** What is written here needs no second look at its reading: there was none. */
function asWritten(
  { findings, sheet, scheme, profile, reasons }: Assessment,
  form: Pick<AssessedForm, 'record' | 'origins'>,
  template: FormTemplate,
): AssessedForm {
  return withBasis({
    index: 0,
    ...form,
    checks: [],
    needsReview: false,
    findings,
    sheet,
    templateId: template.id,
    schemeId: scheme?.id ?? null,
    ruleProfileId: profile.id,
    choiceReason: reasons.join('；'),
  });
}

/** 起始记录: a record that a form begins with, checked as it stands by what its round has chosen. */
export function assessStart(
  record: FormRecord,
  origins: OriginMap,
  template: FormTemplate,
  round: RoundChoice,
): AssessedForm {
  const reason = `按批次选用的表样（${template.regionName}${template.title}）`;
  const assessed = assessForm({ record, origins, template: { id: template.id, reason }, round });
  return asWritten(assessed, { record, origins }, template);
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
  const assessed = assessDraft(stored.draft, template, { origins, round: stored.round });
  return asWritten(assessed, { record: assessed.record, origins }, template);
};
