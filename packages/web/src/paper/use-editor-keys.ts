import { useState, type KeyboardEvent } from 'react';
import { focusCell, run, type Sheet } from './edit-commands.ts';
import { commandOf } from './edit-keys.ts';
import { textOf, type OpenedCell } from './use-opened.ts';

interface EditorKeys {
  /** The option the arrow keys are at, -1 for none. */
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly choose: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

/** Keys of the editor: in an open cell those of writing, else those of the table. */
export function useEditorKeys(sheet: Sheet, opened: OpenedCell, options: readonly string[]): EditorKeys {
  const [active, setActive] = useState(-1);
  const [isLeaving, setIsLeaving] = useState(false);
  const { area, isOpen } = opened;
  const choose = (text: string) => {
    if (area.current) area.current.value = text;
    setActive(-1);
    opened.finish();
    run(sheet, { kind: 'move', direction: 'right', isExtending: false });
  };
  const breakLine = () => {
    area.current?.setRangeText('\n', area.current.selectionStart, area.current.selectionEnd, 'end');
    opened.writeSoon();
  };
  const onOpenKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && options.length > 0) {
      setActive((active + step + options.length) % options.length);
    } else if (event.key === 'Escape') opened.cancel();
    else if (event.key === 'Enter' && event.altKey) breakLine();
    else if (event.key === 'Enter' && options[active] !== undefined) choose(options[active]);
    else if (event.key === 'Enter' || event.key === 'Tab') {
      opened.finish();
      const command = commandOf(event);
      if (command && command.kind !== 'open') run(sheet, command);
    } else return;
    event.preventDefault();
  };
  const onTableKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const command = commandOf(event);
    // Esc, then Tab: out of the table.
    if (!command || (isLeaving && event.key === 'Tab')) return;
    event.preventDefault();
    if (command.kind !== 'open') run(sheet, command);
    else {
      const cell = focusCell(sheet);
      if (cell) opened.begin(cell, textOf(sheet, cell));
    }
  };
  return {
    active,
    setActive,
    choose,
    onKeyDown: (event) => {
      // Keys of an input method at work are its own; `Process` is how the key that begins one is called.
      if (event.nativeEvent.isComposing || event.key === 'Process') return;
      // Shift alone comes before Shift+Tab, which leaves backwards.
      if (event.key !== 'Shift') setIsLeaving(!isOpen && event.key === 'Escape');
      if (isOpen) onOpenKey(event);
      else onTableKey(event);
    },
  };
}
