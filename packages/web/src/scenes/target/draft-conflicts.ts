import type { DraftSaveBody } from '@jiheng/api';
import { draftText, type Draft, type DraftConflict } from '@jiheng/domain';
import type { KeptDraft } from './draft-keeper.ts';

/** The newest word on each cell counts. */
export function mergedConflicts(
  known: readonly DraftConflict[],
  more: readonly DraftConflict[],
): readonly DraftConflict[] {
  if (more.length === 0) return known;
  const key = (conflict: DraftConflict): string =>
    `${conflict.kind} ${conflict.row ?? ''} ${'field' in conflict ? conflict.field : ''}`;
  const fresh = new Map(more.map((conflict) => [key(conflict), conflict]));
  return [...known.filter((conflict) => !fresh.has(key(conflict))), ...fresh.values()];
}

/** What a window left behind before the form was sent on and came back: told beside what stands there now. */
export function leftBehind({ sent, queued }: KeptDraft, draft: Draft): DraftConflict[] {
  return [...(sent?.operations ?? []), ...queued].flatMap((operation): DraftConflict[] => {
    if (operation.kind !== 'set') return [];
    const { row, field, text: mine } = operation;
    if (row !== null) return [{ kind: 'row-gone', row, field, mine }];
    const theirs = draftText(draft, { row, field });
    return theirs === mine ? [] : [{ kind: 'cell', row, field, mine, theirs }];
  });
}

/** The saves of a window that is gone, under its own name; asked for since the version this window has. */
export function leftSaves(kept: KeptDraft, baseVersion: number): readonly DraftSaveBody[] {
  const { clientId, baseRevision, sent, queued } = kept;
  const saves = [sent, { sequence: kept.sequence + 1, operations: queued }];
  return saves.flatMap((save) => {
    if (save === null || save.operations.length === 0) return [];
    const operations = [...save.operations] as DraftSaveBody['operations'];
    return [{ clientId, sequence: save.sequence, baseRevision, baseVersion, operations }];
  });
}
