import { z } from 'zod';
import { FormState } from './forms.ts';

const Id = z.string().min(1).max(64);
const IdParams = z.object({ id: Id });
/** Longest text of one cell. */
const Text = z.string().max(20_000);
const Field = z.string().min(1).max(200);
const RowId = z.string().min(1).max(64);
const Texts = z
  .record(Field, Text)
  .refine((texts) => Object.keys(texts).length <= 60, { error: 'too many cells' });

/** 草稿操作, the domain's `DraftOperation`. */
export const WireOperation = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('set'),
    row: RowId.nullable(),
    field: Field,
    text: Text,
    seen: Text,
  }),
  z.object({ kind: z.literal('insert'), row: RowId, after: RowId.nullable(), cells: Texts }),
  z.object({ kind: z.literal('delete'), row: RowId, seen: Texts }),
  z.object({ kind: z.literal('move'), row: RowId, after: RowId.nullable() }),
]);

/** One save of a draft. `sequence` counts the saves of one client: repeating a save does nothing a second time. */
export const DraftSaveBody = z.object({
  clientId: z.string().min(8).max(64),
  sequence: z.number().int().min(1),
  baseRevision: z.number().int().min(1),
  baseVersion: z.number().int().min(0),
  operations: z.array(WireOperation).min(1).max(2_000),
});
export type DraftSaveBody = z.infer<typeof DraftSaveBody>;

/** 修改记录: one save of somebody. Replayed in the order of versions it makes the same draft everywhere. */
export const DraftEntry = z.object({
  version: z.number(),
  clientId: z.string(),
  sequence: z.number(),
  name: z.string(),
  at: z.string(),
  operations: z.array(WireOperation),
});
export type DraftEntry = z.infer<typeof DraftEntry>;

/** 在场: another person (or another window of the same one) in this draft. */
export const DraftPresence = z.object({
  clientId: z.string(),
  name: z.string(),
  /** `row|field` of the cell, empty for none. */
  place: z.string(),
});
export type DraftPresence = z.infer<typeof DraftPresence>;

/** 保存结果: the new version, and what could not be applied. */
export const DraftSaved = z.object({
  version: z.number(),
  savedAt: z.string(),
  /** The domain's `DraftConflict`s of this save. */
  conflicts: z.array(z.unknown()),
  /** Everything since `baseVersion`, this save among it. */
  entries: z.array(DraftEntry),
});
export type DraftSaved = z.infer<typeof DraftSaved>;

/** 新动态: what others have written since, and who is where. */
export const DraftNews = z.object({
  baseRevision: z.number(),
  version: z.number(),
  entries: z.array(DraftEntry),
  others: z.array(DraftPresence),
});
export type DraftNews = z.infer<typeof DraftNews>;

/** 不改的理由 of a warning. */
export const TargetSilence = z.object({
  ruleId: z.string(),
  at: z.string(),
  reason: z.string(),
  actor: z.string(),
});
export type TargetSilence = z.infer<typeof TargetSilence>;

/** 填报页: everything the editor begins with. `draft` and `record` are the domain's own JSON. */
export const TargetDetail = z.object({
  id: z.string(),
  state: FormState,
  templateId: z.string(),
  projectId: z.string().nullable(),
  projectName: z.string(),
  organisationName: z.string(),
  campaign: z
    .object({
      id: z.string(),
      name: z.string(),
      guidance: z.string(),
      /** Null for the adjustment of an approved target: it is made whenever it has to be. */
      deadline: z.string().nullable(),
      /** Chinese: how the form is scored in the end, by which rules it is checked. */
      schemeTitle: z.string(),
      ruleProfileTitle: z.string(),
    })
    .nullable(),
  baseRevision: z.number(),
  version: z.number(),
  draft: z.unknown(),
  /** What the round has chosen, for checking here as there. */
  round: z.object({ schemeId: z.string().nullable(), ruleProfileId: z.string().nullable() }),
  silences: z.array(TargetSilence),
  canSubmit: z.boolean(),
});
export type TargetDetail = z.infer<typeof TargetDetail>;

/** 可参照的表: a stored form one may start from. */
export const TargetStart = z.object({
  formId: z.string(),
  kindLabel: z.string(),
  fiscalYear: z.number().nullable(),
  projectName: z.string().nullable(),
  unit: z.string().nullable(),
  indicators: z.number(),
  /** The same project of an earlier year. */
  isSameProject: z.boolean(),
});
export type TargetStart = z.infer<typeof TargetStart>;

/** 可参照的表 to start from. */
export const TargetStarts = z.object({
  projectName: z.string(),
  organisationName: z.string(),
  campaignName: z.string(),
  fiscalYear: z.number(),
  /** Set when the form was begun already. */
  formId: z.string().nullable(),
  items: z.array(TargetStart),
});
export type TargetStarts = z.infer<typeof TargetStarts>;

/** 填报. */
export const targetEndpoints = {
  /** What a project's form of a round can begin from. */
  targetStarts: {
    method: 'GET',
    needs: 'target.write',
    path: '/api/targets/starts',
    query: z.object({ projectId: Id, campaignId: Id, text: z.string().max(100).optional() }),
    response: TargetStarts,
  },
  startTarget: {
    method: 'POST',
    needs: 'target.write',
    path: '/api/targets',
    body: z.object({
      projectId: Id,
      campaignId: Id,
      from: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('empty') }),
        z.object({ kind: z.literal('form'), formId: Id }),
      ]),
    }),
    response: z.object({ id: z.string() }),
  },
  getTarget: {
    method: 'GET',
    needs: 'target.write',
    path: '/api/targets/:id',
    params: IdParams,
    response: TargetDetail,
  },
  saveDraft: {
    method: 'PATCH',
    needs: 'target.write',
    path: '/api/targets/:id/draft',
    params: IdParams,
    body: DraftSaveBody,
    response: DraftSaved,
  },
  /** What is new since a version, and who else is there. Asked every two seconds. */
  draftNews: {
    method: 'GET',
    needs: 'target.write',
    path: '/api/targets/:id/draft',
    params: IdParams,
    query: z.object({
      since: z.coerce.number().int().min(0),
      clientId: z.string().min(8).max(64),
      place: z.string().max(300).default(''),
    }),
    response: DraftNews,
  },
  /** 说明: why a warning may stand; an empty reason takes it back. */
  silenceFinding: {
    method: 'POST',
    needs: 'target.write',
    path: '/api/targets/:id/silences',
    params: IdParams,
    body: z.object({
      ruleId: z.string().min(1).max(100),
      at: z.string().max(500),
      reason: z.string().trim().max(500),
    }),
    response: z.object({ silences: z.array(TargetSilence) }),
  },
} as const;
