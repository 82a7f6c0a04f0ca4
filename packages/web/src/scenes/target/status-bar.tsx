import { draftText } from '@jiheng/domain';
import { Button } from 'antd';
import { run } from '../../paper/edit-commands.ts';
import type { EditCommand } from '../../paper/edit-keys.ts';
import { understanding } from '../../paper/understanding.ts';
import type { PlacedOpinion } from './use-opinions.ts';
import type { SheetState } from './use-sheet.ts';

interface StatusBarProps {
  readonly table: SheetState;
  /** Text that is being typed, null while no cell is open. */
  readonly typing: string | null;
  /** Open opinions on the cell with the cursor. */
  readonly opinions: readonly PlacedOpinion[];
  /** To the panel where they are answered. */
  readonly onOpinions: () => void;
}

const TOOLS: readonly { readonly label: string; readonly keys: string; readonly command: EditCommand }[] = [
  { label: '插入行', keys: 'Ctrl+回车', command: { kind: 'insert-row' } },
  { label: '复制行', keys: 'Ctrl+D', command: { kind: 'duplicate-rows' } },
  { label: '删除行', keys: 'Ctrl+Delete', command: { kind: 'delete-rows' } },
  { label: '上移', keys: 'Alt+↑', command: { kind: 'move-rows', step: -1 } },
  { label: '下移', keys: 'Alt+↓', command: { kind: 'move-rows', step: 1 } },
];

/** 状态栏: where the cursor is, what is understood of the text, and what can be done with the row. */
export function StatusBar({ table, typing, opinions, onOpinions }: StatusBarProps) {
  const { sheet, view } = table;
  const focus = sheet.selection?.focus ?? null;
  const cell = view.grid.of(focus);
  const text = typing ?? (focus ? draftText(sheet.draft, focus) : '');
  const understood = focus ? understanding(focus.field, text, view.record.amountUnit) : '';
  const isInTable = focus?.row != null;
  return (
    <footer className="edit-bar">
      <span className="edit-place">{cell ? table.nameOf(cell) : '点任一格开始填写'}</span>
      <span className="edit-understood" role="status">
        {understood === '' ? '' : `读作 ${understood}`}
      </span>
      {opinions.map(({ opinion }) => (
        <button
          key={opinion.id}
          type="button"
          className="edit-opinion"
          title="到右侧答复"
          onClick={onOpinions}
        >
          意见：{opinion.text}（{opinion.actor}）
        </button>
      ))}
      <span className="edit-tools">
        {TOOLS.map(({ label, keys, command }) => (
          <Button
            key={label}
            size="small"
            disabled={!isInTable && command.kind !== 'insert-row'}
            title={keys}
            onMouseDown={(event) => {
              event.preventDefault();
            }}
            onClick={() => {
              if (command.kind !== 'open') run(sheet, command);
            }}
          >
            {label}
          </Button>
        ))}
      </span>
    </footer>
  );
}
