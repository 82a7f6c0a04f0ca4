import { Gap, type Range, type Unit } from '../model/neutral-document.ts';
import { BAR } from './shape.ts';
import { UnitList, type LexContext, type Line } from './unit-list.ts';

/** A line drawn between two rows: `+-----+----+`, `├─────┼────┤`. */
const RULE = /^\s*(?:\+(?:[-=:]+\+)+|[┌├└┏┣┗╔╠╚][─━═┬┼┴┳╋┻╦╬╩┯┿┷]+[┐┤┘┓┫┛╗╣╝])\s*$/;
const MIN_RULES = 3;

/** Cells of one line between bars, without blanks around them. */
function cellsOf(text: string, line: Line): Range[] {
  const cells: Range[] = [];
  let from = line.from;
  for (let at = line.from; at <= line.to; at++) {
    if (at < line.to && !BAR.test(text.charAt(at))) continue;
    const raw = text.slice(from, at);
    const start = from + raw.length - raw.trimStart().length;
    cells.push({ from: start, to: Math.max(start, from + raw.trimEnd().length) });
    from = at + 1;
  }
  // The first and the last bar are the edges of the table.
  return cells.slice(1, -1);
}

/** Lines between two rules are one row: each cell goes on in the same place of the next line. */
function addRow(list: UnitList, text: string, lines: readonly Line[]): void {
  const columns: Range[][] = [];
  for (const line of lines)
    cellsOf(text, line).forEach((cell, column) => {
      (columns[column] ??= []).push(cell);
    });
  columns.forEach((cells, column) => {
    const parts = cells.filter(({ from, to }) => to > from);
    const gap = column === 0 ? Gap.Row : Gap.Cell;
    list.addParts(parts.length > 0 ? parts : cells.slice(0, 1), gap, lines[0]?.number ?? 0, column);
  });
}

/**
 * 框线表格: a table drawn with signs whose rows lie between lines of their own, each over one or several lines. `undefined`
 * where there is none.
 */
export function lexBoxRows({ text, lines }: LexContext): { units: Unit[]; furniture: Range[] } | undefined {
  const furniture: Range[] = [];
  const isRule = lines.map((line, index) => {
    const from = index === 0 ? 0 : (lines[index - 1]?.to ?? 0) + 1;
    const is = RULE.test(text.slice(from, line.to));
    if (is) furniture.push({ from, to: line.to });
    return is;
  });
  if (furniture.length < MIN_RULES) return undefined;
  const list = new UnitList(text);
  let open: Line[] = [];
  let isInside = false;
  lines.forEach((line, index) => {
    const isRow = isInside && !line.isBlank && BAR.test(text.slice(line.from, line.to));
    if (isRow) open.push(line);
    else {
      if (open.length > 0) addRow(list, text, open);
      open = [];
      isInside = isRule[index] === true || (isInside && line.isBlank);
      if (!line.isBlank && isRule[index] !== true) list.add(line.from, line.to, Gap.Row, line.number, 0);
    }
  });
  if (open.length > 0) addRow(list, text, open);
  return { units: list.units(), furniture };
}
