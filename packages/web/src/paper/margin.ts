/** A group of notes that wants to stand at the height `at`. */
export interface Anchored {
  readonly at: number;
  readonly height: number;
}

const GAP = 6;

/**
 * Tops of notes beside the paper, in order, without overlap: each at its row or as near below as its neighbours allow.
 * The `active` one stands exactly at its row, and the ones above it move up for it as far as there is room. Nothing stands
 * above `start`.
 */
export function placeNotes(
  notes: readonly Anchored[],
  active: number | null = null,
  start = 0,
): readonly number[] {
  const tops: number[] = [];
  let free = start;
  for (const { at, height } of notes) {
    const top = Math.max(at, free);
    tops.push(top);
    free = top + height + GAP;
  }
  if (active === null) return tops;
  const chosen = notes[active];
  if (!chosen) return tops;
  const above = notes.slice(0, active).reduce((sum, { height }) => sum + height + GAP, start);
  let limit = Math.max(chosen.at, above);
  tops[active] = limit;
  for (let index = active - 1; index >= 0; index -= 1) {
    limit -= (notes[index]?.height ?? 0) + GAP;
    tops[index] = Math.min(tops[index] ?? 0, limit);
    limit = tops[index] ?? 0;
  }
  free = (tops[active] ?? 0) + chosen.height + GAP;
  for (let index = active + 1; index < notes.length; index += 1) {
    tops[index] = Math.max(notes[index]?.at ?? 0, free);
    free = (tops[index] ?? 0) + (notes[index]?.height ?? 0) + GAP;
  }
  return tops;
}
