import { CAMPAIGN_STAGES, FORM_KINDS } from '@jiheng/domain';
import { z } from 'zod';
import { FormState } from './forms.ts';

const Id = z.string().min(1).max(64);
const CivilDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(text)));
const Reason = z.string().trim().min(2).max(1000);

/** 环节: the levels that have a deadline of their own. */
export const CampaignStage = z.enum(CAMPAIGN_STAGES);
/** 批次状态. */
export const CampaignState = z.enum(['preparing', 'open', 'closed']);
export type CampaignState = z.infer<typeof CampaignState>;
/** 各环节截止日; each ends at 24:00 Beijing time. */
export const Deadlines = z.object({
  fill: CivilDate,
  'unit-review': CivilDate,
  'department-review': CivilDate,
  'division-review': CivilDate,
  'office-review': CivilDate,
});

/** 批次 as people set it. */
export const CampaignBody = z.object({
  name: z.string().trim().min(2).max(60),
  kind: z.enum(FORM_KINDS),
  fiscalYear: z.number().int().min(2000).max(2100),
  templateId: z.string().min(1).max(100),
  /** 评分办法; null: by region and year. */
  schemeId: z.string().max(100).nullable(),
  /** 规则方案; null: all rules. */
  ruleProfileId: z.string().max(100).nullable(),
  guidance: z.string().trim().max(4000),
  opensOn: CivilDate,
  deadlines: Deadlines,
  /** Organisations that take part, each with its subtree. */
  memberIds: z.array(Id).min(1).max(2000),
});
export type CampaignBody = z.infer<typeof CampaignBody>;

/** 批次 in the list. */
export const CampaignSummary = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(FORM_KINDS),
  kindLabel: z.string(),
  fiscalYear: z.number(),
  state: CampaignState,
  opensOn: z.string(),
  deadlines: Deadlines,
  total: z.number(),
  missing: z.number(),
  approved: z.number(),
  /** Projects that are behind the deadline of their stage. */
  late: z.number(),
});
export type CampaignSummary = z.infer<typeof CampaignSummary>;

/** 进度 of one organisation: who owes what until when. */
export const CampaignProgress = z.object({
  organisationId: z.string(),
  organisationName: z.string(),
  departmentName: z.string(),
  total: z.number(),
  missing: z.number(),
  /** Forms by state. */
  states: z.array(z.object({ state: FormState, count: z.number() })),
  fillDeadline: z.string(),
  isExtended: z.boolean(),
  /** Projects that are behind the deadline of their stage. */
  late: z.number(),
});
export type CampaignProgress = z.infer<typeof CampaignProgress>;

/** 批次 on its page. */
export const CampaignDetail = CampaignBody.omit({ memberIds: true }).extend({
  id: z.string(),
  kindLabel: z.string(),
  templateTitle: z.string(),
  schemeTitle: z.string(),
  ruleProfileTitle: z.string(),
  state: CampaignState,
  copiedFrom: z.string().nullable(),
  today: z.string(),
  mayManage: z.boolean(),
  members: z.array(z.object({ id: z.string(), name: z.string() })),
  extensions: z.array(
    z.object({
      organisationName: z.string(),
      stage: CampaignStage,
      until: z.string(),
      reason: z.string(),
      grantedBy: z.string(),
      grantedAt: z.string(),
    }),
  ),
  progress: z.array(CampaignProgress),
});
export type CampaignDetail = z.infer<typeof CampaignDetail>;

/** 预演: what is missing or would fail if the deadline were now. */
export const Rehearsal = z.object({
  at: z.string(),
  total: z.number(),
  ready: z.number(),
  entries: z.array(
    z.object({
      organisationName: z.string(),
      departmentName: z.string(),
      projectCode: z.string(),
      projectName: z.string(),
      amountWan: z.string().nullable(),
      formId: z.string().nullable(),
      state: FormState.nullable(),
      /** Chinese: 未填报, 未送审, 3 处错误, … */
      problem: z.string(),
      errors: z.number(),
      warnings: z.number(),
      findings: z.array(z.string()),
      deadline: z.string(),
      daysLeft: z.number(),
    }),
  ),
});
export type Rehearsal = z.infer<typeof Rehearsal>;

/** What a new round can be made of. */
export const CampaignChoices = z.object({
  templates: z.array(z.object({ id: z.string(), kind: z.string(), title: z.string(), region: z.string() })),
  organisations: z.array(
    z.object({
      id: z.string(),
      parentId: z.string().nullable(),
      name: z.string(),
      code: z.string(),
      kind: z.enum(['finance', 'department', 'unit']),
    }),
  ),
});
export type CampaignChoices = z.infer<typeof CampaignChoices>;

const IdParams = z.object({ id: Id });

/** 批次. */
export const campaignEndpoints = {
  listCampaigns: {
    method: 'GET',
    needs: 'campaign.read',
    path: '/api/campaigns',
    response: z.object({ items: z.array(CampaignSummary) }),
  },
  campaignChoices: {
    method: 'GET',
    needs: 'campaign.read',
    path: '/api/campaigns/choices',
    response: CampaignChoices,
  },
  createCampaign: {
    method: 'POST',
    needs: 'campaign.manage',
    path: '/api/campaigns',
    body: CampaignBody,
    response: CampaignDetail,
  },
  getCampaign: {
    method: 'GET',
    needs: 'campaign.read',
    path: '/api/campaigns/:id',
    params: IdParams,
    response: CampaignDetail,
  },
  updateCampaign: {
    method: 'POST',
    needs: 'campaign.manage',
    path: '/api/campaigns/:id',
    params: IdParams,
    body: CampaignBody,
    response: CampaignDetail,
  },
  /** 开启、关闭、重新开启; closing and reopening need a reason. */
  setCampaignState: {
    method: 'POST',
    needs: 'campaign.manage',
    path: '/api/campaigns/:id/state',
    params: IdParams,
    body: z.object({ state: z.enum(['open', 'closed']), reason: z.string().trim().max(1000).default('') }),
    response: CampaignDetail,
  },
  extendCampaign: {
    method: 'POST',
    needs: 'campaign.manage',
    path: '/api/campaigns/:id/extensions',
    params: IdParams,
    body: z.object({ organisationId: Id, stage: CampaignStage, until: CivilDate, reason: Reason }),
    response: CampaignDetail,
  },
  /** 结转下年: settings, members and recurring projects of a round, one year later. */
  rollOverCampaign: {
    method: 'POST',
    needs: 'campaign.manage',
    path: '/api/campaigns/:id/roll-over',
    params: IdParams,
    body: z.object({
      name: z.string().trim().min(2).max(60),
      fiscalYear: z.number().int().min(2000).max(2100),
    }),
    response: z.object({ campaign: CampaignDetail, projects: z.number() }),
  },
  rehearseCampaign: {
    method: 'GET',
    needs: 'campaign.read',
    path: '/api/campaigns/:id/rehearsal',
    params: IdParams,
    response: Rehearsal,
  },
} as const;
