import type { FormFacets, FormListItem, RuleInfo } from '@jiheng/api';
import type { Permission } from '@jiheng/domain';
import type { FormFilters } from '../scenes/forms/filters.ts';
import { PAGES, type PagePath } from './pages.ts';

/** One thing the search offers, and where it leads. */
export interface Entry {
  readonly id: string;
  readonly sort: '页面' | '表单' | '项目' | '单位' | '规则';
  readonly label: string;
  readonly more: string;
  readonly target:
    | { readonly to: Exclude<PagePath, '/forms'> }
    | { readonly to: '/forms'; readonly search: FormFilters }
    | { readonly to: '/forms/$formId'; readonly formId: string };
}

const PAGE_ENTRIES = PAGES.map(({ to, label, needs }) => ({
  needs,
  entry: {
    id: `page-${to}`,
    sort: '页面',
    label,
    more: '',
    target: to === '/forms' ? { to, search: {} } : { to },
  } satisfies Entry,
}));
const MOST_PER_SORT = 5;

function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
}

export interface Searchable {
  readonly forms: readonly FormListItem[];
  readonly units: FormFacets['units'];
  readonly rules: readonly RuleInfo[];
  /** Only pages that the person may open are offered. */
  readonly can: (permission: Permission) => boolean;
}

/** Forms come found from the server; pages, units and rules are searched here. */
export function entriesFor(text: string, { forms, units, rules, can }: Searchable): readonly Entry[] {
  const wanted = folded(text);
  const holds = (...parts: readonly string[]) => parts.some((part) => folded(part).includes(wanted));
  const pages = PAGE_ENTRIES.filter(({ needs }) => can(needs)).map(({ entry }) => entry);
  if (wanted === '') return pages;
  const formEntries = forms.map<Entry>((form) => ({
    id: `form-${form.id}`,
    sort: '表单',
    label: form.projectName ?? '未写项目名称',
    more: `${form.kindLabel} · ${String(form.fiscalYear ?? '')}`,
    target: { to: '/forms/$formId', formId: form.id },
  }));
  const projectNames = [...new Set(forms.map(({ projectName }) => projectName))].filter(
    (name) => name !== null && holds(name),
  );
  const projects = projectNames.map<Entry>((name) => ({
    id: `project-${name ?? ''}`,
    sort: '项目',
    label: name ?? '',
    more: '历年的表',
    target: { to: '/forms', search: { text: (name ?? '').slice(0, 100) } },
  }));
  const unitEntries = units
    .filter(({ value }) => holds(value))
    .map<Entry>(({ value, count }) => ({
      id: `unit-${value}`,
      sort: '单位',
      label: value,
      more: `${String(count)} 张表`,
      target: { to: '/forms', search: { unit: value } },
    }));
  const ruleEntries = rules
    .filter(({ title, code }) => holds(title, code))
    .map<Entry>((rule) => ({
      id: `rule-${rule.id}`,
      sort: '规则',
      label: rule.title,
      more: `${rule.code} · ${String(rule.count)} 条问题`,
      target: { to: '/forms', search: { rule: rule.id } },
    }));
  return [
    ...pages.filter(({ label }) => holds(label)),
    ...[formEntries, projects, unitEntries, ruleEntries].flatMap((entries) =>
      entries.slice(0, MOST_PER_SORT),
    ),
  ];
}
