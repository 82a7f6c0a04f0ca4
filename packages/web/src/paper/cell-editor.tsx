import { draftText, type DraftOperation } from '@jiheng/domain';
import {
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { readClipboard, toTable, toTabs } from './edit-clipboard.ts';
import { clearSelection, copySelection, focusCell, pasteMatrix, run, type Sheet } from './edit-commands.ts';
import type { EditCell } from './edit-grid.ts';
import { commandOf } from './edit-keys.ts';

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

/** A cell under way: where, what stood there, and the step of undo it is. */
interface Opened {
  readonly cell: EditCell;
  readonly original: string;
  readonly group: string;
}

/** What is typed is written into the draft so soon after the last key. */
const WRITE_AFTER_MS = 250;

let groups = 0;

function writing({ draft }: Sheet, { cell }: Opened, text: string): readonly DraftOperation[] {
  return cell.places.flatMap((place) => {
    const seen = draftText(draft, place);
    const isThere = place.row === null || draft.rows.some(({ id }) => id === place.row);
    return seen === text || !isThere ? [] : [{ kind: 'set' as const, ...place, text, seen }];
  });
}

/** The cell that is open, and writing into it while it is typed in. */
function useOpened({ sheet, onTyping }: Pick<CellEditorProps, 'sheet' | 'onTyping'>) {
  const area = useRef<HTMLTextAreaElement>(null);
  const opened = useRef<Opened | null>(null);
  const latest = useRef(sheet);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isOpen, setIsOpen] = useState(false);
  useLayoutEffect(() => {
    latest.current = sheet;
  });
  const write = useCallback(() => {
    clearTimeout(timer.current);
    if (!opened.current || !area.current) return;
    const operations = writing(latest.current, opened.current, area.current.value);
    latest.current.apply(operations, opened.current.group);
  }, []);
  const begin = (cell: EditCell, text: string | null) => {
    const place = cell.places[0];
    const original = place ? draftText(latest.current.draft, place) : '';
    groups += 1;
    opened.current = { cell, original, group: `typing-${String(groups)}` };
    if (text !== null && area.current) {
      area.current.value = text;
      area.current.setSelectionRange(text.length, text.length);
    }
    setIsOpen(true);
    onTyping(area.current?.value ?? '');
  };
  const end = () => {
    clearTimeout(timer.current);
    opened.current = null;
    if (area.current) area.current.value = '';
    setIsOpen(false);
    onTyping(null);
  };
  return {
    area,
    opened,
    isOpen,
    begin,
    finish: () => {
      write();
      end();
    },
    cancel: () => {
      clearTimeout(timer.current);
      if (opened.current && area.current) {
        area.current.value = opened.current.original;
        write();
      }
      end();
    },
    writeSoon: () => {
      clearTimeout(timer.current);
      timer.current = setTimeout(write, WRITE_AFTER_MS);
    },
    write,
  };
}

/** Keeps the editor over its cell; while it is open it grows with its text. */
function usePlacing(area: React.RefObject<HTMLTextAreaElement | null>, sheet: Sheet, isOpen: boolean) {
  const key = focusCell(sheet)?.cell.key;
  const place = useCallback(() => {
    const editor = area.current;
    const article = editor?.closest('article');
    const cell = key === undefined ? null : article?.querySelector(`[data-cell="${CSS.escape(key)}"]`);
    if (!editor || !article || !cell) return;
    const [from, to] = [article.getBoundingClientRect(), cell.getBoundingClientRect()];
    editor.style.left = `${String(to.left - from.left)}px`;
    editor.style.top = `${String(to.top - from.top)}px`;
    editor.style.width = `${String(to.width)}px`;
    editor.style.height = `${String(to.height)}px`;
    if (isOpen) editor.style.height = `${String(Math.max(to.height, editor.scrollHeight))}px`;
  }, [area, key, isOpen]);
  useLayoutEffect(place);
  useEffect(() => {
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('resize', place);
    };
  }, [place]);
  return place;
}

function copy(event: ClipboardEvent, sheet: Sheet): void {
  const matrix = copySelection(sheet);
  if (matrix.length === 0) return;
  event.preventDefault();
  event.clipboardData.setData('text/plain', toTabs(matrix));
  event.clipboardData.setData('text/html', toTable(matrix));
}

interface OptionsProps {
  readonly id: string;
  readonly options: readonly string[];
  readonly active: number;
  readonly style: { readonly left: string; readonly top: string };
  readonly onChoose: (text: string) => void;
}

/** 可选指标级次 below the cell; typing something else is always possible. */
function Options({ id, options, active, style, onChoose }: OptionsProps) {
  return (
    <ul className="cell-options" role="listbox" id={id} aria-label="可选内容" style={style}>
      {options.map((text, index) => (
        // Chosen by the arrow keys and Enter in the editor, or by the mouse.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
        <li
          key={text}
          id={`${id}-${String(index)}`}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          onMouseDown={(event) => {
            event.preventDefault();
            event.stopPropagation();
            onChoose(text);
          }}
        >
          {text}
        </li>
      ))}
    </ul>
  );
}

/** 单元格编辑器: one text field for the whole table. Empty and unseen while a cell is only chosen, so that an input method can begin in it at once. */
export function CellEditor({ ref, sheet, optionsOf, nameOf, onTyping }: CellEditorProps) {
  const id = useId();
  const { area, opened, isOpen, begin, finish, cancel, writeSoon, write } = useOpened({ sheet, onTyping });
  const [active, setActive] = useState(-1);
  const [isLeaving, setIsLeaving] = useState(false);
  const place = usePlacing(area, sheet, isOpen);
  const cell = focusCell(sheet);
  const options = isOpen && cell ? optionsOf(cell) : [];
  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus({ preventScroll: true }),
    open: (target) => {
      area.current?.focus({ preventScroll: true });
      begin(target, draftText(sheet.draft, target.places[0] ?? { row: null, field: '' }));
    },
    finish: () => {
      if (opened.current) finish();
    },
  }));
  const choose = (text: string) => {
    if (area.current) area.current.value = text;
    setActive(-1);
    finish();
    run(sheet, { kind: 'move', direction: 'right', isExtending: false });
  };
  const onOpenKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    if (isArrow && options.length > 0) {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((before) => (before + step + options.length) % options.length);
    } else if (event.key === 'Escape') cancel();
    else if (event.key === 'Enter' && event.altKey) {
      area.current?.setRangeText('\n', area.current.selectionStart, area.current.selectionEnd, 'end');
      writeSoon();
      place();
    } else if (event.key === 'Enter' && options[active] !== undefined) choose(options[active]);
    else if (event.key === 'Enter' || event.key === 'Tab') {
      finish();
      const command = commandOf(event);
      if (command && command.kind !== 'open') run(sheet, command);
    } else return;
    event.preventDefault();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Keys of an input method at work are its own.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    setIsLeaving(!isOpen && event.key === 'Escape');
    if (isOpen) {
      onOpenKey(event);
      return;
    }
    const command = commandOf(event);
    // Esc, then Tab: out of the table.
    if (!command || (isLeaving && event.key === 'Tab')) return;
    event.preventDefault();
    if (command.kind !== 'open') run(sheet, command);
    else if (cell) begin(cell, draftText(sheet.draft, cell.places[0] ?? { row: null, field: '' }));
  };
  return (
    <>
      <textarea
        ref={area}
        className={isOpen ? `cell-editor open ${cell?.cell.align ?? ''}` : 'cell-editor'}
        aria-label={cell ? nameOf(cell) : '表格'}
        rows={1}
        spellCheck={false}
        autoComplete="off"
        {...(options.length > 0
          ? {
              role: 'combobox',
              'aria-expanded': true,
              'aria-controls': id,
              ...(active >= 0 ? { 'aria-activedescendant': `${id}-${String(active)}` } : {}),
            }
          : {})}
        onKeyDown={onKeyDown}
        onCompositionStart={() => {
          if (!opened.current && cell) begin(cell, null);
        }}
        onCompositionEnd={() => {
          writeSoon();
        }}
        onInput={(event) => {
          if (!opened.current && cell) begin(cell, null);
          setActive(-1);
          onTyping(event.currentTarget.value);
          place();
          if (!(event.nativeEvent as InputEvent).isComposing) writeSoon();
        }}
        onFocus={() => {
          if (sheet.selection === null && cell?.places[0]) {
            sheet.select({ anchor: cell.places[0], focus: cell.places[0] });
          }
        }}
        onBlur={() => {
          if (opened.current) write();
        }}
        onCopy={(event) => {
          if (!isOpen) copy(event, sheet);
        }}
        onCut={(event) => {
          if (isOpen) return;
          copy(event, sheet);
          clearSelection(sheet);
        }}
        onPaste={(event) => {
          if (isOpen) return;
          event.preventDefault();
          pasteMatrix(sheet, readClipboard(event.clipboardData));
        }}
      />
      {options.length > 0 && (
        <Options
          id={id}
          options={options}
          active={active}
          style={{
            left: area.current?.style.left ?? '0',
            top: `calc(${area.current?.style.top ?? '0px'} + ${area.current?.style.height ?? '0px'})`,
          }}
          onChoose={choose}
        />
      )}
    </>
  );
}
