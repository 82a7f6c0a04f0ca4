import { Gap, type Range, type Shape, type Unit } from '../model/neutral-document.ts';
import { findBarRows } from './bar-rows.ts';
import { cutGluedLine } from './glued.ts';
import { lexBarCells, lexBarRows } from './lex-bars.ts';
import { lexBoxRows } from './lex-box.ts';
import { lexGrid } from './lex-grid.ts';
import { dropRepeats } from './repeated-cells.ts';
import { BAR, type Separation } from './shape.ts';
import { UnitList, type LexContext } from './unit-list.ts';

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
  'comma-grid': 'grid',
  'tab-cells': 'cells',
  'bar-cells': 'cells',
  'line-cells': 'cells',
  flow: 'flow',
  glued: 'cells',
};

const SEPARATORS = { 'tab-grid': /\t/, 'bar-grid': BAR, 'comma-grid': /,/ } as const;

/** 切分结果: the smallest pieces of a text, and what stands between them and means nothing. */
export interface Lexed {
  readonly units: Unit[];
  readonly shape: Shape;
  readonly furniture: readonly Range[];
}

function cellsOf(separation: Exclude<Separation, keyof typeof SEPARATORS>, context: LexContext): Unit[] {
  switch (separation) {
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
export function lex(separation: Separation, context: LexContext): Lexed {
  const box = separation.startsWith('bar') ? lexBoxRows(context) : undefined;
  if (box) return { ...box, shape: 'grid' };
  const rows = separation.startsWith('bar') ? findBarRows(context.text, context.lines) : undefined;
  if (rows) return { units: lexBarRows(context, rows), shape: 'grid', furniture: [] };
  if (separation === 'tab-grid' || separation === 'bar-grid' || separation === 'comma-grid') {
    const { units, furniture } = lexGrid(context, SEPARATORS[separation]);
    return {
      units,
      shape: 'grid',
      furniture: [...furniture, ...dropRepeats(units, context.labels, context.levels)],
    };
  }
  return { units: cellsOf(separation, context), shape: SHAPES[separation], furniture: [] };
}
