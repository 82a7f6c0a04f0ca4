/** What the address of the project list holds. */
export interface ProjectSearch {
  readonly text?: string | undefined;
  readonly year?: number | undefined;
  readonly organisation?: string | undefined;
  readonly closed?: 'true' | 'false' | undefined;
  readonly page?: number | undefined;
}

function whole(value: unknown, from: number, to: number): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number >= from && number <= to ? number : undefined;
}

function words(value: unknown, length: number): string | undefined {
  return (typeof value === 'string' || typeof value === 'number') && value !== ''
    ? String(value).slice(0, length)
    : undefined;
}

/** Reads the filters from an address; what is not understood is left out. */
export function parseProjectSearch(search: Readonly<Record<string, unknown>>): ProjectSearch {
  const { closed } = search;
  const found: ProjectSearch = {
    text: words(search['text'], 100),
    year: whole(search['year'], 1990, 2100),
    organisation: words(search['organisation'], 64),
    closed: closed === 'true' || closed === 'false' ? closed : undefined,
    page: whole(search['page'], 2, 2000),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
