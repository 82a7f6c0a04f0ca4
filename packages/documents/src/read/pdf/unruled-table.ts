import { meaningOf } from '../../match/label-index.ts';
import type { ReaderRules } from '../../match/reader-rules.ts';
import { levelledRows, type LooseColumns } from './centred-levels.ts';
import type { Glyph } from './geometry.ts';
import { isPageNumber } from './page-furniture.ts';
import { groupLines } from './runs.ts';
import { boxOfCells, rowsOfCells, stackCells, type LooseRow } from './loose-cells.ts';
import { columnAt, fewestWalls } from './loose-walls.ts';
import { paintedRows } from './painted-cells.ts';

/** 无线表: rows of a form found without rules. `body` are those of an indicator table, `head` those above one. */
export interface LooseTableSection {
  readonly kind: 'head' | 'body';
  readonly rows: readonly LooseRow[];
  /** Where its columns stand, the same on all pages. */
  readonly walls: readonly number[];
  /** Walls that tell the column of a cell on this page. */
  readonly columns: readonly number[];
}

/** What a page holds outside ruled tables. */
export type LooseSection = LooseTableSection | { readonly kind: 'text'; readonly rows: readonly LooseRow[] };

const MIN_HEADS = 3;
/** A single cell over so much of the table's width is no row of it. */
const FULL_WIDTH = 0.7;
/** White space, in sizes, that ends a table. */
const END_GAP = 5;
/** Pages with more pieces are no forms. */
const MAX_CELLS = 1000;
const MAX_SIGNS = 8000;
/** Lines of running heads and feet around a table that goes on from page to page. */
const MAX_RUNNING_LINES = 2;
/** White space, in sizes, between them and the table. */
const RUNNING_GAP = 1;
/** Rows that show where columns stand. */
const MAX_ROWS = 300;
const TITLE = /表(?:\([^()]*\))*$/;

/** Lines above a table that goes on from the page before: they stand apart from it. */
function runningLines(rows: readonly LooseRow[]): number {
  const top = rows.findIndex((row) => row.length > 1);
  const [upper, lower] = [rows[top - 1], rows[top]];
  if (!upper || !lower || top > MAX_RUNNING_LINES) return 0;
  const size = upper[0]?.lines[0]?.[0]?.size ?? 1;
  return Math.min(...lower.map(({ box }) => box.top)) - boxOfCells(upper).bottom > RUNNING_GAP * size
    ? top
    : 0;
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
    if (!carried && !rows.some((row) => this.#isHead(row) || this.#opensForm(row))) return undefined;
    const sections = this.#sections(rows, carried);
    return sections.every(({ kind }) => kind === 'text') ? undefined : sections;
  }

  #sections(rows: readonly LooseRow[], carried: LooseColumns | undefined): LooseSection[] {
    const sections: LooseSection[] = [];
    const skipped = carried ? runningLines(rows) : 0;
    if (skipped > 0) sections.push({ kind: 'text', rows: rows.slice(0, skipped) });
    let at = carried ? this.#body(rows, skipped, carried, sections) : 0;
    while (at < rows.length) {
      const head = rows.findIndex((row, index) => index >= at && this.#isHead(row));
      const next = head < 0 ? rows.length : head;
      const first = rows.findIndex((row, index) => index >= at && index < next && this.#isLabelled(row));
      const isHeadless = head < 0 && !rows.slice(at).some((row) => this.#opensForm(row));
      const start = isHeadless || first < 0 ? next : first;
      if (start > at) sections.push({ kind: 'text', rows: rows.slice(at, start) });
      if (next > start) {
        const own = rows.slice(start, next);
        const walls = fewestWalls(own);
        sections.push({ kind: 'head', rows: own, walls, columns: walls });
      }
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
    const columns = carried ? this.#goOn(carried, own) : this.#columns(own);
    const heads = carried ? [] : own.slice(0, 1);
    const body = own.slice(heads.length);
    const ordered = this.#isPainted ? body : levelledRows(body, columns, carried !== undefined);
    const walls = carried?.walls.length === columns.walls.length ? carried.walls : columns.walls;
    sections.push({ kind: 'body', rows: [...heads, ...ordered], walls, columns: columns.walls });
    const foot = rows.slice(to);
    const isFoot =
      foot.length <= MAX_RUNNING_LINES && foot.every((row) => row.length === 1 && !this.#isStart(row));
    this.#carried = isFoot ? { ...columns, walls } : undefined;
    return to;
  }

  #columns(rows: readonly LooseRow[]): LooseColumns {
    const walls = fewestWalls(rows);
    const levels = new Set<number>();
    for (const { key, box } of rows[0] ?? []) {
      const field = meaningOf(this.#rules.labels.find(key), 'column')?.field;
      if (field === 'level1' || field === 'level2') levels.add(columnAt(walls, box.left));
    }
    return { walls, levels, rows };
  }

  /** Columns of a body together with the pages before: where rows are sure, cells of a new page may show a wall more exactly. */
  #goOn(carried: LooseColumns, own: readonly LooseRow[]): LooseColumns {
    const rows = [...carried.rows, ...own].slice(-MAX_ROWS);
    return { ...carried, rows, walls: this.#isPainted ? fewestWalls(rows) : carried.walls };
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
      const crosses =
        !this.#isPainted &&
        carried?.walls
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

  /** The first row of a form that goes on on the next page, where rows can be told. */
  #opensForm(row: LooseRow): boolean {
    return this.#isPainted && row.length > 1 && row.some(({ key }) => this.#isProjectName(key));
  }

  #isProjectName(key: string): boolean {
    return meaningOf(this.#rules.labels.find(key), 'header')?.field === 'projectName';
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
    return row.some(({ key }) => (row.length === 1 && TITLE.test(key)) || this.#isProjectName(key));
  }
}
