import { itemOfUnit } from '../match/items.ts';
import type { LabelIndex } from '../match/label-index.ts';
import { isCodeLine, isTitle, isUnitLine, isYearLine } from '../match/split-forms.ts';
import { Gap, type Unit } from '../model/neutral-document.ts';
import type { BarRow } from './bar-rows.ts';
import { cleanText } from './clean-text.ts';
import { BAR } from './shape.ts';
import { UnitList, type LexContext, type Line } from './unit-list.ts';

export const MARKDOWN_RULE = /^[\s|:+=-]+$/;

/** Rows that break over several lines; what stands before and behind is a row per line. */
export function lexBarRows({ text, lines }: LexContext, rows: readonly BarRow[]): Unit[] {
  const list = new UnitList(text);
  const isFenced = rows.every((row) => isBlankBefore(text, row));
  const firsts = new Map(rows.map((row) => [row.lines[0], row]));
  const inside = new Set(rows.flatMap((row) => row.lines));
  for (const line of lines) {
    const row = firsts.get(line);
    if (!row) {
      if (!inside.has(line) && !line.isBlank) list.add(line.from, line.to, Gap.Row, line.number, 0);
      continue;
    }
    let from = line.from;
    row.bars.forEach((bar, index) => {
      const isEdge = isFenced && index === 0;
      if (!isEdge) {
        const column = isFenced ? index - 1 : index;
        list.add(from, bar, column === 0 ? Gap.Row : Gap.Cell, line.number, column);
        if (text.slice(from, bar).trim().includes('\n')) list.extend(bar);
      }
      from = bar + 1;
    });
  }
  return list.units();
}

function isBlankBefore(text: string, { lines: [first], bars: [bar] }: BarRow): boolean {
  return first !== undefined && bar !== undefined && text.slice(first.from, bar).trim() === '';
}

/** Length of the title, year and unit lines of the next form, which stand between two tables without a bar of their own. */
function preambleLength(inner: string, labels: LabelIndex): number {
  if (!inner.trim().includes('\n')) return 0;
  let [at, length, hasTitle] = [0, 0, false];
  for (const line of inner.split('\n')) {
    const item = itemOfUnit({ text: cleanText(line), from: at, to: at, gap: Gap.Row, row: -1, column: -1 });
    const isOwn = isTitle(item, labels);
    at += line.length + 1;
    if (isOwn || isYearLine(item) || isUnitLine(item) || isCodeLine(item)) length = at;
    hasTitle ||= isOwn;
  }
  return hasTitle ? Math.min(length, inner.length) : 0;
}

/** Bars around cells that lie over several lines. Bars on lines of their own mark rows where they come in pairs. */
export function lexBarCells({ text, lines, labels }: LexContext): Unit[] {
  const list = new UnitList(text);
  const isOwnLine = (line: Line): boolean =>
    line.to - line.from > 0 && MARKDOWN_RULE.test(text.slice(line.from, line.to));
  const trailing = lines.filter(
    (line) => !isOwnLine(line) && BAR.test(text.slice(line.from, line.to).trimEnd().slice(-1)),
  ).length;
  const pairsMarkRows = trailing * 3 < lines.filter((line) => !line.isBlank && !isOwnLine(line)).length;
  const bars = lines.flatMap((line) => {
    const found: number[] = [];
    for (let at = line.from; at < line.to; at++) if (BAR.test(text.charAt(at))) found.push(at);
    return found;
  });
  const first = bars[0] ?? 0;
  const last = bars.at(-1) ?? 0;
  let gap: Gap = Gap.Row;
  const plain = (from: number, to: number): void => {
    for (const line of lines) {
      const [start, end] = [Math.max(from, line.from), Math.min(to, line.to)];
      if (start < end && text.slice(start, end).trim() !== '') list.add(start, end, Gap.Row);
    }
  };
  plain(0, first);
  bars.forEach((bar, index) => {
    const next = bars[index + 1];
    if (next === undefined) return;
    const inner = text.slice(bar + 1, next);
    if (inner.trim() === '' && pairsMarkRows && inner.includes('\n')) {
      gap = Gap.Row;
      return;
    }
    const start = bar + 1 + preambleLength(inner, labels);
    if (start > bar + 1) {
      plain(bar + 1, start);
      gap = Gap.Row;
    }
    list.add(start, next, gap);
    if (text.slice(start, next).trim().includes('\n')) list.extend(next);
    gap = Gap.Cell;
  });
  plain(last + 1, text.length);
  return list.units();
}
