import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ids, set, started } from '../testing/drafting.ts';
import { applyOperations } from './apply-operations.ts';
import { draftOf } from './draft-of.ts';
import { draftText, type Draft } from './draft.ts';
import type { DraftOperation } from './operation.ts';
import { inverseOperations } from './undo.ts';

const word = fc.stringMatching(/^[一-龥A-Z0-9（）≥]{1,8}$/u);

/** One client: the cells it writes, each from what it saw at the start. */
const edits = (row: string, columns: readonly string[]) =>
  fc.array(fc.record({ column: fc.constantFrom(...columns), text: word }), { maxLength: 6 }).map((writes) => {
    const seen = new Map<string, string>();
    return writes.map(({ column, text }) => {
      const known = seen.get(column) ?? draftText(draftOf(started, ids()), { row, field: column });
      seen.set(column, text);
      return set(row, column, text, known);
    });
  });

function interleave<T>(a: readonly T[], b: readonly T[], order: readonly boolean[]): T[] {
  const [one, other, result] = [[...a], [...b], [] as T[]];
  for (const isFirst of [...order, ...a.map(() => true), ...b.map(() => false)]) {
    const next = (isFirst ? one : other).shift();
    if (next !== undefined) result.push(next);
  }
  return result;
}

const texts = (draft: Draft) =>
  draft.rows.map(({ id, cells }) => [
    id,
    Object.fromEntries(
      Object.keys(cells)
        .sort()
        .map((field) => [field, cells[field]?.text]),
    ),
  ]);

describe('two people in one draft', () => {
  it('writing different cells end with the same draft, in whatever order their changes come', () => {
    fc.assert(
      fc.property(
        edits('r1', ['level3', 'target']),
        edits('r2', ['level3', 'target', 'level1']),
        fc.array(fc.boolean(), { maxLength: 12 }),
        (one, other, order) => {
          const start = draftOf(started, ids());
          const inTurn = applyOperations(start, [...one, ...other], { version: 1 });
          const mixed = applyOperations(start, interleave(one, other, order), { version: 1 });
          expect(texts(mixed.draft)).toEqual(texts(inTurn.draft));
          expect(mixed.conflicts).toEqual([]);
        },
      ),
    );
  });

  it('writing the same cell lose nothing: what was not written is reported with both values', () => {
    fc.assert(
      fc.property(edits('r1', ['target']), edits('r1', ['target']), (one, other) => {
        const first = applyOperations(draftOf(started, ids()), one, { version: 1 });
        const { draft, conflicts } = applyOperations(first.draft, other, { version: 2 });
        const theirs = draftText(first.draft, { row: 'r1', field: 'target' });
        const kept = draftText(draft, { row: 'r1', field: 'target' });
        const mine = other.at(-1);
        if (mine?.kind !== 'set' || kept === mine.text) return;
        expect(kept).toBe(theirs);
        expect(conflicts.at(-1)).toEqual({
          kind: 'cell',
          row: 'r1',
          field: 'target',
          mine: mine.text,
          theirs,
        });
      }),
    );
  });

  it('a row that is gone gives back what was written into it', () => {
    const deleted = applyOperations(
      draftOf(started, ids()),
      [{ kind: 'delete', row: 'r1', seen: { level3: '改造路灯盏数', target: '≥200盏' } }],
      { version: 1 },
    );
    expect(deleted.draft.rows.map(({ id }) => id)).toEqual(['r2']);
    expect(
      applyOperations(deleted.draft, [set('r1', 'target', '≥300盏', '≥200盏')], { version: 2 }).conflicts,
    ).toEqual([{ kind: 'row-gone', row: 'r1', field: 'target', mine: '≥300盏' }]);
  });

  it('a row that somebody has written in is not deleted', () => {
    const changed = applyOperations(draftOf(started, ids()), [set('r1', 'description', '含背街小巷', '')], {
      version: 1,
    });
    const after = applyOperations(
      changed.draft,
      [{ kind: 'delete', row: 'r1', seen: { level3: '改造路灯盏数', target: '≥200盏' } }],
      { version: 2 },
    );
    expect(after.conflicts).toEqual([{ kind: 'row-changed', row: 'r1' }]);
    expect(after.draft).toEqual(changed.draft);
  });

  it('stamps a cell with the version that wrote it', () => {
    const { draft } = applyOperations(draftOf(started, ids()), [set('r2', 'target', '100%', '=100%')], {
      version: 7,
    });
    expect(draft.rows[1]?.cells['target']).toEqual({ text: '100%', at: 7 });
    expect(draft.rows[1]?.cells['level3']?.at).toBe(0);
  });
});

const row = fc.constantFrom('r1', 'r2', 'n1', 'n2');
const operation: fc.Arbitrary<DraftOperation> = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    row: fc.oneof(row, fc.constant(null)),
    field: fc.constantFrom('level3', 'target'),
    text: word,
    seen: fc.constantFrom('', '≥200盏'),
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    row,
    after: fc.option(row),
    cells: fc.dictionary(fc.constantFrom('level3', 'target'), word),
  }),
  fc.record({ kind: fc.constant('move' as const), row, after: fc.option(row) }),
  fc.record({
    kind: fc.constant('delete' as const),
    row,
    seen: fc.constant({ level3: '验收合格率', target: '=100%' }),
  }),
);

describe('undo', () => {
  it('takes back any changes that were made', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 8 }), (operations) => {
        const start = draftOf(started, ids());
        const made: DraftOperation[] = [];
        let draft = start;
        for (const next of operations) {
          const applied = applyOperations(draft, [next], { version: 1 });
          if (applied.conflicts.length > 0 || applied.draft === draft) continue;
          made.push(next);
          draft = applied.draft;
        }
        const undone = applyOperations(draft, inverseOperations(start, made), { version: 2 });
        const filledOnly = (some: Draft) =>
          texts(some).map(([id, cells]) => [
            id,
            Object.entries(cells ?? {}).filter(([, text]) => text !== ''),
          ]);
        expect(undone.conflicts).toEqual([]);
        expect(filledOnly(undone.draft)).toEqual(filledOnly(start));
      }),
    );
  });

  it('never overwrites what somebody else has written since', () => {
    const start = draftOf(started, ids());
    const mine = [set('r1', 'target', '≥210盏', '≥200盏')];
    const theirs = applyOperations(
      applyOperations(start, mine, { version: 1 }).draft,
      [set('r1', 'target', '≥220盏', '≥210盏')],
      { version: 2 },
    ).draft;
    const undone = applyOperations(theirs, inverseOperations(start, mine), { version: 3 });
    expect(draftText(undone.draft, { row: 'r1', field: 'target' })).toBe('≥220盏');
    expect(undone.conflicts).toHaveLength(1);
  });
});
