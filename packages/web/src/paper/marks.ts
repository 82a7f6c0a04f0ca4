import {
  SEVERITIES,
  type FieldPath,
  type PaperCell,
  type PaperLayout,
  type PlacedFinding,
  type Severity,
} from '@jiheng/domain';

/** True when one path is the other or holds it: `/indicators/3` and `/indicators/3/target`. */
export function concerns(a: FieldPath, b: FieldPath): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

export function shows(cell: PaperCell, paths: readonly FieldPath[]): boolean {
  return cell.paths.some((shown) => paths.some((path) => concerns(shown, path)));
}

/** A finding with the cell its mark stands in; `null` when it concerns the whole form. */
export interface Note {
  readonly id: string;
  readonly finding: PlacedFinding;
  readonly cellKey: string | null;
}

const RANK = new Map(SEVERITIES.map((severity, rank) => [severity, rank]));

export function rankOf(severity: Severity): number {
  return RANK.get(severity) ?? SEVERITIES.length;
}

/** The narrowest cell first: a row finding is marked at the indicator's name, not at the merged level cell. */
export function markedCell(cells: readonly PaperCell[], path: FieldPath | undefined): PaperCell | undefined {
  if (path === undefined) return undefined;
  const exact = cells.find((cell) => cell.paths[0] === path || cell.paths.includes(path));
  if (exact) return exact;
  const within = cells.filter((cell) => shows(cell, [path]));
  return (
    within.find((cell) => cell.key.startsWith('level3-')) ??
    within.find((cell) => cell.rows === 1) ??
    within[0]
  );
}

/** Notes in the order of the paper, findings about the whole form first, worse ones before milder ones. */
export function notesOf(paper: PaperLayout, findings: readonly PlacedFinding[]): readonly Note[] {
  const cells = [...paper.linesAbove, ...paper.rows, ...paper.linesBelow].flatMap((row) => row.cells);
  const order = new Map(cells.map((cell, at) => [cell.key, at]));
  const notes = findings.map<Note>((finding, at) => ({
    id: `note-${String(at)}`,
    finding,
    cellKey: markedCell(cells, finding.at[0])?.key ?? null,
  }));
  const place = ({ cellKey }: Note) => (cellKey === null ? -1 : (order.get(cellKey) ?? -1));
  return notes.sort((a, b) => place(a) - place(b) || rankOf(a.finding.severity) - rankOf(b.finding.severity));
}

/** Worst severity per cell, for the mark in its corner. */
export function marksOf(notes: readonly Note[]): ReadonlyMap<string, Severity> {
  const marks = new Map<string, Severity>();
  for (const { cellKey, finding } of notes) {
    if (cellKey === null) continue;
    const known = marks.get(cellKey);
    if (known === undefined || rankOf(finding.severity) < rankOf(known)) marks.set(cellKey, finding.severity);
  }
  return marks;
}

/** 需核对 on a cell: a sum that does not close, or a number that goes into one. */
export type CheckMark = 'sum' | 'part';

/** Cells of failed checks; the first field of a check is its sum. Where the paper has no cell for it, its parts stay. */
export function checkMarksOf(
  paper: PaperLayout,
  failed: readonly { readonly at: readonly FieldPath[] }[],
): ReadonlyMap<string, CheckMark> {
  const sums = new Set(failed.flatMap(({ at }) => at.slice(0, 1)));
  const parts = new Set(failed.flatMap(({ at }) => at.slice(1)));
  const marks = new Map<string, CheckMark>();
  for (const { key, paths } of paper.rows.flatMap(({ cells }) => cells)) {
    if (paths.some((path) => sums.has(path))) marks.set(key, 'sum');
    else if (paths.some((path) => parts.has(path))) marks.set(key, 'part');
  }
  return marks;
}
