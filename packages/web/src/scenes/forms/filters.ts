import type { FormFacets, FormListQuery } from '@jiheng/api';
import { FORM_STATE_LABELS } from '@jiheng/domain';
import { REVIEW_LABELS, SEVERITY_FILTER_LABELS, SORT_LABELS } from '../../wording/labels.ts';

/** What the address of the list holds. */
export type FormFilters = Partial<Omit<FormListQuery, 'after' | 'limit'>>;
export type FilterKey = Exclude<keyof FormFilters, 'sort'>;
export type SortKey = NonNullable<FormFilters['sort']>;

const TEXT_KEYS = [
  'text',
  'kind',
  'region',
  'department',
  'unit',
  'grade',
  'rule',
  'importId',
  'campaign',
] as const;
const NUMBER_KEYS = ['minRate', 'maxRate'] as const;

function oneOf<T extends string>(value: unknown, labels: Readonly<Record<T, string>>): T | undefined {
  return typeof value === 'string' && Object.hasOwn(labels, value) ? (value as T) : undefined;
}

function year(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1990 && number <= 2100 ? number : undefined;
}

/** Reads filters from an address; what is not understood is left out. */
export function parseFilters(search: Readonly<Record<string, unknown>>): FormFilters {
  const filters: Record<string, string | number | undefined> = {
    year: year(search['year']),
    severity: oneOf(search['severity'], SEVERITY_FILTER_LABELS),
    state: oneOf(search['state'], FORM_STATE_LABELS),
    needsReview: oneOf(search['needsReview'], REVIEW_LABELS),
    sort: oneOf(search['sort'], SORT_LABELS),
  };
  for (const key of TEXT_KEYS) {
    const value = search[key];
    if ((typeof value === 'string' || typeof value === 'number') && value !== '')
      filters[key] = String(value).slice(0, 100);
  }
  for (const key of NUMBER_KEYS) {
    const value = search[key];
    if (value !== undefined && value !== '' && Number.isFinite(Number(value))) filters[key] = Number(value);
  }
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

/** The same filters with one changed; `undefined` or empty text takes it away. */
export function withFilter<K extends keyof FormFilters>(
  filters: FormFilters,
  key: K,
  value: FormFilters[K],
): FormFilters {
  if (value !== undefined && value !== '') return { ...filters, [key]: value };
  return Object.fromEntries(Object.entries(filters).filter(([other]) => other !== key));
}

export interface Chip {
  readonly keys: readonly FilterKey[];
  readonly label: string;
  readonly value: string;
}

const CHIP_LABELS: Readonly<Record<Exclude<FilterKey, 'minRate' | 'maxRate'>, string>> = {
  text: '包含',
  kind: '表种',
  year: '年度',
  region: '地区',
  department: '主管部门',
  unit: '实施单位',
  grade: '等级',
  severity: '问题',
  rule: '规则',
  state: '状态',
  needsReview: '核对',
  campaign: '批次',
  importId: '导入',
};

/** Names for values that are keys, from the facets and the rules. */
export interface ChipNames {
  readonly facets?: FormFacets | undefined;
  readonly ruleTitle?: string | undefined;
  readonly campaignName?: string | undefined;
}

function chipValue(
  key: Exclude<FilterKey, 'minRate' | 'maxRate'>,
  filters: FormFilters,
  names: ChipNames,
): string {
  const value = String(filters[key] ?? '');
  switch (key) {
    case 'kind':
      return names.facets?.kinds.find((kind) => kind.value === value)?.label ?? '所选表种';
    case 'rule':
      return names.ruleTitle ?? '所选规则';
    case 'campaign':
      return names.campaignName ?? '所选批次';
    case 'importId':
      return '某次导入的表';
    case 'severity':
      return filters.severity ? SEVERITY_FILTER_LABELS[filters.severity] : '';
    case 'state':
      return filters.state ? FORM_STATE_LABELS[filters.state] : '';
    case 'needsReview':
      return filters.needsReview ? REVIEW_LABELS[filters.needsReview] : '';
    default:
      return value;
  }
}

/** 筛选条件 as chips, in the order of the form's head. */
export function chipsOf(filters: FormFilters, names: ChipNames): readonly Chip[] {
  const chips: Chip[] = [];
  for (const key of Object.keys(CHIP_LABELS) as (keyof typeof CHIP_LABELS)[]) {
    if (filters[key] !== undefined)
      chips.push({ keys: [key], label: CHIP_LABELS[key], value: chipValue(key, filters, names) });
  }
  const { minRate, maxRate } = filters;
  if (minRate !== undefined || maxRate !== undefined) {
    const low = minRate === undefined ? '' : `${String(minRate)} % 起`;
    const high = maxRate === undefined ? '' : `至 ${String(maxRate)} %`;
    chips.push({ keys: ['minRate', 'maxRate'], label: '执行率', value: `${low}${high}` });
  }
  return chips;
}
