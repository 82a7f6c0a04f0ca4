import { pathOf, placeOf, type Draft, type FieldPath, type FormTemplate } from '@jiheng/domain';
import { TAXONOMIES } from '@jiheng/regulation';
import { App } from 'antd';
import { useMemo, useState, type RefObject } from 'react';
import type { CellEditorHandle } from '../../paper/cell-editor.tsx';
import type { Selection, Sheet } from '../../paper/edit-commands.ts';
import { placeKey, type EditCell } from '../../paper/edit-grid.ts';
import { fieldName } from '../../paper/field-name.ts';
import { markedCell } from '../../paper/marks.ts';
import type { DraftSession } from './draft-session.ts';
import type { DraftState } from './draft-state.ts';
import { newId } from './new-id.ts';
import { targetView, type TargetView } from './target-view.ts';

/** 一、二级指标 offered in a level cell. */
function levelOptions(template: FormTemplate, draft: Draft, { places, cell }: EditCell): readonly string[] {
  const levels = TAXONOMIES.find(({ id }) => id === template.taxonomy)?.levels ?? [];
  if (cell.field === 'level1') return levels.map(({ label }) => label);
  if (cell.field !== 'level2') return [];
  const row = draft.rows.find(({ id }) => id === places[0]?.row);
  const upper = row?.cells['level1']?.text;
  const own = levels.filter(({ label, aliases = [] }) => upper === label || aliases.includes(upper ?? ''));
  return [
    ...new Set((own.length > 0 ? own : levels).flatMap(({ children }) => children.map(({ label }) => label))),
  ];
}

interface SheetParts {
  readonly session: DraftSession;
  readonly state: DraftState;
  readonly template: FormTemplate;
  readonly editor: RefObject<CellEditorHandle | null>;
}

export interface SheetState {
  readonly sheet: Sheet;
  readonly view: TargetView;
  readonly goTo: (path: FieldPath | undefined) => void;
  readonly optionsOf: (cell: EditCell) => readonly string[];
  readonly nameOf: (cell: EditCell) => string;
  /** Path of the cell with the cursor. */
  readonly path: FieldPath | null;
}

/** The table of the page: what is drawn, what is chosen, what can be done. */
export function useSheet({ session, state, template, editor }: SheetParts): SheetState {
  const { message } = App.useApp();
  const { draft } = state;
  const view = useMemo(() => targetView(draft, template), [draft, template]);
  const [selection, setSelection] = useState<Selection | null>(null);
  const select = (next: Selection) => {
    setSelection(next);
    session.setPlace(placeKey(next.focus));
  };
  const sheet: Sheet = {
    draft,
    template,
    grid: view.grid,
    selection,
    newRowId: newId,
    select,
    apply: (operations, group) => {
      session.apply(operations, group);
    },
    undo: () => {
      session.undo();
    },
    redo: () => {
      session.redo();
    },
    notify: (text) => {
      void message.info(text);
    },
  };
  const goTo = (path: FieldPath | undefined) => {
    const cells = view.grid.cells.map(({ cell }) => cell);
    const key = markedCell(cells, path)?.key;
    const edit = view.grid.cells.find(({ cell }) => cell.key === key);
    const exact = path === undefined ? undefined : placeOf(draft, template, path);
    const place = edit?.places.find((own) => own.row === exact?.row) ?? edit?.places[0];
    if (!edit || !place) return;
    editor.current?.finish();
    editor.current?.focus();
    select({ anchor: place, focus: place });
    document
      .querySelector(`[data-cell="${CSS.escape(edit.cell.key)}"]`)
      ?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  };
  return {
    sheet,
    view,
    goTo,
    optionsOf: (cell) => levelOptions(template, draft, cell),
    nameOf: (cell) => {
      const place = cell.places[0];
      const path = place ? pathOf(draft, template, place) : '';
      return fieldName(path === '' ? `/further/${cell.cell.key}` : path, view.record);
    },
    path: selection ? pathOf(draft, template, selection.focus) : null,
  };
}
