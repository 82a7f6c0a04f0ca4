import type { FormState } from '../records/form-record.ts';
import type { OrganisationPath } from '../people/person.ts';
import { REVIEW_STAGES, WRITING_STATES } from './target-flow.ts';

/** 办理环节 that a round sets a date for: writing, then each level of review. */
export const CAMPAIGN_STAGES = ['fill', ...REVIEW_STAGES.map(({ state }) => state)] as const;
export type CampaignStage = (typeof CAMPAIGN_STAGES)[number];

/** 环节名称, the only list of them. */
export const CAMPAIGN_STAGE_LABELS: Readonly<Record<CampaignStage, string>> = {
  fill: '填报送审',
  'unit-review': '单位审核',
  'department-review': '主管部门审核',
  'division-review': '业务处室审核',
  'office-review': '绩效处终审',
};

/** 截止日期 of a round by stage, civil dates. */
export type StageDeadlines = Readonly<Record<CampaignStage, string>>;

/** 延期: one stage of one subtree has longer. */
export interface StageExtension {
  readonly stage: CampaignStage;
  readonly path: OrganisationPath;
  /** Civil date, inclusive. */
  readonly until: string;
}

/** Hours that Asia/Shanghai is ahead of UTC; there is no summer time. */
const SHANGHAI_HOURS = 8;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The stage a state belongs to; undefined where nothing is waited for. */
export function stageOf(state: FormState): CampaignStage | undefined {
  if ((WRITING_STATES as readonly FormState[]).includes(state)) return 'fill';
  return REVIEW_STAGES.find((stage) => stage.state === state)?.state;
}

/** 北京日期 of an instant, `2026-11-21`. */
export function civilDate(now: Date): string {
  return new Date(now.getTime() + SHANGHAI_HOURS * HOUR_MS).toISOString().slice(0, 10);
}

/** The instant a day ends at 24:00 in Asia/Shanghai. */
export function endOfDay(date: string): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS - SHANGHAI_HOURS * HOUR_MS);
}

/** 逾期: the deadline's day is over. */
export function isLate(deadline: string, now: Date): boolean {
  return now.getTime() >= endOfDay(deadline).getTime();
}

/** 剩余天数: 0 on the day itself, negative when it is over. */
export function daysUntil(deadline: string, now: Date): number {
  return Math.round((Date.parse(deadline) - Date.parse(civilDate(now))) / DAY_MS);
}

/** 截止日期 that holds for a place in the tree: the round's, or the latest extension that reaches it. */
export function deadlineFor(
  deadlines: StageDeadlines,
  extensions: readonly StageExtension[],
  stage: CampaignStage,
  path: OrganisationPath,
): string {
  return extensions
    .filter((extension) => extension.stage === stage && path.startsWith(extension.path))
    .reduce((latest, { until }) => (until > latest ? until : latest), deadlines[stage]);
}
