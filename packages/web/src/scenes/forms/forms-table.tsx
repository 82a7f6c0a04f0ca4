import type { FormListItem } from '@jiheng/api';
import { Link, useNavigate } from '@tanstack/react-router';
import type { KeyboardEvent, MouseEvent } from 'react';
import { COLUMNS, type Column } from './columns.tsx';
import type { FormFilters } from './filters.ts';

interface FormsTableProps {
  readonly items: readonly FormListItem[];
  readonly columns: readonly Column[];
  readonly filters: FormFilters;
  readonly picked: ReadonlySet<string>;
  readonly onPick: (picked: ReadonlySet<string>) => void;
}

function withToggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Arrow keys walk the links of the rows; the page's own scrolling stays out of it. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a.open')];
  const row = document.activeElement?.closest('tr');
  const at = links.findIndex((link) => link.closest('tr') === row);
  const next = links[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

interface RowProps {
  readonly item: FormListItem;
  readonly columns: readonly Column[];
  readonly filters: FormFilters;
  readonly isPicked: boolean;
  readonly onToggle: () => void;
}

function Row({ item, columns, filters, isPicked, onToggle }: RowProps) {
  const navigate = useNavigate();
  const name = item.projectName ?? '未写项目名称';
  const open = (event: MouseEvent<HTMLElement>) => {
    const isOwnControl = event.target instanceof Element && event.target.closest('a, input, label') !== null;
    if (isOwnControl || (window.getSelection()?.toString() ?? '') !== '') return;
    void navigate({ to: '/forms/$formId', params: { formId: item.id }, search: filters });
  };
  return (
    <tr
      aria-selected={isPicked}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== ' ' || event.target instanceof HTMLInputElement) return;
        event.preventDefault();
        onToggle();
      }}
    >
      <td className="pick">
        <input type="checkbox" aria-label={`选中 ${name}`} checked={isPicked} onChange={onToggle} />
      </td>
      {columns.map(({ id, isNumber, text, show }) => (
        <td key={id} className={`${id}${isNumber === true ? ' number' : ''}`}>
          {id === 'project' ? (
            <Link className="open" to="/forms/$formId" params={{ formId: item.id }} search={filters}>
              {name}
            </Link>
          ) : (
            (show ?? text)(item)
          )}
        </td>
      ))}
    </tr>
  );
}

export function FormsTable({ items, columns, filters, picked, onPick }: FormsTableProps) {
  const areAllPicked = items.length > 0 && items.every(({ id }) => picked.has(id));
  return (
    <table className="data-table forms-table" onKeyDown={moveFocus}>
      <caption className="hidden-text">表单列表，用上下箭头键移动，回车打开</caption>
      <thead>
        <tr>
          <th className="pick" scope="col">
            <input
              type="checkbox"
              aria-label="选中已显示的全部表"
              checked={areAllPicked}
              onChange={() => {
                onPick(areAllPicked ? new Set() : new Set(items.map(({ id }) => id)));
              }}
            />
          </th>
          {columns.map(({ id, label, isNumber }) => (
            <th key={id} scope="col" className={isNumber === true ? 'number' : undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row
            key={item.id}
            item={item}
            columns={columns}
            filters={filters}
            isPicked={picked.has(item.id)}
            onToggle={() => {
              onPick(withToggled(picked, item.id));
            }}
          />
        ))}
      </tbody>
    </table>
  );
}

/** The chosen columns in their own order. */
export function columnsShown(ids: readonly string[]): readonly Column[] {
  return COLUMNS.filter(({ id, isFixed }) => isFixed === true || ids.includes(id));
}
