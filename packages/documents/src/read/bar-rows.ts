import type { Line } from './unit-list.ts';
import { BAR } from './shape.ts';

/** A row of a table between bars that may lie over several lines; its cells are cut at `bars`. */
export interface BarRow {
  readonly lines: readonly Line[];
  /** Offsets of the bars, each behind its cell. */
  readonly bars: readonly number[];
}

const MAX_BARS = 40;
/** Fewer bars in a row say nothing: any number of single bars can be counted off in twos. */
const MIN_BARS = 3;
/** A row's end is seen where bars without text between them fill it up. */
const FILLED_UP = /[|｜│]\s*[|｜│]\s*$/;

/** A line without a bar that may be the beginning of a broken label; titles and units of money are no such pieces. */
const LABEL_PIECE = /^[^:：\d]{1,6}$/;

interface BarLine {
  readonly line: Line;
  readonly bars: readonly number[];
  readonly isFilledUp: boolean;
  readonly isPiece: boolean;
}

function barLines(text: string, lines: readonly Line[]): BarLine[] {
  return lines.map((line) => {
    const bars: number[] = [];
    for (let at = line.from; at < line.to; at++) if (BAR.test(text.charAt(at))) bars.push(at);
    const raw = bars.length > 0 || line.to - line.from < 20 ? text.slice(line.from, line.to) : '';
    return { line, bars, isFilledUp: FILLED_UP.test(raw), isPiece: LABEL_PIECE.test(raw.trim()) };
  });
}

interface Counted {
  readonly rows: readonly BarRow[];
  /** Bars in rows that came out even and whose end is seen. */
  readonly proven: number;
  readonly isBroken: boolean;
}

/** Counts the bars off in rows of `size`; a line that goes beyond a row begins anew. */
function countOff(lines: readonly BarLine[], size: number): Counted {
  const rows: BarRow[] = [];
  let [proven, isBroken] = [0, false];
  let open: { lines: Line[]; bars: number[] } = { lines: [], bars: [] };
  for (const { line, bars, isFilledUp, isPiece } of lines) {
    if (bars.length === 0 && open.bars.length === 0) {
      open.lines = isPiece && rows.length > 0 ? [...open.lines, line] : [];
      continue;
    }
    if (open.bars.length + bars.length > size) {
      rows.push(open);
      open = { lines: [], bars: [] };
    }
    open.lines.push(line);
    open.bars.push(...bars);
    if (open.bars.length < size) continue;
    if (isFilledUp || open.lines.length === 1) proven += size;
    if (open.lines.length > 1) isBroken = true;
    rows.push(open);
    open = { lines: [], bars: [] };
  }
  if (open.bars.length > 0) rows.push(open);
  return { rows, proven, isBroken };
}

/**
 * 断行表格: a table between bars whose rows break over several lines. Each row has the same number of bars; the number that
 * makes nearly all rows come out even is taken. `undefined` where rows do not break or no number fits.
 */
export function findBarRows(text: string, lines: readonly Line[]): readonly BarRow[] | undefined {
  const barred = barLines(text, lines);
  const total = barred.reduce((sum, { bars }) => sum + bars.length, 0);
  let best: Counted | undefined;
  const widest = Math.max(...barred.map(({ bars }) => bars.length));
  for (let size = Math.max(MIN_BARS, widest); size <= Math.min(MAX_BARS, widest + 12); size++) {
    const counted = countOff(barred, size);
    if (counted.proven > (best?.proven ?? 0)) best = counted;
  }
  return best?.isBroken && best.proven * 10 >= total * 8 ? best.rows : undefined;
}
