import { boxOf, middleOf, type Glyph, type PageContent } from './geometry.ts';
import type { LineBlock, PageBlock, PagedLine, PdfCell, TableBlock } from './page-block.ts';
import { cellAt, findGrids, type RuledGrid } from './ruled-grid.ts';
import { cellLines, cutRuns, groupLines, lineOf } from './runs.ts';
import { boxOfCells, type LooseCell, type LooseRow } from './loose-cells.ts';
import { columnAt } from './loose-walls.ts';
import type { LooseTableSection, UnruledTables } from './unruled-table.ts';

/** Rows and columns narrower than this hold nothing: they lie between double rules. */
const SLIVER = 4;
/** Height of a line of text, in font sizes. */
const LINE_HEIGHT = 1.05;
/** So much of a run may stick out of its cell before the run is taken for two. */
const MAX_OVERHANG = 0.34;
/** How far the next line of such a cell is below, in font sizes. */
const MAX_OUT = 1.9;
/** Gap between pieces of a line outside tables, in font sizes. */
const PIECE_GAP = 2.2;

type Place = readonly [grid: number, cell: number];

function placeOfGlyph(grids: readonly RuledGrid[], glyph: Glyph): Place {
  const { x, y } = middleOf(glyph);
  let found: Place = [-1, -1];
  let smallest = Infinity;
  grids.forEach((grid, index) => {
    const { left, right, top, bottom } = grid.box;
    const area = (right - left) * (bottom - top);
    const cell = area < smallest ? cellAt(grid, x, y) : -1;
    if (cell < 0) return;
    found = [index, cell];
    smallest = area;
  });
  return found;
}

const keyOf = ([grid, cell]: Place): string => `${grid}:${cell}`;

/** True for a run right below the last row of a table, painted behind a run of that row: a cell that the page end cuts sticks out. */
function sticksOut(grid: RuledGrid, cell: number, last: readonly Glyph[], run: readonly Glyph[]): boolean {
  const [first, upper, own] = [run[0], last[0], grid.cells[cell]];
  if (!first || !upper || own?.toRow !== grid.ys.length - 1) return false;
  const down = first.y - upper.y;
  const isIn = run.every(
    ({ left, right }) => left >= (grid.xs[own.column] ?? 0) && right <= (grid.xs[own.toColumn] ?? 0),
  );
  return isIn && down > -1 && down < MAX_OUT * first.size;
}

/** The cell that holds most signs of a run, if it holds the run whole. */
function placeOfRun(places: readonly Place[]): Place | undefined {
  const counts = new Map<string, { readonly place: Place; count: number }>();
  for (const place of places) {
    const known = counts.get(keyOf(place));
    if (known) known.count++;
    else counts.set(keyOf(place), { place, count: 1 });
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most && places.length - most.count <= Math.max(1, places.length * MAX_OVERHANG)
    ? most.place
    : undefined;
}

/** Signs of each cell and those outside; a run whose end sticks out of its cell stays whole. */
function distribute(
  grids: readonly RuledGrid[],
  glyphs: readonly Glyph[],
): { cells: Map<string, Glyph[]>; outside: Glyph[] } {
  const cells = new Map<string, Glyph[]>();
  const outside: Glyph[] = [];
  const put = (place: Place, signs: readonly Glyph[]): void => {
    if (place[0] < 0) {
      outside.push(...signs);
      return;
    }
    const known = cells.get(keyOf(place));
    if (known) known.push(...signs);
    else cells.set(keyOf(place), [...signs]);
  };
  let last: { readonly place: Place; readonly run: readonly Glyph[] } | undefined;
  for (const run of cutRuns(glyphs)) {
    const places = run.map((glyph) => placeOfGlyph(grids, glyph));
    let place = placeOfRun(places);
    const grid = place?.[0] === -1 && last ? grids[last.place[0]] : undefined;
    if (grid && last && sticksOut(grid, last.place[1], last.run, run)) ({ place } = last);
    if (place) put(place, run);
    else
      run.forEach((glyph, index) => {
        put(places[index] ?? [-1, -1], [glyph]);
      });
    last = place && place[0] >= 0 ? { place, run } : undefined;
  }
  return { cells, outside };
}

function tableOf(
  grid: RuledGrid,
  index: number,
  cells: ReadonlyMap<string, Glyph[]>,
  page: number,
): TableBlock | undefined {
  const rows: PdfCell[][] = grid.ys.slice(1).map(() => []);
  const order = grid.cells.map((cell, at) => ({ cell, at })).sort((a, b) => a.cell.column - b.cell.column);
  let isFilled = false;
  for (const { cell, at } of order) {
    const [left, right] = [grid.xs[cell.column] ?? 0, grid.xs[cell.toColumn] ?? 0];
    const height = (grid.ys[cell.toRow] ?? 0) - (grid.ys[cell.row] ?? 0);
    const lines = cellLines(cells.get(keyOf([index, at])) ?? []).map((line) => ({ ...lineOf(line), page }));
    if (lines.length === 0 && (right - left < SLIVER || height < SLIVER)) continue;
    isFilled ||= lines.length > 0;
    rows[cell.row]?.push({ left, right, rowSpan: cell.toRow - cell.row, lines });
  }
  if (!isFilled) return undefined;
  const filled = rows.filter((row) => row.length > 0).map((row) => ({ cells: row }));
  return { kind: 'table', page, box: grid.box, xs: grid.xs, rows: filled };
}

/** Pieces of a line: cut at wide gaps, unless the line is spaced out letter by letter. */
function cutPieces(line: readonly Glyph[]): Glyph[][] {
  const pieces: Glyph[][] = [];
  for (const glyph of line) {
    const last = pieces.at(-1)?.at(-1);
    if (last && glyph.left - last.right < PIECE_GAP * glyph.size) pieces.at(-1)?.push(glyph);
    else pieces.push([glyph]);
  }
  const isSpaced = pieces.length > 3 && pieces.every((piece) => piece.length === 1);
  return isSpaced ? [[...line]] : pieces;
}

function lineBlocks(lines: readonly (readonly Glyph[])[], page: number): LineBlock[] {
  return lines.map((line) => {
    const pieces = cutPieces(line).map((piece) => ({ ...lineOf(piece), page }));
    return { kind: 'line', page, box: lineOf(line).box, pieces };
  });
}

const pagedLines = ({ lines }: LooseCell, page: number): PagedLine[] =>
  lines.map((line) => ({ ...lineOf(line), page }));

/** Rows of an indicator table on its walls; columns without a cell are blank cells. */
function bodyRow(row: LooseRow, { walls, columns }: LooseTableSection, page: number): PdfCell[] {
  return walls.slice(0, -1).map((left, index) => {
    const cells = row.filter(({ box }) => columnAt(columns, box.left) === index);
    const lines = cells.flatMap((cell) => pagedLines(cell, page));
    return { left, right: walls[index + 1] ?? left, rowSpan: 1, lines };
  });
}

/** A row above an indicator table: a cell stands where its middle is, for most are centred. The place of a merged label is blank. */
function headRow(row: LooseRow, { walls }: LooseTableSection, page: number): PdfCell[] {
  const cells = row.map((cell) => {
    const column = columnAt(walls, (cell.box.left + cell.box.right) / 2);
    const [left, right] = [walls[column] ?? 0, walls[column + 1] ?? cell.box.right];
    return { left, right, rowSpan: 1, lines: pagedLines(cell, page) };
  });
  const [outer = 0, second = 0] = walls;
  return cells[0]?.left === outer ? cells : [{ left: outer, right: second, rowSpan: 1, lines: [] }, ...cells];
}

/** Rows found without rules as a table. */
function looseTable(section: LooseTableSection, page: number): TableBlock {
  const { kind, rows, walls } = section;
  const cellsOf = kind === 'body' ? bodyRow : headRow;
  const { top, bottom } = boxOfCells(rows.flat());
  const box = { left: walls[0] ?? 0, top, right: walls.at(-1) ?? 0, bottom };
  return {
    kind: 'table',
    page,
    box,
    xs: walls,
    rows: rows.map((row) => ({ cells: cellsOf(row, section, page) })),
  };
}

/** Blocks of the signs outside ruled tables. */
function outsideBlocks(glyphs: readonly Glyph[], page: number, unruled: UnruledTables): PageBlock[] {
  const sections = unruled.read(glyphs);
  if (!sections) return lineBlocks(groupLines(glyphs), page);
  return sections.flatMap((section): PageBlock[] => {
    if (section.kind !== 'text') return [looseTable(section, page)];
    const own = section.rows.flatMap((row) => row.flatMap((cell) => cell.lines.flat()));
    return lineBlocks(groupLines(own), page);
  });
}

/** Height of the smallest line of text between the rules of a page. */
function lowestRow({ glyphs, horizontal }: PageContent): number {
  let [top, bottom, smallest] = [Infinity, -Infinity, Infinity];
  for (const { at } of horizontal) [top, bottom] = [Math.min(top, at), Math.max(bottom, at)];
  for (const { y, size } of glyphs) if (y > top && y < bottom) smallest = Math.min(smallest, size);
  return smallest === Infinity ? 0 : smallest * LINE_HEIGHT;
}

/** What stands on a page beside its text, as one line in the order of painting. */
function asideBlocks(aside: readonly Glyph[], number: number): LineBlock[] {
  if (aside.length === 0) return [];
  const line = { text: aside.map(({ text }) => text).join(''), box: boxOf(aside), size: aside[0]?.size ?? 0 };
  return [{ kind: 'line', page: number, box: line.box, pieces: [{ ...line, page: number }], isAside: true }];
}

/** 页面内容块: tables and lines of one page in reading order. `unruled` knows the pages before. */
export function blocksOf(content: PageContent, unruled: UnruledTables): PageBlock[] {
  const { number, glyphs, horizontal, vertical } = content;
  const grids = findGrids(horizontal, vertical, lowestRow(content));
  const { cells, outside } = distribute(grids, glyphs);
  const tables = grids.flatMap((grid, index) => tableOf(grid, index, cells, number) ?? []);
  const level = outside.filter(({ isTurned }) => !isTurned);
  const aside = [...content.aside, ...outside.filter(({ isTurned }) => isTurned)];
  const blocks: PageBlock[] = [...tables, ...outsideBlocks(level, number, unruled)];
  blocks.sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
  return [...blocks, ...asideBlocks(aside, number)];
}
