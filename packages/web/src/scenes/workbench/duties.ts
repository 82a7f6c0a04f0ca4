import { REVIEW_STAGES, WRITING_STATES, type FormState, type Permission } from '@jiheng/domain';

/** Whether the person decides at that level; 第三方评审 only speaks there. */
export function mayDecide(state: FormState, can: (permission: Permission) => boolean): boolean {
  const stage = REVIEW_STAGES.find((review) => review.state === state);
  return stage !== undefined && can(stage.permission);
}

export function isWriting(state: FormState): boolean {
  return (WRITING_STATES as readonly FormState[]).includes(state);
}
