import { Button, Checkbox, Input, Popover } from 'antd';
import { useState } from 'react';
import { COLUMNS } from './columns.tsx';
import type { FormFilters } from './filters.ts';
import { useSavedViews } from './kept.ts';

interface ColumnChoiceProps {
  readonly shown: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

export function ColumnChoice({ shown, onChange }: ColumnChoiceProps) {
  const list = (
    <div className="column-list">
      {COLUMNS.map(({ id, label, isFixed }) => (
        <Checkbox
          key={id}
          checked={shown.includes(id)}
          disabled={isFixed === true}
          onChange={(event) => {
            onChange(event.target.checked ? [...shown, id] : shown.filter((other) => other !== id));
          }}
        >
          {label}
        </Checkbox>
      ))}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={list}>
      <Button>显示列</Button>
    </Popover>
  );
}

interface SavedViewsProps {
  readonly filters: FormFilters;
  readonly onOpen: (filters: FormFilters) => void;
}

/** 视图: filters under a name, kept in this browser. */
export function SavedViews({ filters, onOpen }: SavedViewsProps) {
  const [views, keep] = useSavedViews();
  const [name, setName] = useState('');
  const save = () => {
    const wanted = name.trim();
    if (wanted === '') return;
    keep([...views.filter((view) => view.name !== wanted), { name: wanted, filters }]);
    setName('');
  };
  const list = (
    <div className="column-list">
      {views.length === 0 && <p className="quiet">把常用的筛选存为视图，下次一点即到。</p>}
      <ul className="view-list">
        {views.map((view) => (
          <li key={view.name}>
            <Button
              type="link"
              size="small"
              onClick={() => {
                onOpen(view.filters);
              }}
            >
              {view.name}
            </Button>
            <Button
              type="text"
              size="small"
              aria-label={`删除视图 ${view.name}`}
              onClick={() => {
                keep(views.filter((other) => other !== view));
              }}
            >
              删除
            </Button>
          </li>
        ))}
      </ul>
      <Input
        aria-label="视图名称"
        placeholder="给当前筛选起个名字"
        maxLength={20}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
        }}
        onPressEnter={save}
      />
      <Button onClick={save} disabled={name.trim() === ''}>
        存为视图
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={list}>
      <Button>{views.length === 0 ? '视图' : `视图 ${String(views.length)}`}</Button>
    </Popover>
  );
}
