import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, Modal } from 'antd';
import { useDeferredValue, useState, type KeyboardEvent } from 'react';
import { api } from '../client/api.ts';
import { queries } from '../client/queries.ts';
import { useSession } from '../client/session.ts';
import { entriesFor, type Entry } from './palette-entries.ts';

const FORMS_SHOWN = 8;

function useEntries(text: string): readonly Entry[] {
  const wanted = useDeferredValue(text.trim());
  const forms = useQuery({
    queryKey: ['palette', wanted],
    queryFn: () => api.listForms({ text: wanted.slice(0, 100), limit: FORMS_SHOWN }),
    enabled: wanted !== '',
    placeholderData: keepPreviousData,
  });
  const facets = useQuery(queries.facets);
  const rules = useQuery(queries.rules);
  const { can } = useSession();
  return entriesFor(wanted, {
    forms: forms.data?.items ?? [],
    units: facets.data?.units ?? [],
    rules: rules.data?.items ?? [],
    can,
  });
}

function useOpen(onClose: () => void): (entry: Entry) => void {
  const navigate = useNavigate();
  return ({ target }) => {
    onClose();
    if (target.to === '/forms/$formId') void navigate({ to: target.to, params: { formId: target.formId } });
    else if (target.to === '/forms') void navigate({ to: target.to, search: target.search });
    else void navigate({ to: target.to });
  };
}

interface ChoicesProps {
  readonly entries: readonly Entry[];
  readonly at: number;
  readonly onPick: (entry: Entry) => void;
}

function Choices({ entries, at, onPick }: ChoicesProps) {
  return (
    <ul id="palette-list" role="listbox" aria-label="搜索结果">
      {entries.map((entry, index) => (
        <li
          key={entry.id}
          id={`palette-${String(index)}`}
          role="option"
          aria-selected={index === at}
          onClick={() => {
            onPick(entry);
          }}
        >
          <span className="sort-of">{entry.sort}</span>
          <span>{entry.label}</span>
          <span className="more">{entry.more}</span>
        </li>
      ))}
    </ul>
  );
}

/** Ctrl+K: one field that finds forms, projects, units, rules and pages. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const entries = useEntries(text);
  const open = useOpen(onClose);
  const at = Math.min(chosen, entries.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen((at + step + entries.length) % Math.max(entries.length, 1));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      const entry = entries[at];
      if (entry) open(entry);
    }
  };
  return (
    <Modal
      open
      title="搜索"
      footer={null}
      onCancel={onClose}
      width={620}
      className="palette"
      style={{ top: 72 }}
    >
      <Input
        autoFocus
        value={text}
        placeholder="项目名称、单位、规则编号……"
        role="combobox"
        aria-label="搜索"
        aria-expanded={entries.length > 0}
        {...(entries.length > 0
          ? { 'aria-controls': 'palette-list', 'aria-activedescendant': `palette-${String(at)}` }
          : {})}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      {entries.length > 0 ? (
        <Choices entries={entries} at={at} onPick={open} />
      ) : (
        <p className="quiet">没有找到，换个词再试。</p>
      )}
    </Modal>
  );
}
