import { describe, expect, it } from 'vitest';
import { EMPTY_INDICATOR, emptyRecord } from '../records/empty.ts';
import { applyOperations } from './apply-operations.ts';
import { draftOf } from './draft-of.ts';
import { currentPath } from './places.ts';

describe('what was said of a row', () => {
  it('is found wherever the row has moved, and nowhere when it is gone', () => {
    const indicators = ['改造路灯盏数', '验收合格率'].map((level3) => ({ ...EMPTY_INDICATOR, level3 }));
    let next = 0;
    const draft = draftOf({ ...emptyRecord('target'), indicators }, () => `r${String(++next)}`);
    const moved = applyOperations(
      draft,
      [
        { kind: 'insert', row: 'new', after: null, cells: { level3: '新增' } },
        { kind: 'move', row: 'r1', after: 'r2' },
      ],
      { version: 1 },
    ).draft;
    expect(currentPath(moved, '/indicators/0/target')).toBe('/indicators/2/target');
    expect(currentPath(moved, '/indicators/1')).toBe('/indicators/1');
    expect(currentPath(moved, '/goals/annual')).toBe('/goals/annual');
    const gone = { kind: 'delete', row: 'r1', seen: { level3: '改造路灯盏数' } } as const;
    const left = applyOperations(moved, [gone], { version: 2 }).draft;
    expect(currentPath(left, '/indicators/0/target')).toBeUndefined();
  });
});
