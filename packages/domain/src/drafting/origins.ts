import type { Origin, OriginMap } from '../base/place.ts';
import type { FormTemplate } from '../templates/form-template.ts';
import type { Draft } from './draft.ts';
import { pathOf } from './places.ts';

/** Whom the values of a draft come from. */
export interface DraftSources {
  /** Origin of what nobody has touched. */
  readonly untouched: Origin;
  /** Origin of what a version wrote. */
  readonly writtenBy: (version: number) => Origin;
}

/** 来源 of the record a draft stands for: each filled cell with who wrote it, or where it was taken from. */
export function draftOrigins(draft: Draft, template: FormTemplate, sources: DraftSources): OriginMap {
  const entries: [string, Origin][] = [];
  const add = (row: string | null, cells: Draft['fields']): void => {
    for (const [field, { text, at }] of Object.entries(cells)) {
      const path = text.trim() === '' ? '' : pathOf(draft, template, { row, field });
      if (path !== '') entries.push([path, at === 0 ? sources.untouched : sources.writtenBy(at)]);
    }
  };
  add(null, draft.fields);
  for (const { id, cells } of draft.rows) add(id, cells);
  return Object.fromEntries(entries);
}
