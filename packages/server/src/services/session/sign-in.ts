import { findCredentials, findPerson, forgetFailures, inTransaction } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { nameSha256, type AccessSettings } from './access.ts';
import { demandAttempt } from './attempts.ts';
import { beginSession, type Caller } from './begin-session.ts';
import { verifyPassword } from './passwords.ts';

async function refuse(
  context: ServiceContext,
  personId: string | undefined,
  address: string,
): Promise<never> {
  // What was typed is not kept: people type passwords into the field of the name.
  const detail = { address, isKnown: personId !== undefined };
  await inTransaction(context.db, (tx) =>
    audit(context, tx, { action: 'sign-in-failed', subject: personId ?? '', detail }),
  );
  throw new AppError('SIGN-IN-REFUSED', '登录名或口令不正确。', {
    remedy: '请核对大小写；忘记口令时请联系本单位管理员重置。',
  });
}

export interface SignInOptions {
  readonly caller: Caller;
  readonly access: AccessSettings;
  /**
   * 常用浏览器, where somebody signed in by this name before: its failures are counted apart, so that nobody can lock
   * others out by guessing at their names elsewhere.
   */
  readonly browser: string | undefined;
}

/** 登录: by name and password. Answers alike, and after like time, whether the name is unknown or the password wrong. */
export async function signIn(
  context: ServiceContext,
  { loginName, password }: { readonly loginName: string; readonly password: string },
  { caller, access, browser }: SignInOptions,
): Promise<string> {
  const { db, tenant, now } = context;
  const { tenantId } = tenant;
  const name = nameSha256(loginName);
  const key = browser === undefined ? name : `${name}:${browser}`;
  await demandAttempt(context, key);
  const known = await findCredentials(db, tenantId, { loginName });
  const isRight = await verifyPassword(password, known?.passwordHash ?? null);
  if (known === undefined || !isRight || known.isClosed)
    return refuse(context, known?.personId, caller.address);
  return inTransaction(db, async (tx) => {
    await forgetFailures(tx, tenantId, { nameSha256: key, now });
    const person = await findPerson(tx, tenantId, known.personId);
    const who = { personId: known.personId, name: person?.name ?? '' };
    return beginSession(context, tx, who, { caller, way: 'password', access });
  });
}
