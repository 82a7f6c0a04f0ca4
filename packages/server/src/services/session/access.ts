import { createHash } from 'node:crypto';
import { foldedLoginName, type Tenant } from '@jiheng/store';
import { isLoopback } from '../../config-access.ts';
import type { Config } from '../../config.ts';

/** 访问设置: how long sessions last and who may come in by which way. */
export interface AccessSettings {
  /** Address under which browsers reach the server when it is not the machine itself. */
  readonly publicUrl: URL | undefined;
  /** Proxies whose word on the caller's address is taken, as Fastify reads them. */
  readonly trustProxy: string | undefined;
  readonly idleMs: number;
  readonly sessionMs: number;
  readonly signInsPerMinute: number;
  /** 样例: one click signs in as each of the invented persons. */
  readonly hasSamplePeople: boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Of a real bureau: half an hour without a sign of life, a working day at most. */
export const STRICT_ACCESS: AccessSettings = {
  publicUrl: undefined,
  trustProxy: undefined,
  idleMs: 30 * MINUTE,
  sessionMs: 12 * HOUR,
  signInsPerMinute: 20,
  hasSamplePeople: false,
};

/** Of the sample: nothing in it is of anyone. */
export const SAMPLE_ACCESS: AccessSettings = {
  ...STRICT_ACCESS,
  idleMs: 8 * HOUR,
  sessionMs: 7 * 24 * HOUR,
  signInsPerMinute: 300,
  hasSamplePeople: true,
};

/** What the settings of this server make of its bureau. */
export function accessOf(
  { host, databaseUrl, access }: Pick<Config, 'host' | 'databaseUrl' | 'access'>,
  { isSample }: Pick<Tenant, 'isSample'>,
): AccessSettings {
  // Signing in by one click is for invented persons on one's own machine, never elsewhere.
  const isOpenSample = isSample && isLoopback(host) && databaseUrl === undefined;
  const { publicUrl, trustProxy, idleMinutes } = access;
  const settings = isOpenSample && publicUrl === undefined ? SAMPLE_ACCESS : STRICT_ACCESS;
  const idleMs = idleMinutes === undefined ? settings.idleMs : idleMinutes * MINUTE;
  return { ...settings, publicUrl, trustProxy, idleMs };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Under what failed sign-ins of a name are counted. */
export function nameSha256(loginName: string): string {
  return sha256(foldedLoginName(loginName));
}
