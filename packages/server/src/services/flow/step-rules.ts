import type { FlowRequest } from '@jiheng/api';
import {
  civilDate,
  deadlineFor,
  FLOW_ACTION_LABELS,
  FORM_STATE_LABELS,
  isLate,
  may,
  resultFits,
  stageOf,
  transitionOf,
  type CampaignStage,
  type FlowCourse,
  type FlowTransition,
  type Person,
  type StageExtension,
} from '@jiheng/domain';
import type { Campaign, FlowForm, FlowStep } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';

/** A form with everything that decides what this person may do with it now. */
export interface StepSituation {
  readonly form: FlowForm;
  readonly steps: readonly FlowStep[];
  readonly campaign: Campaign | undefined;
  readonly extensions: readonly StageExtension[];
  readonly person: Person;
  readonly now: Date;
}

/** Whether the form is declared for the first time or an approved target is being adjusted. */
export function courseOf({ approvedRevision }: Pick<FlowForm, 'approvedRevision'>): FlowCourse {
  return approvedRevision === null ? 'declaration' : 'adjustment';
}

/** 截止 of the stage a form is in; null where no round sets one, or an approved target is being adjusted. */
export function deadlineOf({ form, steps, campaign, extensions, now }: Omit<StepSituation, 'person'>): {
  readonly stage: CampaignStage;
  readonly date: string;
  readonly isLate: boolean;
} | null {
  const stage = stageOf(form.state);
  if (stage === undefined || campaign === undefined || form.approvedRevision !== null) return null;
  const dateOf = (of: CampaignStage) => deadlineFor(campaign.deadlines, extensions, of, form.path);
  const last = steps.at(-1);
  const sentBackFrom =
    stage === 'fill' && last && ['return', 'recall'].includes(last.action)
      ? stageOf(last.fromState)
      : undefined;
  // What a level sends back may come back while that level is still at work.
  const dates = [dateOf(stage), ...(sentBackFrom === undefined ? [] : [dateOf(sentBackFrom)])];
  const date = dates.reduce((latest, other) => (other > latest ? other : latest));
  return { stage, date, isLate: isLate(date, now) };
}

/** 编写人: whoever wrote, sent on or reopened this form; none of them decides on it. */
export function writersOf(steps: readonly FlowStep[]): ReadonlySet<string> {
  return new Set(
    steps.flatMap(({ action, personId, authors }) =>
      action === 'submit' || action === 'adjust' ? [personId, ...authors] : [],
    ),
  );
}

function campaignRefusal({ form, campaign, now }: StepSituation): string | null {
  // An approved target is adjusted when it has to be, whatever became of its round.
  if (campaign === undefined || form.approvedRevision !== null) return null;
  if (campaign.state === 'preparing') return `批次“${campaign.name}”尚未开启。`;
  if (campaign.state === 'closed') return `批次“${campaign.name}”已经关闭，需由管理员重新开启后再办理。`;
  if (campaign.opensOn > civilDate(now)) return `批次“${campaign.name}”自${campaign.opensOn}起办理。`;
  return null;
}

/** Why a transition can not be taken now, whatever is filled in; null when it can. */
export function refusalOf(situation: StepSituation, transition: FlowTransition): string | null {
  const { steps, person } = situation;
  const { action, conditions } = transition;
  const inCampaign = campaignRefusal(situation);
  if (inCampaign !== null) return inCampaign;
  if (conditions.includes('not-author') && writersOf(steps).has(person.personId)) {
    return '您参与了本表的填报，不能审核本表，请由其他审核人办理。';
  }
  const last = steps.at(-1);
  if (conditions.includes('same-actor') && last?.personId !== person.personId) {
    return '只有送出本表的人可以撤回。';
  }
  if (conditions.includes('unopened') && last !== undefined && last.openedAt !== null) {
    return '上一级已经打开本表，不能撤回，可与审核人联系退回。';
  }
  const deadline = deadlineOf(situation);
  if (action === 'submit' && deadline?.isLate === true) {
    return `已过截止日期${deadline.date}，需先由管理员办理延期。`;
  }
  return null;
}

/** Late decisions are allowed, and say why they are late. */
export function needsOpinion(situation: StepSituation, { action, conditions }: FlowTransition): boolean {
  if (conditions.includes('reason')) return true;
  return (action === 'pass' || action === 'approve') && deadlineOf(situation)?.isLate === true;
}

/** The transition an action takes, when this person may take it with what was filled in; else it throws. */
export function checkStep(situation: StepSituation, request: FlowRequest): FlowTransition {
  const { form, person } = situation;
  const label = FLOW_ACTION_LABELS[request.action];
  const transition = transitionOf(form.state, request.action, courseOf(form));
  if (transition === undefined) {
    throw new AppError('REFUSED', `本表现在是“${FORM_STATE_LABELS[form.state]}”，不能${label}。`, {
      remedy: '请刷新页面查看最新状态。',
    });
  }
  if (!may(person, transition.permission, form)) {
    throw new AppError('NOT-ALLOWED', `您的角色不能对本表${label}。`);
  }
  if (request.revision !== undefined && request.revision !== form.revision) {
    throw new AppError('CONFLICT', `本表已有第${form.revision}版，您看到的是第${request.revision}版。`, {
      remedy: '请刷新页面，查看改动后再办理。',
    });
  }
  const refusal = refusalOf(situation, transition);
  if (refusal !== null) throw new AppError('REFUSED', refusal);
  checkFilledIn(situation, transition, request);
  return transition;
}

function checkFilledIn(situation: StepSituation, transition: FlowTransition, request: FlowRequest): void {
  const label = FLOW_ACTION_LABELS[request.action];
  if (needsOpinion(situation, transition) && (request.opinion ?? '') === '') {
    const why = transition.conditions.includes('reason') ? '' : '（已过截止日期，请说明逾期原因）';
    throw new AppError('INVALID-INPUT', `${label}需要填写意见${why}。`);
  }
  const result = request.result ?? null;
  if (!resultFits(request.action, result)) {
    throw new AppError('INVALID-INPUT', `审核结果为“${result ?? ''}”时不能${label}。`, {
      remedy: '优、良可以通过；中应退回修改，差不得进入下一步。',
    });
  }
  if (!transition.conditions.includes('approval-number')) return;
  if (request.approvalNumber === undefined || request.approvalDate === undefined) {
    throw new AppError('INVALID-INPUT', '批复需要填写批复文号和批复日期。');
  }
  if (Number.isNaN(Date.parse(request.approvalDate)) || request.approvalDate > civilDate(situation.now)) {
    throw new AppError('INVALID-INPUT', '批复日期应是今天或以前的日期。');
  }
}
