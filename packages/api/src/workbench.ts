import { z } from 'zod';
import { FormState } from './forms.ts';

/** 待办: one form that waits for the person who asks. */
export const InboxItem = z.object({
  id: z.string(),
  state: FormState,
  revision: z.number(),
  projectName: z.string().nullable(),
  organisationName: z.string().nullable(),
  campaignId: z.string().nullable(),
  fiscalYear: z.number().nullable(),
  amountWan: z.string().nullable(),
  errors: z.number(),
  warnings: z.number(),
  advice: z.number(),
  openOpinions: z.number(),
  returns: z.number(),
  since: z.string().nullable(),
  deadline: z.string().nullable(),
  isLate: z.boolean(),
  /** No error, no warning, no open opinion: may be passed in a batch. */
  isClean: z.boolean(),
});
export type InboxItem = z.infer<typeof InboxItem>;

/** 待办环节 with its number of forms. */
export const InboxStage = z.object({
  state: FormState,
  label: z.string(),
  count: z.number(),
  clean: z.number(),
  late: z.number(),
  /** Nearest deadline that is not over. */
  nextDeadline: z.string().nullable(),
});

/** 通知. */
export const Notice = z.object({
  id: z.string(),
  kind: z.enum(['assigned', 'returned', 'due', 'overdue', 'approved']),
  formId: z.string().nullable(),
  campaignId: z.string().nullable(),
  text: z.string(),
  createdAt: z.string(),
  isRead: z.boolean(),
});
export type Notice = z.infer<typeof Notice>;

/** 应报未报: a project of an open round the person may write and that has no form yet. */
export const OwedProject = z.object({
  projectId: z.string(),
  projectName: z.string(),
  organisationName: z.string(),
  amountWan: z.string().nullable(),
  campaignId: z.string(),
  campaignName: z.string(),
  deadline: z.string(),
  isLate: z.boolean(),
});
export type OwedProject = z.infer<typeof OwedProject>;

/** 工作台: what the person must do, by when, and what came back. */
export const Workbench = z.object({
  personName: z.string(),
  today: z.string(),
  stages: z.array(InboxStage),
  returned: z.array(InboxItem),
  owed: z.array(OwedProject),
  /** All of them; `owed` holds the first ones. */
  owedCount: z.number(),
  campaigns: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      fiscalYear: z.number(),
      guidance: z.string(),
      nextStageLabel: z.string().nullable(),
      nextDeadline: z.string().nullable(),
      daysLeft: z.number().nullable(),
      total: z.number(),
      approved: z.number(),
    }),
  ),
  unread: z.number(),
});
export type Workbench = z.infer<typeof Workbench>;

const InboxQuery = z.object({
  state: FormState.optional(),
  campaign: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

/** 工作台. */
export const workbenchEndpoints = {
  workbench: {
    method: 'GET',
    needs: 'signed-in',
    path: '/api/workbench',
    response: Workbench,
  },
  inbox: {
    method: 'GET',
    needs: 'signed-in',
    path: '/api/inbox',
    query: InboxQuery,
    response: z.object({ items: z.array(InboxItem), count: z.number() }),
  },
  listNotices: {
    method: 'GET',
    needs: 'signed-in',
    path: '/api/notices',
    response: z.object({ items: z.array(Notice), unread: z.number() }),
  },
  readNotices: {
    method: 'POST',
    needs: 'signed-in',
    path: '/api/notices/read',
    body: z.object({ ids: z.array(z.string().max(64)).max(200).optional() }),
    response: z.object({ unread: z.number() }),
  },
} as const;
