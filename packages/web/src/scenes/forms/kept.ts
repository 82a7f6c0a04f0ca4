import { useCallback, useState } from 'react';
import { parseFilters, type FormFilters } from './filters.ts';

/** 已存视图: a name for a set of filters, kept in this browser. */
export interface SavedView {
  readonly name: string;
  readonly filters: FormFilters;
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still shows the list.
  }
}

/** What an older or damaged browser store holds becomes a valid list, never a broken page. */
export function viewsOf(stored: unknown): readonly SavedView[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('name' in entry) || !('filters' in entry)) return [];
    const { name, filters } = entry;
    if (typeof name !== 'string' || typeof filters !== 'object' || filters === null) return [];
    return [{ name, filters: parseFilters(filters as Record<string, unknown>) }];
  });
}

export function columnsOf(stored: unknown, first: readonly string[]): readonly string[] {
  if (!Array.isArray(stored)) return first;
  return stored.filter((id): id is string => typeof id === 'string');
}

function useKept<T>(key: string, parse: (stored: unknown) => T): [T, (value: T) => void] {
  const [value, setValue] = useState(() => parse(read(key)));
  const keep = useCallback(
    (next: T) => {
      setValue(next);
      write(key, next);
    },
    [key],
  );
  return [value, keep];
}

export function useSavedViews(): [readonly SavedView[], (views: readonly SavedView[]) => void] {
  return useKept('jiheng.views', viewsOf);
}

export function useColumnChoice(
  first: readonly string[],
): [readonly string[], (ids: readonly string[]) => void] {
  return useKept('jiheng.columns', (stored) => columnsOf(stored, first));
}
