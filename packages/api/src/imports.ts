import { z } from 'zod';

/** 问题 of a file: what is wrong, where, what to do. */
export const WireProblem = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  remedy: z.string(),
  line: z.number().nullable(),
  column: z.number().nullable(),
});
export type WireProblem = z.infer<typeof WireProblem>;

/** What became of one form of a file. */
export const ImportedForm = z.object({
  index: z.number(),
  /** `new` a form was added; `revision` a new revision is proposed for an existing form; `same` equal content, linked as a further source. */
  outcome: z.enum(['new', 'revision-proposed', 'same']),
  formId: z.string(),
  projectName: z.string().nullable(),
  kindLabel: z.string(),
  fiscalYear: z.number().nullable(),
  indicators: z.number(),
  errors: z.number(),
  warnings: z.number(),
  advice: z.number(),
  needsReview: z.boolean(),
  /**
   * The revision that a proposed one became, of the form that `formId` then names: 1 of a form of its own. Null while it
   * waits for a decision, and for other outcomes.
   */
  acceptedAs: z.number().nullable(),
  /** Set for `revision-proposed`: fields that differ from the current revision. */
  differences: z.array(
    z.object({
      path: z.string(),
      label: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});
export type ImportedForm = z.infer<typeof ImportedForm>;

/** 导入文件 with its forms. */
export const ImportFileResult = z.object({
  documentId: z.string().nullable(),
  file: z.string(),
  bytes: z.number(),
  status: z.enum(['waiting', 'reading', 'done', 'failed', 'duplicate']),
  encoding: z.string().nullable(),
  forms: z.array(ImportedForm),
  problems: z.array(WireProblem),
  residue: z.array(z.object({ line: z.number(), column: z.number(), text: z.string() })),
  residueShare: z.number(),
});
export type ImportFileResult = z.infer<typeof ImportFileResult>;

/** 导入批次: one drop of files; can be left and found again. */
export const ImportJob = z.object({
  id: z.string(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  filesTotal: z.number(),
  filesDone: z.number(),
  formsDone: z.number(),
  files: z.array(ImportFileResult),
});
export type ImportJob = z.infer<typeof ImportJob>;

/** 导入批次. */
export const ImportList = z.object({ items: z.array(ImportJob.omit({ files: true })) });
export type ImportList = z.infer<typeof ImportList>;
