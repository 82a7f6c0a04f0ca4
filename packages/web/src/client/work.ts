import type {
  BatchBody,
  BatchOutcome,
  CampaignBody,
  CampaignChoices,
  CampaignDetail,
  CampaignSummary,
  FlowRequest,
  FormWork,
  InboxItem,
  Notice,
  Opinion,
  ProjectBody,
  ProjectDetail,
  ProjectImport,
  ProjectList,
  Rehearsal,
  Workbench,
} from '@jiheng/api';
import type { CampaignStage, FormState } from '@jiheng/domain';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, posting, queryText } from './api.ts';

const at = (path: string, id: string, rest = '') => `/api/${path}/${encodeURIComponent(id)}${rest}`;

export interface InboxQuery {
  readonly state?: FormState | undefined;
  readonly campaign?: string | undefined;
}

export interface ProjectQuery {
  readonly text?: string | undefined;
  readonly year?: number | undefined;
  readonly organisation?: string | undefined;
  readonly closed?: 'true' | 'false' | undefined;
  readonly offset?: number | undefined;
}

/** Calls of the daily work: workbench, flow, rounds, projects. */
export const workApi = {
  workbench: () => call<Workbench>('/api/workbench'),
  inbox: ({ state, campaign }: InboxQuery) =>
    call<{ items: InboxItem[]; count: number }>(`/api/inbox${queryText({ state, campaign, limit: 500 })}`),
  notices: () => call<{ items: Notice[]; unread: number }>('/api/notices'),
  readNotices: (ids?: readonly string[]) =>
    call<{ unread: number }>('/api/notices/read', posting(ids === undefined ? {} : { ids })),
  formWork: (id: string) => call<FormWork>(at('forms', id, '/work')),
  takeStep: (id: string, request: FlowRequest) => call<FormWork>(at('forms', id, '/steps'), posting(request)),
  openForm: (id: string) => call<{ isOpened: boolean }>(at('forms', id, '/opened'), posting({})),
  addOpinion: (id: string, opinion: Pick<Opinion, 'place' | 'text'>) =>
    call<FormWork>(at('forms', id, '/opinions'), posting(opinion)),
  settleOpinion: (id: string, opinionId: string, body: { isSettled: boolean; answer?: string }) =>
    call<FormWork>(at('forms', id, `/opinions/${encodeURIComponent(opinionId)}`), posting(body)),
  batch: (body: BatchBody) => call<BatchOutcome>('/api/steps', posting(body)),
  campaigns: () => call<{ items: CampaignSummary[] }>('/api/campaigns'),
  campaign: (id: string) => call<CampaignDetail>(at('campaigns', id)),
  campaignChoices: () => call<CampaignChoices>('/api/campaigns/choices'),
  createCampaign: (body: CampaignBody) => call<CampaignDetail>('/api/campaigns', posting(body)),
  updateCampaign: (id: string, body: CampaignBody) =>
    call<CampaignDetail>(at('campaigns', id), posting(body)),
  moveCampaign: (id: string, body: { state: 'open' | 'closed'; reason: string }) =>
    call<CampaignDetail>(at('campaigns', id, '/state'), posting(body)),
  extendCampaign: (
    id: string,
    body: { organisationId: string; stage: CampaignStage; until: string; reason: string },
  ) => call<CampaignDetail>(at('campaigns', id, '/extensions'), posting(body)),
  rollOver: (id: string, body: { name: string; fiscalYear: number }) =>
    call<{ campaign: CampaignDetail; projects: number }>(at('campaigns', id, '/roll-over'), posting(body)),
  rehearsal: (id: string) => call<Rehearsal>(at('campaigns', id, '/rehearsal')),
  projects: (query: ProjectQuery) => call<ProjectList>(`/api/projects${queryText({ ...query })}`),
  project: (id: string) => call<ProjectDetail>(at('projects', id)),
  createProject: (body: ProjectBody) => call<ProjectDetail>('/api/projects', posting(body)),
  updateProject: (id: string, body: ProjectBody) => call<ProjectDetail>(at('projects', id), posting(body)),
  linkProject: (id: string, body: { kind: 'form' | 'project'; linkedId: string }) =>
    call<ProjectDetail>(at('projects', id, '/links'), posting(body)),
  importProjects: (file: File, isDryRun: boolean) => {
    const form = new FormData();
    form.append('files', file, file.name);
    return call<ProjectImport>(`/api/projects/import${queryText({ dryRun: String(isDryRun) })}`, {
      method: 'POST',
      body: form,
    });
  },
};

export const workQueries = {
  workbench: queryOptions({
    queryKey: ['workbench'],
    queryFn: workApi.workbench,
    staleTime: 5_000,
    refetchInterval: 60_000,
  }),
  inbox: (query: InboxQuery) =>
    queryOptions({
      queryKey: ['inbox', query.state ?? null, query.campaign ?? null],
      queryFn: () => workApi.inbox(query),
      staleTime: 5_000,
      placeholderData: keepPreviousData,
    }),
  notices: queryOptions({ queryKey: ['notices'], queryFn: workApi.notices, refetchInterval: 60_000 }),
  formWork: (id: string) =>
    queryOptions({ queryKey: ['work', id], queryFn: () => workApi.formWork(id), staleTime: 0 }),
  campaigns: queryOptions({ queryKey: ['campaigns'], queryFn: workApi.campaigns }),
  campaign: (id: string) =>
    queryOptions({ queryKey: ['campaigns', id], queryFn: () => workApi.campaign(id) }),
  campaignChoices: queryOptions({ queryKey: ['campaign-choices'], queryFn: workApi.campaignChoices }),
  rehearsal: (id: string) =>
    queryOptions({
      queryKey: ['campaigns', id, 'rehearsal'],
      queryFn: () => workApi.rehearsal(id),
      staleTime: 0,
    }),
  projects: (query: ProjectQuery) =>
    queryOptions({
      queryKey: ['projects', query],
      queryFn: () => workApi.projects(query),
      placeholderData: keepPreviousData,
    }),
  project: (id: string) =>
    queryOptions({ queryKey: ['projects', 'one', id], queryFn: () => workApi.project(id) }),
};
