import { PERMISSIONS, ROLES } from '@jiheng/domain';
import { z } from 'zod';

/** 角色. */
export const Role = z.enum(ROLES);
/** 权限. */
export const Permission = z.enum(PERMISSIONS);

/** 任职: a role in an organisation, both with their names. */
export const Duty = z.object({
  role: Role,
  roleLabel: z.string(),
  organisationId: z.string(),
  organisationName: z.string(),
  path: z.string(),
});
export type Duty = z.infer<typeof Duty>;

/** 当前登录: who one is, where, and what one may do; `person` is null before signing in. */
export const SessionInfo = z.object({
  tenant: z.object({
    name: z.string(),
    region: z.string().nullable(),
    isSample: z.boolean(),
    /** False until the first administrator of a real bureau was named. */
    isSetUp: z.boolean(),
  }),
  person: z
    .object({
      id: z.string(),
      name: z.string(),
      /** Null for the operator of the machine, who has no account. */
      loginName: z.string().nullable(),
      isOperator: z.boolean(),
      /** False for who signs in by single sign-on, or by one click in the sample. */
      hasPassword: z.boolean(),
      mustChangePassword: z.boolean(),
      duties: z.array(Duty),
      permissions: z.array(Permission),
    })
    .nullable(),
  /** Ways to sign in here. */
  ways: z.object({ sample: z.boolean(), singleSignOn: z.string().nullable() }),
  idleMinutes: z.number(),
});
export type SessionInfo = z.infer<typeof SessionInfo>;

/** 登录设备: one open session of the person. */
export const Device = z.object({
  id: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  agent: z.string(),
  address: z.string(),
  isCurrent: z.boolean(),
});
/** 登录设备. */
export const DeviceList = z.object({ items: z.array(Device) });
export type DeviceList = z.infer<typeof DeviceList>;

/** 样例人员, who signs in by one click. */
export const SamplePerson = z.object({
  id: z.string(),
  name: z.string(),
  duties: z.array(Duty),
});
/** 样例人员. */
export const SamplePersonList = z.object({ items: z.array(SamplePerson) });
export type SamplePersonList = z.infer<typeof SamplePersonList>;

const Password = z.string().max(200);
const Empty = z.object({});

/** 登录与会话. */
export const sessionEndpoints = {
  getSession: {
    method: 'GET',
    needs: 'public',
    whilePasswordExpired: true,
    path: '/api/session',
    response: SessionInfo,
  },
  signIn: {
    method: 'POST',
    needs: 'public',
    whilePasswordExpired: true,
    path: '/api/session',
    body: z.object({ loginName: z.string().trim().min(1).max(100), password: Password.min(1) }),
    response: SessionInfo,
  },
  /** `everywhere`: on all devices. */
  signOut: {
    method: 'POST',
    needs: 'signed-in',
    whilePasswordExpired: true,
    path: '/api/session/end',
    body: z.object({ everywhere: z.boolean().default(false) }),
    response: Empty,
  },
  /** Ends all other sessions of the person. */
  changePassword: {
    method: 'POST',
    needs: 'signed-in',
    whilePasswordExpired: true,
    path: '/api/session/password',
    body: z.object({ current: Password, next: Password }),
    response: SessionInfo,
  },
  /** First start of a real bureau, by the operator of the machine only. */
  setUp: {
    method: 'POST',
    needs: 'signed-in',
    path: '/api/set-up',
    body: z.object({
      bureauName: z.string().trim().min(2).max(60),
      region: z.string().trim().max(60).nullable().default(null),
      loginName: z.string().trim().min(2).max(100),
      name: z.string().trim().min(1).max(100),
      password: Password,
    }),
    response: SessionInfo,
  },
  listDevices: { method: 'GET', needs: 'signed-in', path: '/api/session/devices', response: DeviceList },
  endDevice: {
    method: 'POST',
    needs: 'signed-in',
    path: '/api/session/devices/:id/end',
    params: z.object({ id: z.string().min(1).max(64) }),
    response: DeviceList,
  },
} as const;

/** 样例登录: one click for each person; these exist only where the sample bureau runs on the machine itself. */
export const sampleEndpoints = {
  listSamplePersons: {
    method: 'GET',
    needs: 'public',
    whilePasswordExpired: true,
    path: '/api/session/sample',
    response: SamplePersonList,
  },
  signInAsSample: {
    method: 'POST',
    needs: 'public',
    whilePasswordExpired: true,
    path: '/api/session/sample',
    body: z.object({ personId: z.string().max(64) }),
    response: SessionInfo,
  },
} as const;
