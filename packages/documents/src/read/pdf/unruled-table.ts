import { meaningOf } from '../../match/label-index.ts';
import type { ReaderRules } from '../../match/reader-rules.ts';
import type { Box, Glyph } from './geometry.ts';
import { isPageNumber } from './page-furniture.ts';
import { groupLines } from './runs.ts';
import { boxOfCells, rowsOfCells, stackCells, type LooseCell, type LooseRow } from './loose-cells.ts';
import { columnAt, gutters } from './loose-walls.ts';
import { paintedRows } from './painted-cells.ts';

/** Columns of a table without rules: middles of the gutters with both outer edges, and which columns hold levels. */
export interface LooseColumns {
  readonly walls: readonly number[];
  readonly levels: ReadonlySet<number>;
}

/** 无线表: what white space alone tells of a page. `body` are the rows of an indicator table, `head` the rows above one. */
export type LooseSection =
  | { readonly kind: 'text' | 'head'; readonly rows: readonly LooseRow[] }
  | { readonly kind: 'body'; readonly rows: readonly LooseRow[]; readonly columns: LooseColumns };

const MIN_HEADS = 3;
/** A single cell over so much of the table's width is no row of it. */
const FULL_WIDTH = 0.7;
/** White space, in sizes, that ends a table. */
const END_GAP = 5;
/** Pages with more pieces are no forms. */
const MAX_CELLS = 1000;
const MAX_SIGNS = 8000;
/** Ways to cut rows into stretches that are looked at. */
const MAX_CUTS = 5_000_000;
/** Lines of running heads and feet around a table that goes on from page to page. */
const MAX_RUNNING_LINES = 2;
const TITLE = /表(?:\([^()]*\))*$/;
/** How far merged labels may be from the middle of their rows on average, in heights of a row. */
const CENTRED = 0.6;

const middle = ({ top, bottom }: { top: number; bottom: number }): number => (top + bottom) / 2;

/**
 * First rows of the stretches over which merged labels of one column stand in the middle: of all ways to cut the rows into
 * stretches the one whose middles are nearest; undefined where the labels stand otherwise. On a page that goes on with a table
 * the first rows may belong to a label of the page before.
 */
function centredStarts(
  labels: readonly LooseCell[],
  boxes: readonly Box[],
  isCarried: boolean,
): number[] | undefined {
  const rows = boxes.length;
  if (labels.length * rows * rows > MAX_CUTS) return undefined;
  const height = ((boxes.at(-1)?.bottom ?? 0) - (boxes[0]?.top ?? 0)) / Math.max(1, rows);
  const off = (from: number, to: number, label: LooseCell): number =>
    Math.abs(((boxes[from]?.top ?? 0) + (boxes[to - 1]?.bottom ?? 0)) / 2 - middle(label.box));
  let costs = Array.from({ length: rows + 1 }, (_, row) => (row === 0 || isCarried ? 0 : Infinity));
  const backs = labels.map((label) => {
    const next = new Array<number>(rows + 1).fill(Infinity);
    const back = new Array<number>(rows + 1).fill(0);
    for (let to = 1; to <= rows; to++)
      for (let from = 0; from < to; from++) {
        const cost = (costs[from] ?? Infinity) + off(from, to, label);
        if (cost < (next[to] ?? Infinity)) [next[to], back[to]] = [cost, from];
      }
    costs = next;
    return back;
  });
  // Rows of totals at the end have no level.
  const end = costs.lastIndexOf(Math.min(...costs));
  if ((costs[end] ?? Infinity) > height * CENTRED * labels.length) return undefined;
  const starts: number[] = [];
  for (let row = end, at = backs.length - 1; at >= 0; at--) {
    row = backs[at]?.[row] ?? 0;
    starts.unshift(row);
  }
  return starts;
}

/** Rows of a body: levels merged over rows go to the first of their rows. */
function bodyRows(
  rows: readonly LooseRow[],
  { walls, levels }: LooseColumns,
  isCarried: boolean,
): LooseRow[] {
  const columnOf = ({ box }: LooseCell): number => columnAt(walls, box.left);
  const cells = rows.flat();
  const body = rowsOfCells(cells.filter((cell) => !levels.has(columnOf(cell)))).map((row) => [...row]);
  if (body.length === 0) return [...rows];
  const boxes = body.map(boxOfCells);
  for (const level of levels) {
    const labels = cells.filter((cell) => columnOf(cell) === level).sort((a, b) => a.box.top - b.box.top);
    const starts = centredStarts(labels, boxes, isCarried);
    labels.forEach((label, index) => {
      const touched = boxes.findIndex(({ bottom }) => bottom > label.box.top + 1);
      body[starts?.[index] ?? (touched < 0 ? body.length - 1 : touched)]?.push(label);
    });
  }
  return body.map((row) => row.sort((a, b) => a.box.left - b.box.left));
}

/** Finds the tables without rules on pages in order; columns go on from page to page. */
export class UnruledTables {
  readonly #rules: ReaderRules;
  #carried: LooseColumns | undefined;
  /** Rows of this page are those that were painted, merged levels in their first row. */
  #isPainted = false;

  constructor(rules: ReaderRules) {
    this.#rules = rules;
  }

  /** Sections of the signs of a page outside ruled tables, in the order of painting; undefined where there is no such table. */
  read(glyphs: readonly Glyph[]): LooseSection[] | undefined {
    const carried = this.#carried;
    this.#carried = undefined;
    if (glyphs.length > MAX_SIGNS) return undefined;
    const painted = paintedRows(glyphs, this.#rules);
    this.#isPainted = painted !== undefined;
    const rows = painted ?? rowsOfCells(stackCells(groupLines(glyphs), this.#rules));
    if (rows.flat().length > MAX_CELLS) return undefined;
    if (!carried && !rows.some((row) => this.#isHead(row))) return undefined;
    const sections = this.#sections(rows, carried);
    return sections.some(({ kind }) => kind === 'body') ? sections : undefined;
  }

  #sections(rows: readonly LooseRow[], carried: LooseColumns | undefined): LooseSection[] {
    const sections: LooseSection[] = [];
    const top = Math.max(
      0,
      rows.findIndex((row) => row.length > 1),
    );
    const skipped = carried && top <= MAX_RUNNING_LINES ? top : 0;
    if (skipped > 0) sections.push({ kind: 'text', rows: rows.slice(0, skipped) });
    let at = carried ? this.#body(rows, skipped, carried, sections) : 0;
    while (at < rows.length) {
      const head = rows.findIndex((row, index) => index >= at && this.#isHead(row));
      const next = head < 0 ? rows.length : head;
      const first = rows.findIndex((row, index) => index >= at && index < next && this.#isLabelled(row));
      const start = head < 0 || first < 0 ? next : first;
      if (start > at) sections.push({ kind: 'text', rows: rows.slice(at, start) });
      if (next > start) sections.push({ kind: 'head', rows: rows.slice(start, next) });
      at = head < 0 ? next : this.#body(rows, head, undefined, sections);
    }
    return sections;
  }

  /** Adds the body that begins at a row; gives the row behind it. */
  #body(
    rows: readonly LooseRow[],
    from: number,
    carried: LooseColumns | undefined,
    sections: LooseSection[],
  ): number {
    const to = this.#endOf(rows, from, carried);
    const own = rows.slice(from, to);
    if (own.length === 0) return to;
    const columns = carried ?? this.#columns(own);
    const heads = carried ? [] : own.slice(0, 1);
    const body = own.slice(heads.length);
    const ordered = this.#isPainted ? body : bodyRows(body, columns, carried !== undefined);
    sections.push({ kind: 'body', rows: [...heads, ...ordered], columns });
    const foot = rows.slice(to);
    const isFoot =
      foot.length <= MAX_RUNNING_LINES && foot.every((row) => row.length === 1 && !this.#isStart(row));
    this.#carried = isFoot ? columns : undefined;
    return to;
  }

  #columns(rows: readonly LooseRow[]): LooseColumns {
    const walls = gutters(rows);
    const levels = new Set<number>();
    for (const { key, box } of rows[0] ?? []) {
      const field = meaningOf(this.#rules.labels.find(key), 'column')?.field;
      if (field === 'level1' || field === 'level2') levels.add(columnAt(walls, box.left));
    }
    return { walls, levels };
  }

  /** Row behind the last of a body: a title, the head of the next form, a wide gap, a line over the whole width. */
  #endOf(rows: readonly LooseRow[], from: number, carried: LooseColumns | undefined): number {
    const full =
      Math.max(...rows.map((row) => boxOfCells(row).right)) -
      Math.min(...rows.map((row) => boxOfCells(row).left));
    for (let at = carried ? from : from + 1; at < rows.length; at++) {
      const [row, before] = [rows[at] ?? [], at > from ? rows[at - 1] : undefined];
      const [only, ...others] = row;
      const size = only?.lines[0]?.[0]?.size ?? 1;
      const isApart =
        before !== undefined && boxOfCells(row).top - boxOfCells(before).bottom > END_GAP * size;
      const isWide =
        others.length === 0 && only !== undefined && only.box.right - only.box.left > full * FULL_WIDTH;
      const crosses = carried?.walls
        .slice(1, -1)
        .some((wall) => row.some(({ box }) => box.left < wall - 1 && box.right > wall + 1));
      if (isPageNumber(only?.key ?? '') && others.length === 0) return at;
      if (isApart || isWide || crosses === true || this.#isStart(row) || (carried && this.#isHead(row)))
        return at;
    }
    return rows.length;
  }

  /** How many heads of columns of the indicator table a row holds decides whether it is their row. */
  #isHead(row: LooseRow): boolean {
    const heads = row.filter(({ key }) => meaningOf(this.#rules.labels.find(key), 'column') !== undefined);
    return heads.length >= MIN_HEADS && heads.some(({ key }) => this.#isLevel(key));
  }

  #isLevel(key: string): boolean {
    const field = meaningOf(this.#rules.labels.find(key), 'column')?.field;
    return field === 'level1' || field === 'level2' || field === 'level3';
  }

  #isLabelled(row: LooseRow): boolean {
    return row.some(
      ({ key }) =>
        this.#rules.labels.find(key)?.meanings.some(({ kind }) => kind !== 'section' && kind !== 'year') ??
        false,
    );
  }

  /** A title, or the first row of a form. */
  #isStart(row: LooseRow): boolean {
    return row.some(
      ({ key }) =>
        (row.length === 1 && TITLE.test(key)) ||
        meaningOf(this.#rules.labels.find(key), 'header')?.field === 'projectName',
    );
  }
}
