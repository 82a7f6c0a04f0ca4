import type { ReaderRules } from '../../match/reader-rules.ts';
import { meaningOf } from '../../match/label-index.ts';
import { labelKey } from '../../match/label-key.ts';
import type { LineBlock, PageBlock, PagedLine, PdfRow, TableBlock } from './page-block.ts';
import { joinCutRow, type OpenRow } from './cut-rows.ts';

/** 跨页表格: one table with its parts on all pages. */
export interface StitchedTable {
  readonly kind: 'table';
  readonly xs: readonly number[];
  readonly rows: readonly OpenRow[];
}

export interface StitchedLine {
  readonly kind: 'line';
  readonly block: LineBlock;
  readonly isFurniture: boolean;
}

export type StitchedBlock = StitchedTable | StitchedLine;

/** Sides of a table's parts on two pages agree within this. */
const SAME_SIDE = 5;

/** Heads that are repeated stand on every page, so that a look at the last rows is enough. */
const RECENT = 300;

interface OpenTable {
  readonly kind: 'table';
  xs: number[];
  readonly rows: OpenRow[];
  /** The part printed last. */
  last: TableBlock;
  /** Rows of that part as they stand in `rows`. */
  lastRows: readonly OpenRow[];
}

const textOf = (lines: readonly PagedLine[]): string => labelKey(lines.map(({ text }) => text).join(''));

function openRow({ cells }: PdfRow, isRepeated = false): OpenRow {
  return { cells: cells.map((cell) => ({ ...cell })), isRepeated };
}

function open(block: TableBlock): OpenTable {
  const rows = block.rows.map((row) => openRow(row));
  return { kind: 'table', xs: [...block.xs], rows, last: block, lastRows: rows };
}

/** True when a part goes on with a table: its sides stand on walls of the table, one of them on an outer wall. */
function continues({ last, xs }: OpenTable, { page, box }: TableBlock): boolean {
  const isWall = (x: number): boolean => xs.some((wall) => Math.abs(wall - x) < SAME_SIDE);
  const isOuter =
    Math.abs(last.box.left - box.left) < SAME_SIDE || Math.abs(last.box.right - box.right) < SAME_SIDE;
  return page === last.page + 1 && isOuter && isWall(box.left) && isWall(box.right);
}

const signatureOf = ({
  cells,
}: {
  readonly cells: readonly { readonly lines: readonly PagedLine[] }[];
}): string => cells.map(({ lines }) => textOf(lines)).join('\t');

/** Stitches pages in order; feeds tables and lines, keeps the table that may go on. */
export class PageStitcher {
  readonly blocks: (OpenTable | StitchedLine)[] = [];
  readonly #rules: ReaderRules;
  #open: OpenTable | undefined;

  constructor(rules: ReaderRules) {
    this.#rules = rules;
  }

  add(block: PageBlock, isFurniture: boolean): void {
    if (block.kind === 'line') {
      if (!isFurniture) this.#open = undefined;
      this.blocks.push({ kind: 'line', block, isFurniture });
    } else if (this.#open && continues(this.#open, block)) {
      this.#goOn(this.#open, block);
    } else {
      this.#open = open(block);
      this.blocks.push(this.#open);
    }
  }

  #goOn(table: OpenTable, block: TableBlock): void {
    const heads = this.#repeatedHeads(table, block.rows);
    const repeated = block.rows.slice(0, heads).map((row) => openRow(row, true));
    const rows = block.rows.slice(heads).map((row) => openRow(row));
    const kept = joinCutRow(table.rows, table.lastRows, rows, this.#rules);
    table.rows.push(...repeated, ...kept);
    table.xs.push(...block.xs);
    table.last = block;
    table.lastRows = kept.length > 0 ? kept : table.lastRows;
  }

  /** How many rows at the top of a part repeat rows of labels that its form has printed before. */
  #repeatedHeads(table: OpenTable, next: readonly PdfRow[]): number {
    const rows = table.rows.slice(-RECENT);
    const { labels } = this.#rules;
    const entryOf = (lines: readonly PagedLine[]): ReturnType<typeof labels.find> =>
      labels.find(textOf(lines));
    const start = rows.findLastIndex(({ cells }) =>
      cells.some(({ lines }) => meaningOf(entryOf(lines), 'header')?.field === 'projectName'),
    );
    const known = new Set(rows.slice(Math.max(0, start)).map(signatureOf));
    let count = 0;
    for (const row of next) {
      const filled = row.cells.filter(({ lines }) => lines.length > 0);
      const named = filled.filter(({ lines }) => entryOf(lines) !== undefined).length;
      if (filled.length < 2 || named * 2 < filled.length || !known.has(signatureOf(row))) break;
      count++;
    }
    return count === next.length ? 0 : count;
  }
}
