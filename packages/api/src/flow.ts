import { FLOW_ACTIONS, REVIEW_RESULTS } from '@jiheng/domain';
import { z } from 'zod';
import { FormState } from './forms.ts';

/** Wire shapes of the way a target takes: steps, opinions, what may be done now. */

const Id = z.string().min(1).max(64);
const CivilDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Words = z.string().trim().max(2000);

/** 审核结果: 优、良、中、差. */
export const ReviewResult = z.enum(REVIEW_RESULTS);

/** 审核表 as filled in. */
export const ReviewSheetBody = z.object({
  formId: z.string().max(64),
  kind: z.enum(['key', 'general']),
  lines: z
    .array(
      z.object({
        item: z.string().max(64),
        score: z
          .string()
          .regex(/^\d{1,3}(\.\d)?$/)
          .optional(),
        result: ReviewResult.optional(),
        remark: z.string().max(500).optional(),
      }),
    )
    .max(40),
});
export type ReviewSheetBody = z.infer<typeof ReviewSheetBody>;

/** One act on a form. What it needs besides the action is told by `WorkAction`. */
export const FlowRequest = z.object({
  action: z.enum(FLOW_ACTIONS),
  /** Version the person looked at; when another one came meanwhile nothing is done. */
  revision: z.number().int().min(1).optional(),
  opinion: Words.optional(),
  result: ReviewResult.optional(),
  sheet: ReviewSheetBody.optional(),
  approvalNumber: z.string().trim().min(1).max(60).optional(),
  approvalDate: CivilDate.optional(),
});
export type FlowRequest = z.infer<typeof FlowRequest>;

/** Place of an opinion: a cell, an indicator or fund row, or the whole form. */
export const OpinionPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole') }),
  z.object({
    kind: z.enum(['cell', 'row']),
    path: z.string().regex(/^\/[\w/.-]{1,200}$/u),
    label: z.string().min(1).max(200),
  }),
]);

/** 审核意见, of a cell, a row or the whole form. */
export const Opinion = z.object({
  id: z.string(),
  revision: z.number(),
  stage: FormState,
  place: OpinionPlace,
  text: z.string(),
  actor: z.string(),
  /** By the person who asks. */
  isOwn: z.boolean(),
  createdAt: z.string(),
  settledAt: z.string().nullable(),
  settledBy: z.string().nullable(),
  answer: z.string().nullable(),
});
export type Opinion = z.infer<typeof Opinion>;

/** 流程记录: one step that was taken. */
export const FlowStep = z.object({
  step: z.number(),
  action: z.enum(FLOW_ACTIONS),
  fromState: FormState,
  toState: FormState,
  revision: z.number(),
  actor: z.string(),
  at: z.string(),
  opinion: z.string().nullable(),
  result: ReviewResult.nullable(),
  sheet: ReviewSheetBody.nullable(),
  approvalNumber: z.string().nullable(),
  approvalDate: z.string().nullable(),
  openedAt: z.string().nullable(),
  chainHead: z.string().nullable(),
});
export type FlowStep = z.infer<typeof FlowStep>;

/** 可办理的动作: an action the person's duties give; `refusal` says why it can not be taken now. */
export const WorkAction = z.object({
  action: z.enum(FLOW_ACTIONS),
  toState: FormState,
  needsOpinion: z.boolean(),
  needsApprovalNumber: z.boolean(),
  refusal: z.string().nullable(),
});
export type WorkAction = z.infer<typeof WorkAction>;

/** 差异: one place of two revisions with both values. */
export const WireDifference = z.object({
  path: z.string(),
  label: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** 上年情况: what the same project promised and reached the year before. */
export const EarlierForm = z.object({
  formId: z.string(),
  kind: z.string(),
  kindLabel: z.string(),
  fiscalYear: z.number(),
  amountWan: z.string().nullable(),
  spentWan: z.string().nullable(),
  executionRate: z.string().nullable(),
  totalScore: z.string().nullable(),
  grade: z.string().nullable(),
  indicators: z.array(
    z.object({ name: z.string(), target: z.string().nullable(), actual: z.string().nullable() }),
  ),
});
export type EarlierForm = z.infer<typeof EarlierForm>;

/** 办理情况 of one form for the person who asks. */
export const FormWork = z.object({
  formId: z.string(),
  state: FormState,
  revision: z.number(),
  approvedRevision: z.number().nullable(),
  organisation: z.object({ id: z.string(), name: z.string() }).nullable(),
  campaign: z
    .object({ id: z.string(), name: z.string(), state: z.enum(['preparing', 'open', 'closed']) })
    .nullable(),
  project: z.object({ id: z.string(), name: z.string() }).nullable(),
  deadline: z
    .object({ stage: z.string(), stageLabel: z.string(), date: z.string(), isLate: z.boolean() })
    .nullable(),
  actions: z.array(WorkAction),
  /** May write opinions now. */
  mayComment: z.boolean(),
  /** May answer and settle opinions now. */
  maySettle: z.boolean(),
  steps: z.array(FlowStep),
  opinions: z.array(Opinion),
  /** Warnings of this version that were silenced, with the reasons. */
  silences: z.array(z.object({ ruleId: z.string(), at: z.string(), reason: z.string(), actor: z.string() })),
  /** What changed since the version this reviewer, or this level, saw last. */
  changes: z.object({ since: z.number(), why: z.string(), differences: z.array(WireDifference) }).nullable(),
  earlier: z.array(EarlierForm),
  /** 审核表 that applies, as the domain's `ReviewSheetForm`. */
  sheetForm: z.unknown(),
});
export type FormWork = z.infer<typeof FormWork>;

/** 批量办理. */
export const BatchBody = z.object({
  action: z.enum(['pass', 'approve']),
  formIds: z.array(Id).min(1).max(500),
  opinion: Words.optional(),
  approvalNumber: z.string().trim().min(1).max(60).optional(),
  approvalDate: CivilDate.optional(),
});
export type BatchBody = z.infer<typeof BatchBody>;

/** 批量结果: which forms went on, which did not and why. */
export const BatchOutcome = z.object({
  done: z.array(z.string()),
  failed: z.array(z.object({ id: z.string(), projectName: z.string(), message: z.string() })),
});
export type BatchOutcome = z.infer<typeof BatchOutcome>;

const IdParams = z.object({ id: Id });
const OpinionParams = z.object({ id: Id, opinionId: Id });

/** 审核流程. */
export const flowEndpoints = {
  formWork: {
    method: 'GET',
    needs: 'form.read',
    path: '/api/forms/:id/work',
    params: IdParams,
    query: z.object({ since: z.coerce.number().int().min(1).optional() }),
    response: FormWork,
  },
  /** 送审、审核通过、退回、撤回、批复、调整: the only way a state changes. */
  takeStep: {
    method: 'POST',
    needs: 'form.read',
    path: '/api/forms/:id/steps',
    params: IdParams,
    body: FlowRequest,
    response: FormWork,
  },
  /** The level a form was sent to has it before its eyes. */
  openForm: {
    method: 'POST',
    needs: 'form.read',
    path: '/api/forms/:id/opened',
    params: IdParams,
    response: z.object({ isOpened: z.boolean() }),
  },
  addOpinion: {
    method: 'POST',
    needs: 'form.read',
    path: '/api/forms/:id/opinions',
    params: IdParams,
    body: z.object({ place: OpinionPlace, text: z.string().trim().min(1).max(2000) }),
    response: FormWork,
  },
  /** Answers and settles an opinion, or opens it again. */
  settleOpinion: {
    method: 'POST',
    needs: 'form.read',
    path: '/api/forms/:id/opinions/:opinionId',
    params: OpinionParams,
    body: z.object({ isSettled: z.boolean(), answer: z.string().trim().max(2000).optional() }),
    response: FormWork,
  },
  batchSteps: {
    method: 'POST',
    needs: 'form.read',
    path: '/api/steps',
    body: BatchBody,
    response: BatchOutcome,
  },
} as const;
