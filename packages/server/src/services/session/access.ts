import { createHash } from 'node:crypto';
import { foldedLoginName } from '@jiheng/store';

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

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Under what failed sign-ins of a name are counted. */
export function nameSha256(loginName: string): string {
  return sha256(foldedLoginName(loginName));
}
