import type { FormWork, Opinion, TargetDetail } from '@jiheng/api';
import { currentPath, type Draft, type FieldPath, type PaperCell } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { workQueries } from '../../client/work.ts';
import { markedCell } from '../../paper/marks.ts';
import type { SheetState } from './use-sheet.ts';

/** 审核意见 where it stands on the draft now. */
export interface PlacedOpinion {
  readonly opinion: Opinion;
  /** Undefined: it is on the whole form, or its row is gone. */
  readonly path: FieldPath | undefined;
  readonly cellKey: string | null;
}

/** Opinions at their cells, those still open first. */
export function placedOpinions(
  opinions: readonly Opinion[],
  draft: Draft,
  cells: readonly PaperCell[],
): readonly PlacedOpinion[] {
  const placed = opinions.map((opinion): PlacedOpinion => {
    const path = opinion.place.kind === 'whole' ? undefined : currentPath(draft, opinion.place.path);
    return { opinion, path, cellKey: markedCell(cells, path)?.key ?? null };
  });
  const isSettled = ({ opinion }: PlacedOpinion) => Number(opinion.settledAt !== null);
  return placed.sort((a, b) => isSettled(a) - isSettled(b));
}

/** What was said of the form, and how it stands on the paper. */
export interface OpinionState {
  readonly work: FormWork | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly placed: readonly PlacedOpinion[];
  /** Open ones at the cell with the cursor. */
  readonly here: readonly PlacedOpinion[];
  /** Class of the cells that an open opinion stands on. */
  readonly classes: ReadonlyMap<string, string>;
}

/** 意见 of a form that was sent on before; a first draft has none, and nothing is asked for it. */
export function useOpinions(detail: TargetDetail, { view, sheet }: SheetState): OpinionState {
  const wasSent = detail.state === 'returned' || detail.baseRevision > 1;
  const { data, error, refetch } = useQuery({ ...workQueries.formWork(detail.id), enabled: wasSent });
  const opinions = data?.opinions;
  const placed = useMemo(() => {
    const cells = view.grid.cells.map(({ cell }) => cell);
    return placedOpinions(opinions ?? [], sheet.draft, cells);
  }, [opinions, sheet.draft, view.grid]);
  const open = placed.filter(({ opinion }) => opinion.settledAt === null);
  const cursor = view.grid.of(sheet.selection?.focus ?? null)?.cell.key;
  return {
    work: data,
    error: data ? null : error,
    retry: () => void refetch(),
    placed,
    here: open.filter(({ cellKey }) => cellKey !== null && cellKey === cursor),
    classes: new Map(open.flatMap(({ cellKey }) => (cellKey === null ? [] : [[cellKey, 'opined']]))),
  };
}
