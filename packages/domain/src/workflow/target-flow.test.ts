import { describe, expect, it } from 'vitest';
import type { FormState } from '../records/form-record.ts';
import { REVIEW_STAGES, TARGET_FLOW, WRITING_STATES } from './target-flow.ts';

/** Every state reachable from a set, by the given transitions. */
function reach(start: readonly FormState[], flow: typeof TARGET_FLOW): Set<FormState> {
  const seen = new Set<FormState>(start);
  for (let size = -1; size !== seen.size;) {
    size = seen.size;
    for (const { from, to } of flow) if (seen.has(from)) seen.add(to);
  }
  return seen;
}

const states = [...new Set(TARGET_FLOW.flatMap(({ from, to }) => [from, to]))];

describe('the flow of a target', () => {
  it('has no dead end: from every state approval can be reached', () => {
    for (const state of states) expect(reach([state], TARGET_FLOW), state).toContain('approved');
  });

  it('reaches every state from an empty draft', () => {
    expect([...reach(['draft'], TARGET_FLOW)].sort()).toEqual([...states].sort());
  });

  it('jumps over no level: without any one review stage nothing is approved', () => {
    for (const { state } of REVIEW_STAGES) {
      const without = TARGET_FLOW.filter(({ from, to }) => from !== state && to !== state);
      expect(reach(['draft', 'returned'], without), state).not.toContain('approved');
    }
  });

  it('is decided: one action leads from a state to one state', () => {
    const keys = TARGET_FLOW.map(({ from, action }) => `${from} ${action}`);
    expect(new Set(keys).size).toBe(keys.length);
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
