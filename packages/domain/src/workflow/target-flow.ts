import type { Permission } from '../people/roles.ts';
import type { FormState } from '../records/form-record.ts';

/** 办理动作 on a target form. */
export const FLOW_ACTIONS = [
  'submit',
  'pass',
  'return',
  'recall',
  'approve',
  'adjust',
  'cancel-adjustment',
] as const;
export type FlowAction = (typeof FLOW_ACTIONS)[number];

/** 动作名称, the only list of them. */
export const FLOW_ACTION_LABELS: Readonly<Record<FlowAction, string>> = {
  submit: '送审',
  pass: '审核通过',
  return: '退回修改',
  recall: '撤回',
  approve: '批复',
  adjust: '申请调整',
  'cancel-adjustment': '取消调整',
};

/** What must come with an action, or hold when it is taken. */
export type FlowCondition =
  /** No finding of severity error; every warning fixed or silenced with a reason. */
  | 'clean'
  /** Opinion or reason in words. */
  | 'reason'
  /** 批复文号 and date. */
  | 'approval-number'
  /** The next level has not opened the form yet. */
  | 'unopened'
  /** The actor did not write or submit this version. */
  | 'not-author'
  /** The actor is the one who sent it on. */
  | 'same-actor';

/** 流转: one allowed change of state. There is no other way to change a state. */
export interface FlowTransition {
  readonly from: FormState;
  readonly action: FlowAction;
  readonly to: FormState;
  readonly permission: Permission;
  readonly conditions: readonly FlowCondition[];
  /** 首次申报 or 调整 of an approved target only; unsaid: in both. */
  readonly only?: FlowCourse;
}

/** 申报 of a target for the first time, or 调整 of an approved one, whose approved version holds until the next approval. */
export type FlowCourse = 'declaration' | 'adjustment';

/** 审核层级 in order, each with the permission that works on it. */
export const REVIEW_STAGES = [
  { state: 'unit-review', permission: 'review.unit', label: '单位审核' },
  { state: 'department-review', permission: 'review.department', label: '主管部门审核' },
  { state: 'division-review', permission: 'review.division', label: '业务处室审核' },
  { state: 'office-review', permission: 'review.office', label: '绩效处终审' },
] as const satisfies readonly { state: FormState; permission: Permission; label: string }[];
export type ReviewState = (typeof REVIEW_STAGES)[number]['state'];

/** States in which the unit writes. */
export const WRITING_STATES = ['draft', 'returned', 'adjusting'] as const satisfies readonly FormState[];

function submissions(): FlowTransition[] {
  return WRITING_STATES.map((from) => ({
    from,
    action: 'submit',
    to: 'unit-review',
    permission: 'target.submit',
    conditions: ['clean'],
  }));
}

function reviews(): FlowTransition[] {
  return REVIEW_STAGES.flatMap<FlowTransition>(({ state, permission }, index) => {
    const next = REVIEW_STAGES[index + 1];
    const before = REVIEW_STAGES[index - 1];
    const onward: FlowTransition = next
      ? { from: state, action: 'pass', to: next.state, permission, conditions: ['not-author'] }
      : {
          from: state,
          action: 'approve',
          to: 'approved',
          permission,
          conditions: ['not-author', 'approval-number'],
        };
    const recall = {
      from: state,
      action: 'recall',
      permission: before?.permission ?? 'target.submit',
      conditions: ['unopened', 'same-actor'],
    } as const;
    const recalls: readonly FlowTransition[] = before
      ? [{ ...recall, to: before.state }]
      : [
          { ...recall, to: 'draft', only: 'declaration' },
          { ...recall, to: 'adjusting', only: 'adjustment' },
        ];
    return [
      onward,
      { from: state, action: 'return', to: 'returned', permission, conditions: ['not-author', 'reason'] },
      ...recalls,
    ];
  });
}

/** 取消调整 while it is in the hands of the unit; under review it is first recalled or returned. */
function cancellations(): FlowTransition[] {
  return (['adjusting', 'returned'] as const).map((from) => ({
    from,
    action: 'cancel-adjustment',
    to: 'approved',
    permission: 'target.write',
    conditions: ['reason'],
    only: 'adjustment',
  }));
}

/**
 * 绩效目标流转: unit → department → business division → performance office, no level jumped; whoever wrote a version
 * never reviews it. 财预〔2015〕88号 gives the levels (recall of its articles 25–29); the names are those of the bureaus.
 */
export const TARGET_FLOW: readonly FlowTransition[] = [
  ...submissions(),
  ...reviews(),
  { from: 'approved', action: 'adjust', to: 'adjusting', permission: 'target.write', conditions: ['reason'] },
  ...cancellations(),
];

/** What can be done in a state, whoever does it. */
export function transitionsFrom(from: FormState, course: FlowCourse): readonly FlowTransition[] {
  return TARGET_FLOW.filter(
    (transition) => transition.from === from && (transition.only === undefined || transition.only === course),
  );
}

/** The transition an action takes from a state, undefined when there is none. */
export function transitionOf(
  from: FormState,
  action: FlowAction,
  course: FlowCourse,
): FlowTransition | undefined {
  return transitionsFrom(from, course).find((transition) => transition.action === action);
}
