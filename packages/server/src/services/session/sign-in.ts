import {
  beginAttempt,
  findCredentials,
  findPerson,
  forgetFailures,
  insertAuditEntry,
  inTransaction,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import type { ServiceContext } from '../context.ts';
import { nameSha256, type AccessSettings } from './access.ts';
import { beginSession, type Caller } from './begin-session.ts';
import { verifyPassword } from './passwords.ts';

/** 登录锁定: from the fifth failure on, one minute, then twice as long each time, an hour at most. */
export const FREE_FAILURES = 5;
const LONGEST_LOCK_MINUTES = 60;

async function refuse(
  { db, tenant, now }: ServiceContext,
  personId: string | undefined,
  address: string,
): Promise<never> {
  // What was typed is not kept: people type passwords into the field of the name.
  await inTransaction(db, (tx) =>
    insertAuditEntry(tx, {
      tenantId: tenant.tenantId,
      at: now,
      actor: '未登录',
      action: 'sign-in-failed',
      subject: personId ?? '',
      detail: { address, isKnown: personId !== undefined },
    }),
  );
  throw new AppError('SIGN-IN-REFUSED', '登录名或口令不正确。', {
    remedy: '请核对大小写；忘记口令时请联系本单位管理员重置。',
  });
}

/** 登录: by name and password. Answers alike, and after like time, whether the name is unknown or the password wrong. */
export async function signIn(
  context: ServiceContext,
  { loginName, password }: { readonly loginName: string; readonly password: string },
  { caller, access }: { readonly caller: Caller; readonly access: AccessSettings },
): Promise<string> {
  const { db, tenant, now } = context;
  const { tenantId } = tenant;
  const name = nameSha256(loginName);
  const limits = { freeFailures: FREE_FAILURES, longestLockMinutes: LONGEST_LOCK_MINUTES };
  const lockedUntil = await beginAttempt(db, { tenantId, nameSha256: name, now, ...limits });
  if (lockedUntil !== null) {
    const minutes = Math.max(1, Math.ceil((lockedUntil.getTime() - now.getTime()) / 60_000));
    throw new AppError('SIGN-IN-LOCKED', `连续多次未登录成功，请于${String(minutes)}分钟后再试。`, {
      remedy: '急需使用时请联系本单位管理员解锁。',
    });
  }
  const known = await findCredentials(db, tenantId, { loginName });
  const isRight = await verifyPassword(password, known?.passwordHash ?? null);
  if (known === undefined || !isRight || known.isClosed)
    return refuse(context, known?.personId, caller.address);
  return inTransaction(db, async (tx) => {
    await forgetFailures(tx, tenantId, { nameSha256: name, now });
    const person = await findPerson(tx, tenantId, known.personId);
    const who = { personId: known.personId, name: person?.name ?? '' };
    return beginSession(context, tx, who, { caller, way: 'password', access });
  });
}
