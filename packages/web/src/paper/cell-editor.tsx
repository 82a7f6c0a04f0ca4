import { useId, useImperativeHandle, type ClipboardEvent, type Ref } from 'react';
import { CellOptions } from './cell-options.tsx';
import { readClipboard, toTable, toTabs } from './edit-clipboard.ts';
import { clearSelection, copySelection, focusCell, pasteMatrix, type Sheet } from './edit-commands.ts';
import type { EditCell } from './edit-grid.ts';
import { useEditorKeys } from './use-editor-keys.ts';
import { textOf, useOpened, usePlacing, type OpenedCell } from './use-opened.ts';

/** What the sheet asks of its editor. */
export interface CellEditorHandle {
  focus(): void;
  /** Opens a cell with its text. */
  open(cell: EditCell): void;
  /** Writes what is typed and closes the cell. */
  finish(): void;
}

interface CellEditorProps {
  readonly ref: Ref<CellEditorHandle>;
  readonly sheet: Sheet;
  readonly optionsOf: (cell: EditCell) => readonly string[];
  readonly nameOf: (cell: EditCell) => string;
  readonly onTyping: (text: string | null) => void;
}

function copy(event: ClipboardEvent, sheet: Sheet): void {
  const matrix = copySelection(sheet);
  if (matrix.length === 0) return;
  event.preventDefault();
  event.clipboardData.setData('text/plain', toTabs(matrix));
  event.clipboardData.setData('text/html', toTable(matrix));
}

/** Copy, cut and paste of whole cells; in an open cell they are those of the text. */
function clipboardOf(sheet: Sheet, { isOpen }: OpenedCell) {
  return {
    onCopy: (event: ClipboardEvent) => {
      if (!isOpen) copy(event, sheet);
    },
    onCut: (event: ClipboardEvent) => {
      if (isOpen) return;
      copy(event, sheet);
      clearSelection(sheet);
    },
    onPaste: (event: ClipboardEvent) => {
      if (isOpen) return;
      event.preventDefault();
      pasteMatrix(sheet, readClipboard(event.clipboardData));
    },
  };
}

function comboOf(id: string, count: number, active: number): object {
  if (count === 0) return {};
  return {
    role: 'combobox',
    'aria-expanded': true,
    'aria-controls': id,
    ...(active >= 0 ? { 'aria-activedescendant': `${id}-${String(active)}` } : {}),
  };
}

/** 单元格编辑器: one text field for the whole table. Empty and unseen while a cell is only chosen, so that an input method can begin in it at once. */
export function CellEditor({ ref, sheet, optionsOf, nameOf, onTyping }: CellEditorProps) {
  const id = useId();
  const opened = useOpened(sheet, onTyping);
  const { area, isOpen } = opened;
  const place = usePlacing(opened, sheet);
  const cell = focusCell(sheet);
  const options = isOpen && cell ? optionsOf(cell) : [];
  const { active, setActive, choose, onKeyDown } = useEditorKeys(sheet, opened, options);
  const beginTyping = () => {
    if (cell) opened.begin(cell, null);
  };
  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus({ preventScroll: true }),
    open: (target) => {
      area.current?.focus({ preventScroll: true });
      opened.begin(target, textOf(sheet, target));
    },
    finish: opened.finish,
  }));
  const { left = '0', top = '0px', height = '0px' } = area.current?.style ?? {};
  return (
    <>
      <textarea
        ref={area}
        className={isOpen ? `cell-editor open ${cell?.cell.align ?? ''}` : 'cell-editor'}
        aria-label={cell ? nameOf(cell) : '表格'}
        rows={1}
        spellCheck={false}
        autoComplete="off"
        {...comboOf(id, options.length, active)}
        {...clipboardOf(sheet, opened)}
        onKeyDown={onKeyDown}
        onCompositionStart={beginTyping}
        onCompositionEnd={opened.writeSoon}
        onInput={(event) => {
          beginTyping();
          setActive(-1);
          onTyping(event.currentTarget.value);
          place();
          if (!event.nativeEvent.isComposing) opened.writeSoon();
        }}
        onFocus={() => {
          const first = cell?.places[0];
          if (sheet.selection === null && first) sheet.select({ anchor: first, focus: first });
        }}
        onBlur={opened.write}
      />
      {options.length > 0 && (
        <CellOptions
          id={id}
          options={options}
          active={active}
          style={{ left, top: `calc(${top} + ${height})` }}
          onChoose={choose}
        />
      )}
    </>
  );
}
