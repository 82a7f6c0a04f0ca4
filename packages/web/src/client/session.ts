import type { DeviceList, SamplePersonList, SessionInfo } from '@jiheng/api';
import type { Permission } from '@jiheng/domain';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call, posting } from './api.ts';

export const sessionApi = {
  session: () => call<SessionInfo>('/api/session'),
  signIn: (body: { readonly loginName: string; readonly password: string }) =>
    call<SessionInfo>('/api/session', posting(body)),
  signOut: (everywhere: boolean) => call<unknown>('/api/session/end', posting({ everywhere })),
  changePassword: (body: { readonly current: string; readonly next: string }) =>
    call<SessionInfo>('/api/session/password', posting(body)),
  setUp: (body: {
    readonly bureauName: string;
    readonly region: string | null;
    readonly loginName: string;
    readonly name: string;
    readonly password: string;
  }) => call<SessionInfo>('/api/set-up', posting(body)),
  devices: () => call<DeviceList>('/api/session/devices'),
  endDevice: (id: string) =>
    call<DeviceList>(`/api/session/devices/${encodeURIComponent(id)}/end`, posting({})),
  samplePersons: () => call<SamplePersonList>('/api/session/sample'),
  signInAsSample: (personId: string) => call<SessionInfo>('/api/session/sample', posting({ personId })),
};

export const sessionQueries = {
  session: queryOptions({ queryKey: ['session'], queryFn: sessionApi.session, staleTime: 60_000 }),
  samplePersons: queryOptions({ queryKey: ['sample-persons'], queryFn: sessionApi.samplePersons }),
  devices: queryOptions({ queryKey: ['devices'], queryFn: sessionApi.devices, staleTime: 0 }),
};

export type SignedInPerson = NonNullable<SessionInfo['person']>;

export interface Session {
  /** Undefined until the server has said who one is. */
  readonly session: SessionInfo | undefined;
  readonly tenant: SessionInfo['tenant'] | undefined;
  /** Undefined before signing in. */
  readonly person: SignedInPerson | undefined;
  readonly error: Error | null;
  readonly refetch: () => Promise<unknown>;
  /** Whether the person has the permission anywhere; where exactly is for the server to say. */
  readonly can: (permission: Permission) => boolean;
}

/** 当前登录: who one is, in which bureau, and what one may do. */
export function useSession(): Session {
  const { data, error, refetch } = useQuery(sessionQueries.session);
  const permissions = data?.person?.permissions ?? [];
  return {
    session: data,
    tenant: data?.tenant,
    person: data?.person ?? undefined,
    error: data === undefined ? error : null,
    refetch,
    can: (permission) => permissions.includes(permission),
  };
}
