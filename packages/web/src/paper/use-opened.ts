import { draftText, type DraftOperation } from '@jiheng/domain';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { focusCell, type Sheet } from './edit-commands.ts';
import type { EditCell } from './edit-grid.ts';

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

/** The text of a cell as it was typed. */
export function textOf({ draft }: Sheet, { places }: EditCell): string {
  return places[0] ? draftText(draft, places[0]) : '';
}

/** The one cell that is open, and how it is begun, written and ended. */
export interface OpenedCell {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly isOpen: boolean;
  /** Opens a cell; with null the text that is already in the field stays (someone has begun to type). */
  readonly begin: (cell: EditCell, text: string | null) => void;
  readonly finish: () => void;
  readonly cancel: () => void;
  readonly writeSoon: () => void;
  readonly write: () => void;
}

/** The cell that is open, and writing into the draft while it is typed in. */
export function useOpened(sheet: Sheet, onTyping: (text: string | null) => void): OpenedCell {
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
  const end = () => {
    clearTimeout(timer.current);
    opened.current = null;
    if (area.current) area.current.value = '';
    setIsOpen(false);
    onTyping(null);
  };
  return {
    area,
    isOpen,
    begin: (cell, text) => {
      if (opened.current) return;
      groups += 1;
      opened.current = { cell, original: textOf(latest.current, cell), group: `typing-${String(groups)}` };
      if (text !== null && area.current) {
        area.current.value = text;
        area.current.setSelectionRange(text.length, text.length);
      }
      setIsOpen(true);
      onTyping(area.current?.value ?? '');
    },
    finish: () => {
      if (!opened.current) return;
      write();
      end();
    },
    cancel: () => {
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
export function usePlacing({ area, isOpen }: OpenedCell, sheet: Sheet): () => void {
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
