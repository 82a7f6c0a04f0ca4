import type { FlowStep as WireStep, Opinion as WireOpinion, ReviewSheetBody } from '@jiheng/api';
import type { FlowStep, Opinion } from '@jiheng/store';

export function presentStep(step: FlowStep): WireStep {
  return {
    step: step.step,
    action: step.action,
    fromState: step.fromState,
    toState: step.toState,
    revision: step.revision,
    actor: step.actor,
    at: step.at.toISOString(),
    opinion: step.opinion,
    result: step.result,
    sheet: step.sheet as ReviewSheetBody | null,
    approvalNumber: step.approvalNumber,
    approvalDate: step.approvalDate,
    openedAt: step.openedAt?.toISOString() ?? null,
    chainHead: step.chainHead,
  };
}

export function presentOpinion(opinion: Opinion, personId: string): WireOpinion {
  return {
    id: opinion.opinionId,
    revision: opinion.revision,
    stage: opinion.stage,
    place: opinion.place,
    text: opinion.text,
    actor: opinion.actor,
    isOwn: opinion.personId === personId,
    createdAt: opinion.createdAt.toISOString(),
    settledAt: opinion.settledAt?.toISOString() ?? null,
    settledBy: opinion.settledBy,
    answer: opinion.answer,
  };
}
