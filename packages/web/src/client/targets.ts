import type {
  DraftNews,
  DraftSaveBody,
  DraftSaved,
  IndicatorLibrary,
  TargetDetail,
  TargetSilence,
  TargetStarts,
} from '@jiheng/api';
import { call, posting, queryText } from './api.ts';

const path = (id: string): string => `/api/targets/${encodeURIComponent(id)}`;

/** Calls of the page on which targets are written. */
export const targetApi = {
  starts: (projectId: string, campaignId: string, text?: string) =>
    call<TargetStarts>(`/api/targets/starts${queryText({ projectId, campaignId, text })}`),
  start: (body: {
    readonly projectId: string;
    readonly campaignId: string;
    readonly from: { readonly kind: 'empty' } | { readonly kind: 'form'; readonly formId: string };
  }) => call<{ id: string }>('/api/targets', posting(body)),
  target: (id: string) => call<TargetDetail>(path(id)),
  save: (id: string, body: DraftSaveBody) =>
    call<DraftSaved>(`${path(id)}/draft`, { ...posting(body), method: 'PATCH' }),
  news: (id: string, query: { readonly since: number; readonly clientId: string; readonly place: string }) =>
    call<DraftNews>(`${path(id)}/draft${queryText(query)}`),
  silence: (id: string, body: { readonly ruleId: string; readonly at: string; readonly reason: string }) =>
    call<{ silences: TargetSilence[] }>(`${path(id)}/silences`, posting(body)),
  submit: (id: string) =>
    call<unknown>(`/api/forms/${encodeURIComponent(id)}/steps`, posting({ action: 'submit' })),
  indicators: (text: string) => call<IndicatorLibrary>(`/api/indicators${queryText({ text })}`),
  similarIndicators: (text: string) =>
    call<IndicatorLibrary>(`/api/indicators${queryText({ text, similar: 'true' })}`),
};
