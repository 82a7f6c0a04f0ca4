import { z } from 'zod';
import { FormListQuery } from './forms.ts';

/** 导出格式. `exchange` is the plain JSON by which systems exchange forms. */
export const ExportFormat = z.enum(['docx', 'xlsx', 'pdf', 'exchange']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** 编排: each form a file of its own (ZIP), all in one file with a table of contents, or one table with a row a form. */
export const ExportArrangement = z.enum(['separate', 'combined', 'summary']);
export type ExportArrangement = z.infer<typeof ExportArrangement>;

/** 一次导出最多的表数. */
export const MOST_EXPORTED_FORMS = 10_000;

const ExportFilter = FormListQuery.omit({ after: true, limit: true });

/** 导出请求: chosen forms in their order, or all that a filter shows. */
export const ExportRequest = z
  .object({
    ids: z.array(z.string().max(64)).min(1).max(MOST_EXPORTED_FORMS).optional(),
    filter: ExportFilter.optional(),
    arrangement: ExportArrangement,
    formats: z.array(ExportFormat).max(4),
  })
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), { path: ['ids'] })
  .refine(({ arrangement, formats }) => arrangement === 'summary' || formats.length > 0, {
    path: ['formats'],
  });
export type ExportRequest = z.infer<typeof ExportRequest>;

/** 导出任务; can be left and found again. */
export const ExportJob = z.object({
  id: z.string(),
  createdAt: z.string(),
  actor: z.string(),
  /** `expired`: the file was removed after its time. */
  status: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled', 'expired']),
  arrangement: ExportArrangement,
  formats: z.array(ExportFormat),
  /** The filter whose forms were exported; null for chosen forms. */
  filter: ExportFilter.nullable(),
  formsTotal: z.number(),
  formsDone: z.number(),
  /** Forms that could not be exported, by name, and what else is to be said. */
  problems: z.array(z.object({ name: z.string().nullable(), message: z.string() })),
  file: z.object({ name: z.string(), bytes: z.number() }).nullable(),
  finishedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
});
export type ExportJob = z.infer<typeof ExportJob>;

/** 我的导出. */
export const ExportList = z.object({ items: z.array(ExportJob) });
export type ExportList = z.infer<typeof ExportList>;

/** 下载一张表: of a revision, on its own template or another one of its kind. */
export const FormFileQuery = z.object({
  format: ExportFormat,
  templateId: z.string().max(100).optional(),
  revision: z.coerce.number().int().optional(),
});
export type FormFileQuery = z.infer<typeof FormFileQuery>;

/** What an export would leave out is asked before it is made. */
export const ExportPlanQuery = FormFileQuery.omit({ format: true });
export type ExportPlanQuery = z.infer<typeof ExportPlanQuery>;

/** 导出预案: what a template cannot show of a form, told before the file is made. */
export const ExportPlan = z.object({
  templateId: z.string(),
  leftOver: z.array(z.object({ path: z.string(), text: z.string() })),
});
export type ExportPlan = z.infer<typeof ExportPlan>;
