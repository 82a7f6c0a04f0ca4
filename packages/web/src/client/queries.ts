import { QueryClient, infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ApiError, api, type FormQuery } from './api.ts';

const PAGE_SIZE = 50;
const FASTEST_POLL = 400;
const SLOWEST_POLL = 3000;

/** Large imports answer with much; they are asked for less often. */
function pollPause(formsDone: number): number {
  return Math.min(FASTEST_POLL + formsDone, SLOWEST_POLL);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // The server may be this very machine or stand in the office: a browser that calls itself offline still asks it.
        networkMode: 'always',
        refetchOnReconnect: true,
        // What the server refused stays refused; a lost connection is tried again.
        retry: (count, error) =>
          count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
        retryDelay: (attempt) => 400 * 2 ** attempt,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

export const queries = {
  overview: (year: number | undefined) =>
    queryOptions({
      queryKey: ['overview', year ?? null],
      queryFn: () => api.overview(year),
      placeholderData: keepPreviousData,
    }),
  forms: (filters: FormQuery) =>
    infiniteQueryOptions({
      queryKey: ['forms', filters],
      queryFn: ({ pageParam }) =>
        api.listForms({ ...filters, limit: PAGE_SIZE, ...(pageParam === null ? {} : { after: pageParam }) }),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.next,
    }),
  facets: queryOptions({ queryKey: ['facets'], queryFn: api.facets }),
  form: (id: string, revision: number | undefined) =>
    queryOptions({ queryKey: ['form', id, revision ?? null], queryFn: () => api.form(id, revision) }),
  sourceLines: (documentId: string, from: number, to: number) =>
    queryOptions({
      queryKey: ['lines', documentId, from, to],
      queryFn: () => api.sourceLines(documentId, from, to),
      staleTime: Infinity,
    }),
  original: (documentId: string) =>
    queryOptions({
      queryKey: ['original', documentId],
      queryFn: () => api.original(documentId),
      staleTime: Infinity,
    }),
  originalWindow: (
    documentId: string,
    { from, to }: { readonly from: number; readonly to: number },
    near: number,
  ) =>
    queryOptions({
      queryKey: ['original', documentId, from, to, near],
      queryFn: () => api.originalWindow(documentId, from, to, near),
      staleTime: Infinity,
    }),
  originalPageFault: (documentId: string, page: number, scale: number) =>
    queryOptions({
      queryKey: ['original', documentId, 'page', page, scale],
      queryFn: () => api.originalPageFault(documentId, page, scale),
      staleTime: 0,
    }),
  imports: queryOptions({ queryKey: ['imports'], queryFn: api.imports, staleTime: 0 }),
  importJob: (id: string) =>
    queryOptions({
      queryKey: ['import', id],
      queryFn: () => api.importJob(id),
      refetchInterval: ({ state }) =>
        state.data?.finishedAt === null ? pollPause(state.data.formsDone) : false,
    }),
  rules: queryOptions({ queryKey: ['rules'], queryFn: api.rules, staleTime: 60_000 }),
};
