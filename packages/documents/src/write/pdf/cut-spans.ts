import type { Sheet, SheetCell } from './sheet.ts';

const CONTINUED = '（续）';

/** A cell cut at the given rows; only the first piece, or the one chosen, holds the text as it is. */
function pieces(cell: SheetCell, cuts: readonly number[]): readonly SheetCell[] {
  const end = cell.y + cell.rows;
  const inner = cuts.filter((cut) => cut > cell.y && cut < end);
  const starts = [cell.y, ...inner];
  return starts.map((y, at) => ({ ...cell, y, rows: (starts[at + 1] ?? end) - y }));
}

/**
 * A label beside the repeated heads and the rows below (绩效指标) is drawn in two cells without a rule between them, because
 * repeated heads cannot share a cell with other rows. The words stand in the lower one.
 */
function cutAtHeads(cell: SheetCell, heads: Sheet['heads']): readonly SheetCell[] {
  if (!heads) return [cell];
  return pieces(cell, heads).map((piece, at, all) => ({
    ...piece,
    text: at === all.length - 1 ? piece.text : '',
    open: [...(at > 0 ? (['top'] as const) : []), ...(at < all.length - 1 ? (['bottom'] as const) : [])],
  }));
}

function cutAtPages(cell: SheetCell, starts: readonly number[]): readonly SheetCell[] {
  if (!cell.isLabel || cell.text === '') return [cell];
  return pieces(cell, starts).map((piece, at) =>
    at === 0 ? piece : { ...piece, text: `${cell.text}${CONTINUED}` },
  );
}

/**
 * 续页标签: cuts labels merged over rows where a page begins, and says （续） on the later page. `starts` are the rows on
 * which pages begin.
 */
export function cutSpans(sheet: Sheet, starts: readonly number[]): readonly SheetCell[] {
  return sheet.cells
    .flatMap((cell) => cutAtHeads(cell, sheet.heads))
    .flatMap((cell) => cutAtPages(cell, starts));
}
