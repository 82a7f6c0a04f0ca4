import type { Draft, DraftOperation, DraftPlace, DraftRow, FormTemplate } from '@jiheng/domain';
import { copied, fill, paste } from './edit-paste.ts';
import type { Matrix } from './edit-clipboard.ts';
import {
  cellsIn,
  inOrder,
  neighbour,
  spanned,
  type EditCell,
  type EditGrid,
  type Rectangle,
} from './edit-grid.ts';
import type { EditCommand } from './edit-keys.ts';
import { deleteRows, duplicateRow, insertRow, moveRows } from './edit-rows.ts';

/** 选区: from where it was begun to where it is; places, not squares, so that it stays when rows move. */
export interface Selection {
  readonly anchor: DraftPlace;
  readonly focus: DraftPlace;
}

/** The table as it stands, and what can be done to it. */
export interface Sheet {
  readonly draft: Draft;
  readonly template: FormTemplate;
  readonly grid: EditGrid;
  readonly selection: Selection | null;
  readonly newRowId: () => string;
  readonly select: (selection: Selection) => void;
  readonly apply: (operations: readonly DraftOperation[], group?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** A short word to the person. */
  readonly notify: (text: string) => void;
}

export function at(cell: EditCell): Selection {
  const place = cell.places[0];
  if (!place) throw new Error('a cell without a place');
  return { anchor: place, focus: place };
}

export function focusCell({ grid, selection }: Sheet): EditCell | undefined {
  return grid.of(selection?.focus ?? null) ?? grid.cells[0];
}

export function selectedArea({ grid, selection }: Sheet): Rectangle | undefined {
  const anchor = grid.of(selection?.anchor ?? null);
  const focus = grid.of(selection?.focus ?? null);
  return anchor && focus && spanned(grid, anchor, focus);
}

/** Rows of the indicator table that the selection touches, in their order. */
export function selectedRows(sheet: Sheet): readonly DraftRow[] {
  const area = selectedArea(sheet);
  if (!area) return [];
  const ids = new Set(
    cellsIn(sheet.grid, area).flatMap(({ places }) => places.flatMap(({ row }) => row ?? [])),
  );
  return sheet.draft.rows.filter(({ id }) => ids.has(id));
}

/** The same column of another row. */
function inRow({ selection }: Sheet, row: string): Selection {
  const field = selection?.focus.row === null ? 'level3' : (selection?.focus.field ?? 'level3');
  const place = { row, field };
  return { anchor: place, focus: place };
}

function addRow(sheet: Sheet): void {
  const row = sheet.newRowId();
  const rows = selectedRows(sheet);
  sheet.apply([insertRow(sheet.draft, rows.at(-1) ?? sheet.draft.rows.at(-1), row)]);
  const place = { row, field: 'level3' };
  sheet.select({ anchor: place, focus: place });
}

function removeRows(sheet: Sheet): void {
  const rows = selectedRows(sheet);
  if (rows.length === 0) return;
  const left = sheet.draft.rows.filter((row) => !rows.includes(row));
  const first = sheet.draft.rows.findIndex((row) => rows.includes(row));
  const next = left[first] ?? left.at(-1);
  sheet.apply(deleteRows(rows));
  if (next) sheet.select(inRow(sheet, next.id));
  sheet.notify(`已删除 ${String(rows.length)} 行，可按 Ctrl+Z 撤销`);
}

function duplicateRows(sheet: Sheet): void {
  const source = selectedRows(sheet).at(-1);
  if (!source) return;
  const row = sheet.newRowId();
  sheet.apply([duplicateRow(source, row)]);
  sheet.select(inRow(sheet, row));
}

function step(sheet: Sheet, by: 1 | -1): void {
  const cell = focusCell(sheet);
  if (!cell) return;
  const next = inOrder(sheet.grid, cell, by);
  const isLastOfTable = by === 1 && cell.cell.indicator !== undefined && next.cell.indicator === undefined;
  // Tab behind the last cell of the table begins a new row, as in Word; at the very end of the form as well.
  if (isLastOfTable || (next === cell && by === 1 && cell.cell.indicator !== undefined)) addRow(sheet);
  else sheet.select(at(next));
}

function move(sheet: Sheet, { direction, isExtending }: Extract<EditCommand, { kind: 'move' }>): void {
  const cell = focusCell(sheet);
  if (!cell) return;
  const next = neighbour(sheet.grid, cell, direction);
  const place = next.places[0];
  if (!place) return;
  sheet.select({ anchor: isExtending ? (sheet.selection?.anchor ?? place) : place, focus: place });
}

export function clearSelection(sheet: Sheet): void {
  const area = selectedArea(sheet);
  if (area) sheet.apply(fill(sheet.draft, sheet.grid, area, ''));
}

/** Carries a command out; opening a cell is the editor's own. */
export function run(sheet: Sheet, command: Exclude<EditCommand, { kind: 'open' }>): void {
  switch (command.kind) {
    case 'move':
      move(sheet, command);
      break;
    case 'step':
      step(sheet, command.step);
      break;
    case 'edge': {
      const cell = sheet.grid.cells.at(command.step === 1 ? -1 : 0);
      if (cell) sheet.select(at(cell));
      break;
    }
    case 'clear':
      clearSelection(sheet);
      break;
    case 'undo':
      sheet.undo();
      break;
    case 'redo':
      sheet.redo();
      break;
    case 'insert-row':
      addRow(sheet);
      break;
    case 'delete-rows':
      removeRows(sheet);
      break;
    case 'duplicate-rows':
      duplicateRows(sheet);
      break;
    case 'move-rows':
      sheet.apply(moveRows(sheet.draft, selectedRows(sheet), command.step));
      break;
  }
}

/** The selection as a table for the clipboard. */
export function copySelection(sheet: Sheet): Matrix {
  const area = selectedArea(sheet);
  return area ? copied(sheet.draft, sheet.grid, area) : [];
}

/** 粘贴 at the selection; tells what found no place. */
export function pasteMatrix(sheet: Sheet, matrix: Matrix): void {
  const area = selectedArea(sheet);
  const start = area && sheet.grid.at(area.top, area.left);
  if (!start) return;
  const { operations, left } = paste(
    sheet.draft,
    sheet.template,
    sheet.grid,
    { start, area },
    matrix,
    sheet.newRowId,
  );
  sheet.apply(operations);
  const added = operations.filter(({ kind }) => kind === 'insert').length;
  const words = [
    added > 0 ? `已粘贴，新增 ${String(added)} 行` : '',
    left > 0 ? `有 ${String(left)} 个单元格超出表格，没有粘贴` : '',
  ].filter((word) => word !== '');
  if (words.length > 0) sheet.notify(words.join('；'));
}
