import type { ExportFormat, ExportJob, ExportList, ExportPlan, ExportRequest } from '@jiheng/api';
import { queryOptions } from '@tanstack/react-query';
import { call, failureOf, posting, queryText } from './api.ts';

const FAST_POLL = 700;

/** One form as a file: of a revision, on its own template or another one. */
export interface FormFile {
  readonly id: string;
  readonly revision: number;
  readonly format: ExportFormat;
  readonly templateId?: string | undefined;
}

const isOpen = ({ status }: ExportJob): boolean => status === 'waiting' || status === 'running';

/** Address at which the file of a finished export is downloaded. */
export function exportFileUrl(id: string): string {
  return `/api/exports/${encodeURIComponent(id)}/file`;
}

export const exportsApi = {
  create: (request: ExportRequest) => call<ExportJob>('/api/exports', posting(request)),
  cancel: (id: string) => call<ExportJob>(`/api/exports/${encodeURIComponent(id)}/cancel`, posting({})),
};

export const exportQueries = {
  list: queryOptions({
    queryKey: ['exports'],
    queryFn: () => call<ExportList>('/api/exports'),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.items.some(isOpen) === true ? FAST_POLL : false),
  }),
  plan: (id: string, revision: number, templateId: string) =>
    queryOptions({
      queryKey: ['export-plan', id, revision, templateId],
      queryFn: () =>
        call<ExportPlan>(
          `/api/forms/${encodeURIComponent(id)}/export-plan${queryText({ revision, templateId })}`,
        ),
      staleTime: Infinity,
    }),
};

/** File name of a Content-Disposition; `fallback` where the header has none. */
export function namedIn(header: string | null, fallback: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1];
  try {
    return encoded === undefined ? fallback : decodeURIComponent(encoded);
  } catch {
    return fallback;
  }
}

/** Hands content to the person as a file. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Fetches one form and saves it; a failure is told on the page instead of opening as a page of its own. */
export async function downloadForm({ id, ...query }: FormFile): Promise<void> {
  const response = await fetch(`/api/forms/${encodeURIComponent(id)}/file${queryText({ ...query })}`).catch(
    () => {
      throw failureOf(0, undefined);
    },
  );
  if (!response.ok) throw failureOf(response.status, await response.json().catch(() => undefined));
  saveFile(namedIn(response.headers.get('content-disposition'), '绩效表'), await response.blob());
}
