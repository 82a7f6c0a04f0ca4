import {
  draftText,
  foldText,
  type Draft,
  type DraftOperation,
  type DraftPlace,
  type FormTemplate,
  type IndicatorColumn,
} from '@jiheng/domain';
import type { Matrix } from './edit-clipboard.ts';
import { cellsIn, type EditCell, type EditGrid, type Rectangle } from './edit-grid.ts';

/** What a paste does, and how many filled cells found no place. */
export interface Paste {
  readonly operations: readonly DraftOperation[];
  readonly left: number;
}

function set(draft: Draft, place: DraftPlace, text: string): DraftOperation[] {
  const seen = draftText(draft, place);
  return seen === text ? [] : [{ kind: 'set', ...place, text, seen }];
}

const NOT_TYPED: ReadonlySet<string> = new Set(['targetOperator', 'targetUnit', 'ignored']);

/** Columns of the indicator table in which something can be typed. */
export function indicatorColumns(template: FormTemplate): readonly IndicatorColumn[] {
  return template.blocks
    .flatMap((block) => (block.block === 'indicators' ? block.columns : []))
    .filter(({ field }) => !NOT_TYPED.has(field));
}

const plain = (text: string): string => foldText(text).replace(/[:：*]|\(.*\)/gu, '');

/** When the first pasted row is the row of heads, the columns it names. */
function namedColumns(
  matrix: Matrix,
  columns: readonly IndicatorColumn[],
): readonly (IndicatorColumn | undefined)[] | undefined {
  const heads = (matrix[0] ?? []).map((text) =>
    columns.find(
      ({ label, aliases = [] }) => text !== '' && [label, ...aliases].map(plain).includes(plain(text)),
    ),
  );
  return heads.filter((column) => column !== undefined).length >= 2 ? heads : undefined;
}

/** 一级、二级指标 of merged cells come as blanks below the first; they are filled down. */
function filledDown(body: Matrix, columns: readonly (IndicatorColumn | undefined)[]): Matrix {
  const above: string[] = [];
  return body.map((row) => {
    const isFilled = row.some((text) => text !== '');
    return row.map((text, at) => {
      const field = columns[at]?.field;
      if (field !== 'level1' && field !== 'level2') return text;
      // A new first level begins a new second one.
      if (field === 'level1' && text !== '' && text !== above[at]) above.length = 0;
      if (text !== '') above[at] = text;
      return isFilled ? (above[at] ?? '') : '';
    });
  });
}

function pasteRows(
  draft: Draft,
  target: { readonly row: number; readonly columns: readonly (IndicatorColumn | undefined)[] },
  body: Matrix,
  newRowId: () => string,
): Paste {
  let left = 0;
  let last: string | null = draft.rows.at(-1)?.id ?? null;
  const rows = filledDown(body, target.columns).filter((row) => row.some((text) => text !== ''));
  const operations = rows.flatMap((texts, down): DraftOperation[] => {
    const known = draft.rows[target.row + down];
    const filled = texts.flatMap((text, at) => {
      const field = target.columns[at]?.field;
      if (field === undefined && text !== '') left += 1;
      return field === undefined ? [] : [{ field, text: text.trim() }];
    });
    if (known) return filled.flatMap(({ field, text }) => set(draft, { row: known.id, field }, text));
    const row = newRowId();
    const after = last;
    last = row;
    const cells = Object.fromEntries(
      filled.filter(({ text }) => text !== '').map(({ field, text }) => [field, text]),
    );
    return [{ kind: 'insert', row, after, cells }];
  });
  return { operations, left };
}

/** Into the fixed part: squares are taken in the order of the editable cells of each row of the paper. */
function pasteFixed(draft: Draft, grid: EditGrid, start: EditCell, matrix: Matrix): Paste {
  let left = 0;
  const operations = matrix.flatMap((texts, down) => {
    const row = grid.cells.filter((cell) => cell.top === start.top + down && cell.left >= start.left);
    return texts.flatMap((text, at) => {
      const place = row[at]?.places[0];
      if (!place || row[at]?.cell.indicator !== undefined) {
        if (text !== '') left += 1;
        return [];
      }
      return set(draft, place, text.trim());
    });
  });
  return { operations, left };
}

/** One text into a whole selection, as spreadsheets do it. */
export function fill(draft: Draft, grid: EditGrid, area: Rectangle, text: string): readonly DraftOperation[] {
  return cellsIn(grid, area).flatMap(({ places }) => places.flatMap((place) => set(draft, place, text)));
}

/** 粘贴: the operations that put a table at a cell; rows are added below the last one as far as needed. */
export function paste(
  draft: Draft,
  template: FormTemplate,
  grid: EditGrid,
  at: { readonly start: EditCell; readonly area: Rectangle },
  matrix: Matrix,
  newRowId: () => string,
): Paste {
  const { start, area } = at;
  const single = matrix.length === 1 && matrix[0]?.length === 1 ? matrix[0][0] : undefined;
  if (single !== undefined) return { operations: fill(draft, grid, area, single.trim()), left: 0 };
  const { indicator } = start.cell;
  if (indicator === undefined) return pasteFixed(draft, grid, start, matrix);
  const columns = indicatorColumns(template);
  const named = namedColumns(matrix, columns);
  const first = columns.findIndex(({ field }) => field === start.cell.field);
  const target = { row: indicator, columns: named ?? columns.slice(first) };
  return pasteRows(draft, target, named ? matrix.slice(1) : matrix, newRowId);
}

/** The texts of a selection as a table; a merged cell stands once, blank below. */
export function copied(draft: Draft, grid: EditGrid, area: Rectangle): Matrix {
  const cells = cellsIn(grid, area);
  const lefts = [...new Set(cells.map(({ left }) => left))].sort((a, b) => a - b);
  const tops = Array.from({ length: area.bottom - area.top }, (_, at) => area.top + at);
  return tops.map((top) =>
    lefts.map((left) => {
      const cell = cells.find((candidate) => candidate.top === top && candidate.left === left);
      const place = cell?.places[0];
      return place ? draftText(draft, place) : '';
    }),
  );
}
