import { Gap } from '../model/neutral-document.ts';
import { columnCost, joinCost, skipCost } from './column-costs.ts';
import type { ColumnField } from './label-index.ts';
import type { Token } from './tokens.ts';

/** Column of an indicator table: what it holds and, in a grid, where its head stands. */
export interface Column {
  readonly field: ColumnField;
  readonly column: number;
}

/** One row: the tokens of each column, by index of the column. */
export type AlignedRow = readonly (readonly Token[])[];

const NEW_ROW = 64;
const START = 128;
const LONE_LEVEL = 3.5;

/** Cost of a new row, and of going on with the same one, at the boundary before a token. */
function rowCosts(previous: Token, token: Token, hasRowMarks: boolean): { fresh: number; stay: number } {
  const { gap, row } = token.item;
  if (row >= 0) return previous.item.row === row ? { fresh: 12, stay: 0 } : { fresh: 0, stay: 30 };
  if (gap === Gap.Row) return { fresh: 0, stay: 2.5 };
  if (hasRowMarks) return { fresh: 3, stay: 0 };
  return { fresh: gap === Gap.Blank ? 1.6 : gap === Gap.None ? 6 : 0.8, stay: 0 };
}

function score(token: Token | undefined): number {
  return token ? token.number : Number.NaN;
}

/** A reason is due behind points lost; behind full points the next text rather begins the next row. */
function reasonEntryCost(tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  if (token === undefined || token.item.row >= 0 || token.isBlank || token.isDash) return 0;
  const [full, got] = [score(tokens[at - 2]), score(tokens[at - 1])];
  if (Number.isNaN(full) || Number.isNaN(got)) return 1;
  if (got < full) return 0;
  return token.item.gap >= Gap.Cell ? 0.5 : token.item.gap === Gap.Blank ? 1.5 : 4;
}

/** Level 2 rarely repeats the words of level 1; the repeated label is rather the name of an indicator. */
function repeatCost(field: ColumnField, before: ColumnField, previous: Token, token: Token): number {
  return field === 'level2' && before === 'level1' && previous.item.key === token.item.key ? 4.5 : 0;
}

/** In a grid, cells of one row keep the distance of their heads. */
function shiftCost(columns: readonly Column[], previous: Token, token: Token, p: number, s: number): number {
  if (token.item.row < 0) return 0;
  const heads = (columns[s]?.column ?? 0) - (columns[p]?.column ?? 0);
  const cells = token.item.column - previous.item.column;
  return 0.3 * Math.min(4, Math.abs(heads - cells));
}

interface Tables {
  readonly tail: Float64Array;
  readonly skip: Float64Array;
}

/** Sums of skip costs before (`skip`) and behind (`tail`) each column. */
function skipTables(columns: readonly Column[], isDrawn: boolean): Tables {
  const share = isDrawn ? SEEN_TO_BE_BLANK : 1;
  const skip = new Float64Array(columns.length + 1);
  columns.forEach(({ field }, index) => {
    skip[index + 1] = (skip[index] ?? 0) + skipCost(field) * share;
  });
  const total = skip[columns.length] ?? 0;
  const tail = new Float64Array(columns.length);
  columns.forEach(({ field }, index) => {
    // A level label without an indicator is a row of its own.
    const most = field === 'level1' || field === 'level2' ? LONE_LEVEL : Infinity;
    tail[index] = Math.min(total - (skip[index + 1] ?? 0), most);
  });
  return { tail, skip };
}

/** Width of a printed line, Latin letters and digits half. */
function widthOf({ item }: Token): number {
  let width = 0;
  for (let at = 0; at < item.text.length; at++) width += item.text.charCodeAt(at) < 0x2000 ? 0.55 : 1;
  return width;
}

/** Width of the column of names in flowing text: the widest text that stands before a value on its line. */
function nameWidth(tokens: readonly Token[]): number {
  let widest = 0;
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    if (token.isQuantity || token.isNumber || next?.item.gap !== Gap.Blank || !next.isQuantity) return;
    const width = widthOf(token);
    if (width > widest && width < 30) widest = width;
  });
  return widest;
}

/** A wrapped name fills its lines; after a short line another cell begins. */
const SHORT_LINE_COST = 1.2;
const SHORT_LINE = 0.75;

/** Where the file shows its columns, a cell below a head is hardly anything else, whatever it looks like: this share of what it costs, up to a bound. */
const BELOW_ITS_HEAD = { share: 0.25, most: 0.25 };
/** There a blank cell is seen and not guessed; this share of its cost is left for tables that are drawn badly. */
const SEEN_TO_BE_BLANK = 0.1;

class Aligner {
  readonly #tokens: readonly Token[];
  readonly #columns: readonly Column[];
  readonly #width: number;
  readonly #tables: Tables;
  readonly #back: Uint8Array;
  #costs: Float64Array;
  readonly #hasRowMarks: boolean;
  readonly #nameWidth: number;
  readonly #isDrawn: boolean;

  constructor(tokens: readonly Token[], columns: readonly Column[], isDrawn: boolean) {
    this.#isDrawn = isDrawn;
    this.#tokens = tokens;
    this.#columns = columns;
    this.#width = columns.length;
    this.#tables = skipTables(columns, isDrawn);
    this.#back = new Uint8Array(tokens.length * columns.length);
    this.#costs = new Float64Array(columns.length);
    this.#nameWidth = nameWidth(tokens);
    this.#hasRowMarks = tokens.filter(({ item }) => item.row < 0 && item.gap === Gap.Row).length > 1;
  }

  run(): AlignedRow[] {
    this.#tokens.forEach((token, at) => {
      this.#step(token, at);
    });
    return this.#trace();
  }

  #step(token: Token, at: number): void {
    const previous = this.#tokens[at - 1];
    const next = new Float64Array(this.#width);
    const { skip, tail } = this.#tables;
    let bestEnd = 0;
    let endCost = Infinity;
    for (let p = 0; p < this.#width; p++) {
      const cost = (this.#costs[p] ?? 0) + (tail[p] ?? 0);
      if (cost < endCost) {
        endCost = cost;
        bestEnd = p;
      }
    }
    const { fresh, stay } = previous ? rowCosts(previous, token, this.#hasRowMarks) : { fresh: 0, stay: 0 };
    for (let s = 0; s < this.#width; s++) {
      const column = this.#columns[s];
      if (!column) continue;
      const fit = columnCost(column.field, token);
      const isBelow = this.#isDrawn && token.item.column === column.column;
      const own = isBelow ? Math.min(fit * BELOW_ITS_HEAD.share, BELOW_ITS_HEAD.most) : fit;
      const offset = token.item.row >= 0 ? 0.1 * Math.min(5, Math.abs(token.item.column - column.column)) : 0;
      let best = previous ? endCost + fresh + (skip[s] ?? 0) + offset : (skip[s] ?? 0) + offset;
      let from = previous ? bestEnd + NEW_ROW : START;
      let join = Infinity;
      if (previous) {
        const entry = column.field === 'deviationReason' ? reasonEntryCost(this.#tokens, at) : 0;
        for (let p = 0; p < s; p++) {
          const cost = this.#moveCost(previous, token, p, s, stay, entry);
          if (cost < best) [best, from] = [cost, p];
        }
        join = this.#join(previous, token, s, own) + stay;
      }
      next[s] = Math.min(best + own, join);
      this.#back[at * this.#width + s] = join < best + own ? s : from;
    }
    this.#costs = next;
  }

  /** Cost of standing in column `s` behind a token in column `p` of the same row. */
  #moveCost(previous: Token, token: Token, p: number, s: number, stay: number, entry: number): number {
    const { skip } = this.#tables;
    const field = this.#columns[s]?.field ?? 'ignored';
    return (
      (this.#costs[p] ?? 0) +
      (skip[s] ?? 0) -
      (skip[p + 1] ?? 0) +
      stay +
      entry +
      shiftCost(this.#columns, previous, token, p, s) +
      repeatCost(field, this.#columns[p]?.field ?? 'ignored', previous, token)
    );
  }

  /** Cost of letting the cell run on; words that go on with a text cost nothing by themselves. */
  #join(previous: Token, token: Token, s: number, own: number): number {
    const field = this.#columns[s]?.field ?? 'ignored';
    const isWords =
      !token.isLevel1 &&
      !token.isLevel2 &&
      !token.isNumber &&
      !token.isQuantity &&
      !token.isBand &&
      !token.isPlaceholder;
    return (
      (this.#costs[s] ?? 0) +
      joinCost(field, previous, token) +
      this.#shortLineCost(field, previous, token) +
      (isWords ? 0 : own)
    );
  }

  #shortLineCost(field: ColumnField, previous: Token, token: Token): number {
    const isWrap = token.item.gap === Gap.Line || token.item.gap === Gap.Paragraph;
    if (field !== 'level3' || !isWrap || previous.opensBracket || token.closesBracket) return 0;
    return widthOf(previous) < this.#nameWidth * SHORT_LINE ? SHORT_LINE_COST : 0;
  }

  #trace(): AlignedRow[] {
    const rows: Token[][][] = [];
    const { tail } = this.#tables;
    let state = 0;
    let lowest = Infinity;
    for (let s = 0; s < this.#width; s++) {
      const cost = (this.#costs[s] ?? 0) + (tail[s] ?? 0);
      if (cost < lowest) [lowest, state] = [cost, s];
    }
    let row: Token[][] = this.#columns.map(() => []);
    for (let at = this.#tokens.length - 1; at >= 0; at--) {
      const token = this.#tokens[at];
      if (token) row[state]?.push(token);
      const back = this.#back[at * this.#width + state] ?? START;
      if (back >= NEW_ROW) {
        rows.push(row);
        row = this.#columns.map(() => []);
      }
      state = back & (NEW_ROW - 1);
    }
    for (const cells of rows) for (const tokens of cells) tokens.reverse();
    return rows.reverse();
  }
}

/**
 * 对行: reads the tokens of an indicator table as rows, each token in a column; the cheapest reading of the whole table by
 * dynamic programming, so that shifted, missing and broken cells fall into place. Linear in the number of tokens. `isDrawn`:
 * the columns are those that the file shows.
 */
export function alignRows(
  tokens: readonly Token[],
  columns: readonly Column[],
  isDrawn: boolean,
): AlignedRow[] {
  return tokens.length === 0 || columns.length === 0 ? [] : new Aligner(tokens, columns, isDrawn).run();
}
