import type { LabelIndex } from '../match/label-index.ts';
import { itemOfUnit } from '../match/items.ts';
import type { LevelIndex } from '../match/level-index.ts';
import { isCodeLine, isTitle, isUnitLine, isYearLine } from '../match/split-forms.ts';
import { Gap, type Range, type Shape, type Unit } from '../model/neutral-document.ts';
import { type BarRow, findBarRows } from './bar-rows.ts';
import { cleanText } from './clean-text.ts';
import { cutGluedLine } from './glued.ts';
import { BAR, type Separation } from './shape.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A line without its break and without what furniture covers. */
export interface Line extends Range {
  readonly number: number;
  readonly isBlank: boolean;
}

interface LexContext {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly labels: LabelIndex;
  readonly levels: LevelIndex;
}

/** More pieces than 10,000 forms have; each costs memory, whatever is in it. */
const MAX_UNITS = 1_500_000;
const MARKDOWN_RULE = /^[\s|:+=-]+$/;

/** A unit whose text is not yet cut out. */
type OpenUnit = { -readonly [K in keyof Unit]: Unit[K] };

class UnitList {
  readonly #open: OpenUnit[] = [];
  /** Units that run over several lines. */
  readonly #long = new Set<OpenUnit>();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  add(from: number, to: number, gap: Gap, row = -1, column = -1): void {
    if (this.#open.length === MAX_UNITS)
      throw new UnreadableFile('READ-TOO-MANY-CELLS', { limit: MAX_UNITS });
    this.#open.push({ text: '', from, to, gap, row, column });
  }

  /** Lets the last unit run on to `to`; its lines become paragraphs. */
  extend(to: number): void {
    const last = this.#open.at(-1);
    if (!last) return;
    last.to = to;
    this.#long.add(last);
  }

  units(): Unit[] {
    for (const unit of this.#open) {
      const raw = this.#text.slice(unit.from, unit.to);
      unit.text = this.#long.has(unit) ? linesOf(raw) : cleanText(raw);
    }
    return this.#open;
  }
}

function linesOf(raw: string): string {
  return raw
    .split('\n')
    .map(cleanText)
    .filter((line) => line !== '')
    .join('\n');
}

/** True when nearly all rows begin with a bar, so that the first bar is an edge and no boundary between cells. */
function isFencedTable(text: string, lines: readonly Line[]): boolean {
  let [barred, fenced] = [0, 0];
  for (const line of lines) {
    const raw = text.slice(line.from, line.to);
    if (!BAR.test(raw)) continue;
    barred++;
    if (BAR.test(raw.charAt(0))) fenced++;
  }
  return fenced * 5 >= barred * 4;
}

function lexGrid({ text, lines }: LexContext, separator: RegExp | string): Unit[] {
  const list = new UnitList(text);
  const isTableFenced = separator === BAR && isFencedTable(text, lines);
  for (const line of lines) {
    if (line.isBlank) continue;
    const raw = text.slice(line.from, line.to);
    if (separator === BAR && MARKDOWN_RULE.test(raw)) continue;
    let from = line.from;
    const isFenced = isTableFenced && BAR.test(raw.trimStart().charAt(0));
    if (isFenced) from += raw.indexOf(raw.trimStart().charAt(0)) + 1;
    const cells = text.slice(from, line.to).split(separator);
    cells.forEach((cell, column) => {
      list.add(from, from + cell.length, column === 0 ? Gap.Row : Gap.Cell, line.number, column);
      from += cell.length + 1;
    });
  }
  return list.units();
}

/** Rows that break over several lines; what stands before and behind is a row per line. */
function lexBarRows({ text, lines }: LexContext, rows: readonly BarRow[]): Unit[] {
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

/** A line per cell; a line without tab goes on with the cell above, a blank line may end a row. */
function lexTabCells({ text, lines }: LexContext): Unit[] {
  const list = new UnitList(text);
  let gap: Gap = Gap.Row;
  for (const line of lines) {
    const raw = text.slice(line.from, line.to);
    if (line.isBlank && !raw.includes('\t')) {
      gap = Gap.Row;
    } else if (!raw.startsWith('\t') && gap === Gap.Cell) {
      list.extend(line.to);
    } else {
      for (let from = line.from + (raw.startsWith('\t') ? 1 : 0), at = from; at <= line.to; at++) {
        if (at < line.to && text.charAt(at) !== '\t') continue;
        list.add(from, at, gap);
        gap = Gap.Cell;
        from = at + 1;
      }
    }
  }
  return list.units();
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
function lexBarCells({ text, lines, labels }: LexContext): Unit[] {
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

/** A cell per line, or per paragraph where blank lines stand between all cells; a line of blanks is then a blank cell. */
function lexLineCells({ text, lines }: LexContext): Unit[] {
  const list = new UnitList(text);
  const filled = lines.filter((line) => !line.isBlank).length;
  const spaced = lines.filter((line, index) => !line.isBlank && lines[index - 1]?.isBlank === true).length;
  const isSpaced = spaced * 4 > filled * 3;
  let canExtend = false;
  for (const line of lines) {
    if (!line.isBlank) {
      if (canExtend && isSpaced) list.extend(line.to);
      else list.add(line.from, line.to, Gap.Cell);
      canExtend = true;
    } else {
      canExtend = false;
      if (isSpaced && line.to > line.from) list.add(line.from, line.to, Gap.Cell);
    }
  }
  return list.units();
}

function lexFlow({ text, lines }: LexContext): Unit[] {
  const list = new UnitList(text);
  let gap: Gap = Gap.Row;
  for (const line of lines) {
    if (line.isBlank) {
      gap = Gap.Paragraph;
      continue;
    }
    if (gap !== Gap.Paragraph) gap = Gap.Line;
    for (let from = line.from, at = from; at <= line.to; at++) {
      if (at < line.to && !/\s/.test(text.charAt(at))) continue;
      if (at > from) {
        list.add(from, at, gap);
        gap = Gap.Blank;
      }
      from = at + 1;
    }
    gap = Gap.Line;
  }
  return list.units();
}

function lexGlued(context: LexContext): Unit[] {
  const list = new UnitList(context.text);
  let isTable = false;
  for (const line of context.lines) {
    if (line.isBlank) continue;
    const cut = cutGluedLine(context.text.slice(line.from, line.to), context.labels, context.levels, isTable);
    isTable = (isTable || cut.opensTable) && !cut.opensForm;
    let gap: Gap = Gap.Row;
    for (const piece of cut.pieces) {
      list.add(line.from + piece.from, line.from + piece.to, gap);
      gap = Gap.Cell;
    }
  }
  return list.units();
}

const SHAPES: Readonly<Record<Separation, Shape>> = {
  'tab-grid': 'grid',
  'bar-grid': 'grid',
  'tab-cells': 'cells',
  'bar-cells': 'cells',
  'line-cells': 'cells',
  flow: 'flow',
  glued: 'cells',
};

function unitsOf(separation: Separation, context: LexContext): Unit[] {
  switch (separation) {
    case 'tab-grid':
      return lexGrid(context, '\t');
    case 'bar-grid':
      return lexGrid(context, BAR);
    case 'tab-cells':
      return lexTabCells(context);
    case 'bar-cells':
      return lexBarCells(context);
    case 'line-cells':
      return lexLineCells(context);
    case 'flow':
      return lexFlow(context);
    case 'glued':
      return lexGlued(context);
  }
}

/** 切分: a text into its smallest pieces. */
export function lex(
  separation: Separation,
  context: LexContext,
): { readonly units: Unit[]; readonly shape: Shape } {
  const rows = separation.startsWith('bar') ? findBarRows(context.text, context.lines) : undefined;
  if (rows) return { units: lexBarRows(context, rows), shape: 'grid' };
  return { units: unitsOf(separation, context), shape: SHAPES[separation] };
}
