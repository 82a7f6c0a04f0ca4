import type { FormFacets } from '@jiheng/api';
import { FORM_STATE_LABELS } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { isTyping } from '../../app/keys.ts';
import { queries } from '../../client/queries.ts';
import { workQueries } from '../../client/work.ts';
import { REVIEW_LABELS, SEVERITY_FILTER_LABELS, SORT_LABELS } from '../../wording/labels.ts';
import { chipsOf, withFilter, type FilterKey, type FormFilters, type SortKey } from './filters.ts';

const TYPING_PAUSE = 300;

interface FilterProps {
  readonly filters: FormFilters;
  readonly onChange: (filters: FormFilters) => void;
}

/** `/` brings the cursor here from anywhere on the page. */
function useSlashKey() {
  const field = useRef<InputRef>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, []);
  return field;
}

/** Follows the address, and changes it when the typing pauses. */
function TextSearch({ filters, onChange }: FilterProps) {
  const field = useSlashKey();
  const [text, setText] = useState(filters.text ?? '');
  const [followed, setFollowed] = useState(filters.text);
  if (followed !== filters.text) {
    setFollowed(filters.text);
    setText(filters.text ?? '');
  }
  useEffect(() => {
    const wanted = text.trim().slice(0, 100);
    if (wanted === (filters.text ?? '')) return undefined;
    const timer = setTimeout(() => {
      onChange(withFilter(filters, 'text', wanted));
    }, TYPING_PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [text, filters, onChange]);
  return (
    <Input
      ref={field}
      className="text-search"
      allowClear
      value={text}
      aria-label="搜索表单内容"
      placeholder="项目、单位、指标中的文字"
      onChange={(event) => {
        setText(event.target.value);
      }}
    />
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}
type DropKey = 'state' | 'kind' | 'region' | 'department' | 'unit' | 'grade' | 'severity' | 'needsReview';

const named = (entries: readonly { value: string; count: number }[] = []): readonly Choice[] =>
  entries.map(({ value, count }) => ({ value, label: value, count }));
const worded = (labels: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

function dropDowns(
  facets: FormFacets | undefined,
): readonly { key: DropKey; label: string; choices: readonly Choice[] }[] {
  return [
    { key: 'kind', label: '表种', choices: facets?.kinds ?? [] },
    { key: 'state', label: '状态', choices: worded(FORM_STATE_LABELS) },
    { key: 'department', label: '主管部门', choices: named(facets?.departments) },
    { key: 'unit', label: '实施单位', choices: named(facets?.units) },
    { key: 'grade', label: '等级', choices: named(facets?.grades) },
    { key: 'severity', label: '问题', choices: worded(SEVERITY_FILTER_LABELS) },
    { key: 'needsReview', label: '核对', choices: worded(REVIEW_LABELS) },
    { key: 'region', label: '地区', choices: named(facets?.regions) },
  ];
}

export function FilterBar({ filters, onChange }: FilterProps) {
  const facets = useQuery(queries.facets);
  return (
    <div className="forms-tools" role="search" aria-label="筛选">
      <TextSearch filters={filters} onChange={onChange} />
      {dropDowns(facets.data).map(({ key, label, choices }) => (
        <Select
          key={key}
          aria-label={label}
          placeholder={label}
          allowClear
          showSearch={choices.length > 8 ? { optionFilterProp: 'label' } : false}
          popupMatchSelectWidth={false}
          value={filters[key] ?? null}
          options={choices.map(({ value, label: text, count }) => ({
            value,
            label: count === undefined ? text : `${text}（${String(count)}）`,
          }))}
          onChange={(value: string | null | undefined) => {
            onChange(withFilter(filters, key, value ?? undefined));
          }}
          className={key === 'unit' || key === 'department' ? 'long-filter' : 'short-filter'}
        />
      ))}
    </div>
  );
}

export function SortSelect({ filters, onChange }: FilterProps) {
  return (
    <Select<SortKey>
      aria-label="排序"
      value={filters.sort ?? 'recent'}
      popupMatchSelectWidth={false}
      prefix={<span className="quiet">排序</span>}
      options={Object.entries(SORT_LABELS).map(([value, label]) => ({ value: value as SortKey, label }))}
      onChange={(sort) => {
        onChange(withFilter(filters, 'sort', sort === 'recent' ? undefined : sort));
      }}
    />
  );
}

/** Each filter in words, each with its own way out. */
export function FilterChips({ filters, onChange }: FilterProps) {
  const facets = useQuery(queries.facets);
  const rules = useQuery({ ...queries.rules, enabled: filters.rule !== undefined });
  const ruleTitle = rules.data?.items.find(({ id }) => id === filters.rule)?.title;
  const campaigns = useQuery({ ...workQueries.campaigns, enabled: filters.campaign !== undefined });
  const campaignName = campaigns.data?.items.find(({ id }) => id === filters.campaign)?.name;
  const chips = chipsOf(filters, { facets: facets.data, ruleTitle, campaignName });
  const without = (keys: readonly FilterKey[]) => {
    onChange(keys.reduce<FormFilters>((rest, key) => withFilter(rest, key, undefined), filters));
  };
  return (
    <>
      {chips.map(({ keys, label, value }) => (
        <span key={label} className="chip">
          {label}：{value}
          <button
            type="button"
            aria-label={`去掉筛选：${label} ${value}`}
            onClick={() => {
              without(keys);
            }}
          >
            ×
          </button>
        </span>
      ))}
      {chips.length > 1 && (
        <Button
          type="link"
          size="small"
          onClick={() => {
            onChange(filters.sort === undefined ? {} : { sort: filters.sort });
          }}
        >
          全部去掉
        </Button>
      )}
    </>
  );
}
