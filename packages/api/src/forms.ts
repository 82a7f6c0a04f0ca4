import { FORM_STATES } from '@jiheng/domain';
import { z } from 'zod';

/** Wire shapes of forms. Records travel as the domain's pure JSON. */
export const FormState = z.enum(FORM_STATES);
export type FormState = z.infer<typeof FormState>;

/** Filters of the list; every one is part of the page's URL. */
export const FormListQuery = z.object({
  text: z.string().max(100).optional(),
  kind: z.string().optional(),
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  region: z.string().optional(),
  department: z.string().optional(),
  unit: z.string().optional(),
  grade: z.string().optional(),
  severity: z.enum(['error', 'warning', 'advice', 'clean']).optional(),
  rule: z.string().optional(),
  state: FormState.optional(),
  needsReview: z.enum(['true', 'false']).optional(),
  importId: z.string().optional(),
  campaign: z.string().max(64).optional(),
  minRate: z.coerce.number().optional(),
  maxRate: z.coerce.number().optional(),
  sort: z.enum(['recent', 'project', 'unit', 'amount', 'score', 'errors']).default('recent'),
  /** Opaque keyset cursor of the previous page. */
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type FormListQuery = z.infer<typeof FormListQuery>;

/** 表单 in the list. */
export const FormListItem = z.object({
  id: z.string(),
  revision: z.number(),
  kind: z.string(),
  kindLabel: z.string(),
  fiscalYear: z.number().nullable(),
  region: z.string().nullable(),
  projectName: z.string().nullable(),
  competentDepartment: z.string().nullable(),
  implementingUnit: z.string().nullable(),
  /** Total money in 万元, exact decimal text. */
  amountWan: z.string().nullable(),
  executionRate: z.string().nullable(),
  totalScore: z.string().nullable(),
  grade: z.string().nullable(),
  state: FormState,
  needsReview: z.boolean(),
  errors: z.number(),
  warnings: z.number(),
  advice: z.number(),
  indicators: z.number(),
  importedAt: z.string(),
});
export type FormListItem = z.infer<typeof FormListItem>;

/** 表单列表的一页; `next` is the cursor of the next one. */
export const FormList = z.object({
  items: z.array(FormListItem),
  /** Cursor of the next page, null at the end. */
  next: z.string().nullable(),
  /** Exact to 1,000; `isCountCapped` says there are more. */
  count: z.number(),
  isCountCapped: z.boolean(),
});
export type FormList = z.infer<typeof FormList>;

/** Values that occur, for the filter drop-downs. */
export const FormFacets = z.object({
  kinds: z.array(z.object({ value: z.string(), label: z.string(), count: z.number() })),
  years: z.array(z.object({ value: z.number(), count: z.number() })),
  regions: z.array(z.object({ value: z.string(), count: z.number() })),
  departments: z.array(z.object({ value: z.string(), count: z.number() })),
  units: z.array(z.object({ value: z.string(), count: z.number() })),
  grades: z.array(z.object({ value: z.string(), count: z.number() })),
});
export type FormFacets = z.infer<typeof FormFacets>;

/** One form for the paper page. `record`, `origins`, `findings`, `sheet`, `checks` are the domain's own JSON shapes. */
export const FormDetail = z.object({
  id: z.string(),
  revision: z.number(),
  /** The form's newest revision; smaller than it: an older one is shown. */
  currentRevision: z.number(),
  state: FormState,
  templateId: z.string().nullable(),
  schemeId: z.string().nullable(),
  /** Why these template, scheme and rules were chosen. Chinese. */
  choiceReason: z.string(),
  record: z.unknown(),
  origins: z.unknown(),
  findings: z.unknown(),
  sheet: z.unknown().nullable(),
  checks: z.unknown(),
  needsReview: z.boolean(),
  /** The original of this revision first. */
  sources: z.array(
    z.object({
      documentId: z.string(),
      file: z.string(),
      importedAt: z.string(),
      /** False where the original also holds forms that the reader may not see. */
      mayOpen: z.boolean(),
    }),
  ),
  revisions: z.array(
    z.object({ number: z.number(), createdAt: z.string(), actor: z.string(), sha256: z.string() }),
  ),
});
export type FormDetail = z.infer<typeof FormDetail>;

/** 前一张、后一张 in the list with these filters and this order; null at the ends. */
export const FormNeighboursQuery = FormListQuery.omit({ after: true, limit: true });
/** 前一张、后一张. */
export const FormNeighbours = z.object({ previous: z.string().nullable(), next: z.string().nullable() });
export type FormNeighbours = z.infer<typeof FormNeighbours>;

/** Lines of a source file around a value. */
export const SourceLines = z.object({
  file: z.string(),
  fromLine: z.number(),
  lines: z.array(z.string()),
});
export type SourceLines = z.infer<typeof SourceLines>;
