import type { FormFacets as WireFacets, FormListItem, FormListQuery } from '@jiheng/api';
import { FORM_KIND_LABELS } from '@jiheng/domain';
import type { FormFacets, FormFilter, FormListRow } from '@jiheng/store';

/** Query of the wire → filter of the store. */
export function toFilter({
  needsReview,
  ...filter
}: Omit<FormListQuery, 'sort' | 'after' | 'limit'>): FormFilter {
  return { ...filter, needsReview: needsReview === undefined ? undefined : needsReview === 'true' };
}

export function presentFormRow(row: FormListRow): FormListItem {
  const { formId, importedAt, ...rest } = row;
  return { id: formId, kindLabel: FORM_KIND_LABELS[row.kind], importedAt: importedAt.toISOString(), ...rest };
}

export function presentFacets(facets: FormFacets): WireFacets {
  return {
    kinds: facets.kinds.map(({ value, count }) => ({ value, label: FORM_KIND_LABELS[value], count })),
    years: [...facets.years],
    regions: [...facets.regions],
    departments: [...facets.departments],
    units: [...facets.units],
    grades: [...facets.grades],
  };
}
