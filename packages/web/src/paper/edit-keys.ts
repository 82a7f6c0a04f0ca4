import type { Direction } from './edit-grid.ts';

/** What a key press asks of the table while no cell is open. */
export type EditCommand =
  | { readonly kind: 'move'; readonly direction: Direction; readonly isExtending: boolean }
  | { readonly kind: 'step'; readonly step: 1 | -1 }
  | { readonly kind: 'edge'; readonly step: 1 | -1 }
  | { readonly kind: 'open' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'insert-row' }
  | { readonly kind: 'delete-rows' }
  | { readonly kind: 'duplicate-rows' }
  | { readonly kind: 'move-rows'; readonly step: 1 | -1 };

/** The parts of a key event that matter. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

function withControl({ key, shiftKey }: KeyPress): EditCommand | undefined {
  switch (key.toLowerCase()) {
    case 'z':
      return { kind: shiftKey ? 'redo' : 'undo' };
    case 'y':
      return { kind: 'redo' };
    case 'd':
      return { kind: 'duplicate-rows' };
    case 'enter':
      return { kind: 'insert-row' };
    case 'delete':
    case 'backspace':
      return { kind: 'delete-rows' };
    case 'home':
      return { kind: 'edge', step: -1 };
    case 'end':
      return { kind: 'edge', step: 1 };
    default:
      return undefined;
  }
}

/** 键盘操作 of the table; undefined for a key that is typed into the cell or is the browser's own. */
export function commandOf(press: KeyPress): EditCommand | undefined {
  const { key, shiftKey, altKey } = press;
  if (press.ctrlKey || press.metaKey) return altKey ? undefined : withControl(press);
  const direction = ARROWS[key];
  if (altKey) {
    return direction === 'up' || direction === 'down'
      ? { kind: 'move-rows', step: direction === 'down' ? 1 : -1 }
      : undefined;
  }
  if (direction) return { kind: 'move', direction, isExtending: shiftKey };
  switch (key) {
    case 'Tab':
      return { kind: 'step', step: shiftKey ? -1 : 1 };
    case 'Enter':
      return { kind: 'move', direction: shiftKey ? 'up' : 'down', isExtending: false };
    case 'F2':
      return { kind: 'open' };
    case 'Delete':
    case 'Backspace':
      return { kind: 'clear' };
    default:
      return undefined;
  }
}
