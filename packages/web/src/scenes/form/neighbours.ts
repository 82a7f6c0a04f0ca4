import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queries } from '../../client/queries.ts';
import type { FormFilters } from '../forms/filters.ts';

/** How far a form is looked for in the list that its address names. */
const MOST_PAGES = 10;

export interface Neighbours {
  readonly previous: string | null;
  readonly next: string | null;
  /** `第 3 张`; null when the form is not in the list. */
  readonly position: number | null;
}

/** 前一张/后一张 of an id in the loaded part of a list. */
export function neighboursIn(ids: readonly string[], id: string): Neighbours {
  const at = ids.indexOf(id);
  if (at === -1) return { previous: null, next: null, position: null };
  return { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null, position: at + 1 };
}

/** Walks the list one came from; further pages are fetched while the form is not among the loaded ones. */
export function useNeighbours(id: string, filters: FormFilters) {
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(queries.forms(filters));
  const ids = data?.pages.flatMap(({ items }) => items.map((item) => item.id)) ?? [];
  const neighbours = neighboursIn(ids, id);
  const isMoreNeeded =
    neighbours.next === null && hasNextPage && !isFetching && (data?.pages.length ?? 0) < MOST_PAGES;
  useEffect(() => {
    if (isMoreNeeded) void fetchNextPage();
  }, [isMoreNeeded, fetchNextPage]);
  const first = data?.pages[0];
  return { ...neighbours, count: first?.count ?? 0, isCapped: first?.isCountCapped ?? false };
}
