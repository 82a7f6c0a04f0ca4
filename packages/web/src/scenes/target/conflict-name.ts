import type { DraftConflict } from '@jiheng/domain';
import { fieldName } from '../../paper/field-name.ts';
import type { SheetState } from './use-sheet.ts';

/** What a person calls the place of a conflict. */
export function conflictName(conflict: DraftConflict, { view, sheet }: SheetState): string {
  const index = sheet.draft.rows.findIndex(({ id }) => id === conflict.row);
  if (index === -1 && conflict.row !== null) return '已删除的行';
  if (conflict.kind === 'row-changed') return `第 ${String(index + 1)} 行`;
  const path =
    conflict.row === null
      ? `/${conflict.field.replace('.', '/')}`
      : `/indicators/${String(index)}/${conflict.field}`;
  return fieldName(path, view.record);
}
