import { randomBytes } from 'node:crypto';
import { forgetEndedSessions, insertSession, noteSignIn, type Tx } from '@jiheng/store';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { sha256, type AccessSettings } from './access.ts';

/** The browser that signs in. */
export interface Caller {
  readonly agent: string;
  readonly address: string;
}

export type SignInWay = 'password' | 'sample' | 'single-sign-on';

/** 开始会话: a new random token each time, so that none fixed before signing in is ever worth anything. */
export async function beginSession(
  context: ServiceContext,
  tx: Tx,
  person: { readonly personId: string; readonly name: string },
  {
    caller,
    way,
    access,
  }: { readonly caller: Caller; readonly way: SignInWay; readonly access: AccessSettings },
): Promise<string> {
  const { tenant, now } = context;
  const { tenantId } = tenant;
  const { personId, name } = person;
  const token = randomBytes(32).toString('base64url');
  const endsAt = new Date(now.getTime() + access.sessionMs);
  await forgetEndedSessions(tx, { tenantId, personId, now, idleMs: access.idleMs });
  await insertSession(tx, { tenantId, personId, tokenSha256: sha256(token), now, endsAt, ...caller });
  await noteSignIn(tx, tenantId, personId, now);
  const detail = { way, address: caller.address };
  await audit({ ...context, actor: name, person }, tx, { action: 'sign-in', subject: personId, detail });
  return token;
}
