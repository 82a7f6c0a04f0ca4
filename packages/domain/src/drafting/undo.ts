import { applyOperations } from './apply-operations.ts';
import { draftText, type Draft, type DraftRow } from './draft.ts';
import type { DraftOperation } from './operation.ts';

/** The texts of a row by column. */
export function rowTexts(row: DraftRow): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(row.cells).map(([field, { text }]) => [field, text]));
}

function before(draft: Draft, row: string): string | null {
  const at = draft.rows.findIndex(({ id }) => id === row);
  return draft.rows[at - 1]?.id ?? null;
}

function inverseOf(draft: Draft, operation: DraftOperation): DraftOperation[] {
  const row = draft.rows.find(({ id }) => id === operation.row);
  switch (operation.kind) {
    case 'set': {
      const text = draftText(draft, operation);
      return text === operation.text ? [] : [{ ...operation, text, seen: operation.text }];
    }
    case 'insert':
      return row ? [] : [{ kind: 'delete', row: operation.row, seen: operation.cells }];
    case 'delete':
      return row ? [{ kind: 'insert', row: row.id, after: before(draft, row.id), cells: rowTexts(row) }] : [];
    case 'move':
      return row ? [{ kind: 'move', row: row.id, after: before(draft, row.id) }] : [];
  }
}

/**
 * 撤销: the changes that take these back, for the draft before them. They carry what their writer had before their eyes,
 * so taking something back never overwrites what somebody else has written since.
 */
export function inverseOperations(draft: Draft, operations: readonly DraftOperation[]): DraftOperation[] {
  const inverse: DraftOperation[] = [];
  let current = draft;
  for (const operation of operations) {
    inverse.unshift(...inverseOf(current, operation));
    current = applyOperations(current, [operation], { version: 0 }).draft;
  }
  return inverse;
}
