import type { FormWork, Opinion } from '@jiheng/api';
import type { FieldPath, PaperCell, PaperLayout } from '@jiheng/domain';
import { markedCell, type Note } from '../../paper/marks.ts';

export type Difference = NonNullable<FormWork['changes']>['differences'][number];

/** What stands in the margin of a form under review. */
export type MarginItem =
  | { readonly kind: 'finding'; readonly id: string; readonly note: Note }
  | { readonly kind: 'opinion'; readonly id: string; readonly opinion: Opinion }
  | { readonly kind: 'change'; readonly id: string; readonly change: Difference }
  /** The opinion that is being written now. */
  | { readonly kind: 'writing'; readonly id: string; readonly path: FieldPath | null };

/** Items of one cell stand together. */
export interface MarginGroup {
  readonly key: string;
  readonly cellKey: string | null;
  readonly items: readonly MarginItem[];
}

const RANK = { writing: 0, opinion: 1, change: 2, finding: 3 } as const;

function cellsOf(paper: PaperLayout): readonly PaperCell[] {
  return [...paper.linesAbove, ...paper.rows, ...paper.linesBelow].flatMap((row) => row.cells);
}

function pathOf(item: MarginItem): string | undefined {
  if (item.kind === 'writing') return item.path ?? undefined;
  if (item.kind === 'finding') return item.note.finding.at[0];
  if (item.kind === 'opinion')
    return item.opinion.place.kind === 'whole' ? undefined : item.opinion.place.path;
  // What was taken away has no place on the newer paper.
  return item.change.after === null ? undefined : item.change.path;
}

/** Findings, opinions and changes in the order of the paper; what concerns the whole form comes first. */
export function marginGroups(
  paper: PaperLayout,
  parts: {
    readonly notes: readonly Note[];
    readonly opinions: readonly Opinion[];
    readonly changes: readonly Difference[];
    /** Field that an opinion is being written on; null: on the whole form. */
    readonly writing?: FieldPath | null | undefined;
  },
): readonly MarginGroup[] {
  const cells = cellsOf(paper);
  const order = new Map(cells.map((cell, at) => [cell.key, at]));
  const { writing } = parts;
  const items: MarginItem[] = [
    ...(writing === undefined ? [] : [{ kind: 'writing' as const, id: 'writing', path: writing }]),
    ...parts.opinions.map((opinion) => ({ kind: 'opinion' as const, id: opinion.id, opinion })),
    ...parts.changes.map((change, at) => ({ kind: 'change' as const, id: `change-${String(at)}`, change })),
    ...parts.notes.map((note) => ({ kind: 'finding' as const, id: note.id, note })),
  ];
  const placed = items.map((item) => {
    const cellKey = markedCell(cells, pathOf(item))?.key ?? null;
    return { item, cellKey, at: cellKey === null ? -1 : (order.get(cellKey) ?? -1) };
  });
  placed.sort((a, b) => a.at - b.at || RANK[a.item.kind] - RANK[b.item.kind]);
  const groups: { key: string; cellKey: string | null; items: MarginItem[] }[] = [];
  for (const { item, cellKey } of placed) {
    const last = groups.at(-1);
    if (last?.cellKey === cellKey) last.items.push(item);
    else groups.push({ key: cellKey ?? 'whole', cellKey, items: [item] });
  }
  return groups;
}

/** Classes of the cells that changed or that an open opinion stands on. */
export function cellClasses(groups: readonly MarginGroup[]): ReadonlyMap<string, string> {
  const classes = new Map<string, string>();
  for (const { cellKey, items } of groups) {
    if (cellKey === null) continue;
    const names = [
      items.some(({ kind }) => kind === 'change') ? 'changed' : '',
      items.some((item) => item.kind === 'opinion' && item.opinion.settledAt === null) ? 'opined' : '',
    ].filter(Boolean);
    if (names.length > 0) classes.set(cellKey, names.join(' '));
  }
  return classes;
}
