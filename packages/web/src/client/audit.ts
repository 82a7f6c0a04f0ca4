import type { AuditList, SystemCheckList } from '@jiheng/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { LogFilters } from '../scenes/settings/log-filters.ts';
import { call, queryText } from './api.ts';

export const auditQueries = {
  log: (filters: LogFilters) =>
    infiniteQueryOptions({
      queryKey: ['audit', filters],
      queryFn: ({ pageParam }) =>
        call<AuditList>(
          `/api/audit${queryText({ ...filters, ...(pageParam === null ? {} : { after: pageParam }) })}`,
        ),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.next,
      staleTime: 0,
    }),
  checks: queryOptions({
    queryKey: ['system-checks'],
    queryFn: () => call<SystemCheckList>('/api/system/checks'),
    staleTime: 0,
  }),
};
