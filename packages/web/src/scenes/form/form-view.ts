import type { FormDetail } from '@jiheng/api';
import {
  layOutPaper,
  type FieldPath,
  type FormRecord,
  type FormTemplate,
  type OriginMap,
  type PaperLayout,
  type PlacedFinding,
  type ScoreSheet,
} from '@jiheng/domain';
import { chooseTemplate } from '@jiheng/regulation';
import { marksOf, notesOf, type Note } from '../../paper/marks.ts';

/** 需核对: the form's own arithmetic, as the reader states it. */
export interface ArithmeticCheck {
  readonly id: string;
  readonly agrees: boolean;
  readonly at: readonly FieldPath[];
  readonly detail: string;
}

/** One form with everything the page draws. */
export interface FormView {
  readonly record: FormRecord;
  readonly origins: OriginMap;
  readonly sheet: ScoreSheet | null;
  readonly failedChecks: readonly ArithmeticCheck[];
  readonly template: FormTemplate;
  readonly paper: PaperLayout;
  readonly notes: readonly Note[];
  readonly marks: ReturnType<typeof marksOf>;
}

/** The wire carries the domain's own JSON; the layout is the stored one, else the one for kind, region and year. */
export function formView(detail: FormDetail): FormView {
  const record = detail.record as FormRecord;
  const { template } = chooseTemplate({
    templateId: detail.templateId,
    regionName: record.region,
    fiscalYear: record.fiscalYear,
    kind: record.kind,
  });
  const paper = layOutPaper(template, record);
  const notes = notesOf(paper, detail.findings as readonly PlacedFinding[]);
  const checks = (detail.checks ?? []) as readonly ArithmeticCheck[];
  return {
    record,
    origins: (detail.origins ?? {}) as OriginMap,
    sheet: (detail.sheet ?? null) as ScoreSheet | null,
    failedChecks: checks.filter(({ agrees }) => !agrees),
    template,
    paper,
    notes,
    marks: marksOf(notes),
  };
}
