/** What the address of the log holds. */
export interface LogFilters {
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly to?: string;
}

const TEXTS = ['actor', 'action', 'subject'] as const;
const DATES = ['from', 'to'] as const;

/** Reads filters from an address; what is not understood is left out. */
export function parseLogFilters(search: Readonly<Record<string, unknown>>): LogFilters {
  const filters: Record<string, string> = {};
  for (const key of TEXTS) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') filters[key] = value.slice(0, 64);
  }
  for (const key of DATES) {
    const value = search[key];
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) filters[key] = value;
  }
  return filters;
}
