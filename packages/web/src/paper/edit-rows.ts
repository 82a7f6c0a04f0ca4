import { rowTexts, type Draft, type DraftOperation, type DraftRow } from '@jiheng/domain';

/** A blank row behind another one, under the same levels. */
export function insertRow(draft: Draft, after: DraftRow | undefined, row: string): DraftOperation {
  const cells = Object.fromEntries(
    Object.entries(after ? rowTexts(after) : {}).filter(
      ([field, text]) => (field === 'level1' || field === 'level2') && text !== '',
    ),
  );
  return { kind: 'insert', row, after: after?.id ?? draft.rows.at(-1)?.id ?? null, cells };
}

export function duplicateRow(source: DraftRow, row: string): DraftOperation {
  return { kind: 'insert', row, after: source.id, cells: rowTexts(source) };
}

export function deleteRows(rows: readonly DraftRow[]): readonly DraftOperation[] {
  return rows.map((row) => ({ kind: 'delete', row: row.id, seen: rowTexts(row) }));
}

/** A block of neighbouring rows one up or down; nothing at the edge. */
export function moveRows(draft: Draft, rows: readonly DraftRow[], step: 1 | -1): readonly DraftOperation[] {
  const first = draft.rows.findIndex(({ id }) => id === rows[0]?.id);
  const last = first + rows.length - 1;
  if (first === -1) return [];
  const over = step === 1 ? draft.rows[last + 1] : draft.rows[first - 1];
  if (!over) return [];
  // Moving the block is moving its neighbour to the other side of it.
  const after = step === 1 ? (draft.rows[first - 1]?.id ?? null) : (draft.rows[last]?.id ?? null);
  return [{ kind: 'move', row: over.id, after }];
}
