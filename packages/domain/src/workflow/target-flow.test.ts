import { describe, expect, it } from 'vitest';
import type { FormState } from '../records/form-record.ts';
import { REVIEW_STAGES, TARGET_FLOW, transitionOf, WRITING_STATES, type FlowCourse } from './target-flow.ts';

/** Every state reachable from a set, by the given transitions. */
function reach(start: readonly FormState[], flow: typeof TARGET_FLOW): Set<FormState> {
  const seen = new Set<FormState>(start);
  for (let size = -1; size !== seen.size;) {
    size = seen.size;
    for (const { from, to } of flow) if (seen.has(from)) seen.add(to);
  }
  return seen;
}

const COURSES: readonly FlowCourse[] = ['declaration', 'adjustment'];

function flowOf(course: FlowCourse): typeof TARGET_FLOW {
  return TARGET_FLOW.filter(({ only }) => only === undefined || only === course);
}

const states = [...new Set(TARGET_FLOW.flatMap(({ from, to }) => [from, to]))];

describe('the flow of a target', () => {
  it('has no dead end: from every state approval can be reached', () => {
    for (const course of COURSES)
      for (const state of states) expect(reach([state], flowOf(course)), state).toContain('approved');
  });

  it('reaches every state from an empty draft', () => {
    expect([...reach(['draft'], TARGET_FLOW)].sort()).toEqual([...states].sort());
  });

  it('jumps over no level: without any one review stage nothing is approved', () => {
    for (const course of COURSES) {
      for (const { state } of REVIEW_STAGES) {
        // To take an adjustment back approves nothing new.
        const without = flowOf(course).filter(
          ({ from, to, action }) => from !== state && to !== state && action !== 'cancel-adjustment',
        );
        expect(reach(['draft', 'returned', 'adjusting'], without), state).not.toContain('approved');
      }
    }
  });

  it('is decided: in each course one action leads from a state to one state', () => {
    for (const course of COURSES) {
      const keys = flowOf(course).map(({ from, action }) => `${from} ${action}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('lets an adjustment be taken back whenever it is in the hands of the unit, and nothing else', () => {
    expect(transitionOf('unit-review', 'recall', 'adjustment')?.to).toBe('adjusting');
    expect(transitionOf('unit-review', 'recall', 'declaration')?.to).toBe('draft');
    for (const state of ['adjusting', 'returned'] as const) {
      expect(transitionOf(state, 'cancel-adjustment', 'adjustment')?.to).toBe('approved');
      expect(transitionOf(state, 'cancel-adjustment', 'declaration')).toBeUndefined();
    }
    for (const { state } of REVIEW_STAGES)
      expect(transitionOf(state, 'cancel-adjustment', 'adjustment')).toBeUndefined();
  });

  it('lets nobody decide on what they wrote', () => {
    for (const { action, conditions } of TARGET_FLOW) {
      if (['pass', 'approve', 'return'].includes(action)) expect(conditions).toContain('not-author');
    }
  });

  it('is written only in the hands of the unit', () => {
    for (const { from, permission } of TARGET_FLOW.filter(({ action }) => action === 'submit')) {
      expect(WRITING_STATES).toContain(from);
      expect(permission).toBe('target.submit');
    }
  });
});
