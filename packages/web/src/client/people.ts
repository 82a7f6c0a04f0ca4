import type {
  DutyChoice,
  InitialPassword,
  OrganisationList,
  PeopleImport,
  PersonItem,
  PersonList,
  ProjectList,
} from '@jiheng/api';
import { queryOptions } from '@tanstack/react-query';
import { call, posting } from './api.ts';

export interface OrganisationWish {
  readonly code: string;
  readonly name: string;
}

export interface PersonWish {
  readonly loginName: string;
  readonly name: string;
  readonly email: string | null;
  readonly telephone: string | null;
  readonly duties: readonly DutyChoice[];
}

const organisation = (id: string): string => `/api/organisations/${encodeURIComponent(id)}`;
const person = (id: string): string => `/api/people/${encodeURIComponent(id)}`;

export const peopleApi = {
  organisations: () => call<OrganisationList>('/api/organisations'),
  addOrganisation: (body: OrganisationWish & { readonly parentId: string; readonly kind: string }) =>
    call<OrganisationList>('/api/organisations', posting(body)),
  changeOrganisation: (id: string, body: OrganisationWish & { readonly isClosed: boolean }) =>
    call<OrganisationList>(organisation(id), posting(body)),
  moveOrganisation: (id: string, parentId: string) =>
    call<OrganisationList>(`${organisation(id)}/move`, posting({ parentId })),
  people: () => call<PersonList>('/api/people'),
  addPerson: (body: PersonWish) => call<InitialPassword>('/api/people', posting(body)),
  changePerson: (id: string, body: PersonWish & { readonly isClosed: boolean }) =>
    call<PersonItem>(person(id), posting(body)),
  resetPassword: (id: string) => call<InitialPassword>(`${person(id)}/password`, posting({})),
  unlock: (id: string) => call<PersonItem>(`${person(id)}/unlock`, posting({})),
  grantProjects: (id: string, projectIds: readonly string[]) =>
    call<PersonItem>(`${person(id)}/projects`, posting({ projectIds })),
  importPeople: (file: File, isApplied: boolean) => {
    const body = new FormData();
    body.append('file', file, file.name);
    return call<PeopleImport>(`/api/people/import?apply=${String(isApplied)}`, { method: 'POST', body });
  },
};

export const peopleQueries = {
  organisations: queryOptions({ queryKey: ['organisations'], queryFn: peopleApi.organisations }),
  projects: queryOptions({
    queryKey: ['projects-to-grant'],
    queryFn: () => call<ProjectList>('/api/projects?limit=200'),
  }),
  people: queryOptions({ queryKey: ['people'], queryFn: peopleApi.people }),
};
