import type { FormDetail } from '@jiheng/api';
import {
  layOutPaper,
  type FormRecord,
  type FormTemplate,
  type OriginMap,
  type PaperLayout,
  type PlacedFinding,
  type ScoreSheet,
} from '@jiheng/domain';
import { chooseTemplate } from '@jiheng/regulation';
import type { ArithmeticCheck } from '../../paper/check-list.tsx';
import { checkMarksOf, marksOf, notesOf, type Note } from '../../paper/marks.ts';

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
  readonly checkMarks: ReturnType<typeof checkMarksOf>;
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
  const failedChecks = ((detail.checks ?? []) as readonly ArithmeticCheck[]).filter(({ agrees }) => !agrees);
  return {
    record,
    origins: (detail.origins ?? {}) as OriginMap,
    sheet: (detail.sheet ?? null) as ScoreSheet | null,
    failedChecks,
    template,
    paper,
    notes,
    marks: marksOf(notes),
    checkMarks: checkMarksOf(paper, failedChecks),
  };
}
