import { beginAttempt } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import type { ServiceContext } from '../context.ts';

/** 登录锁定: from the fifth failure on, one minute, then twice as long each time, an hour at most. */
export const FREE_FAILURES = 5;
const LONGEST_LOCK_MINUTES = 60;

/**
 * Counts a try of a password before it is looked at; refuses while there were too many. `key` is the hash of the name, or
 * `<hash>:<what is counted apart>`.
 */
export async function demandAttempt({ db, tenant, now }: ServiceContext, key: string): Promise<void> {
  const lockedUntil = await beginAttempt(db, {
    tenantId: tenant.tenantId,
    nameSha256: key,
    now,
    freeFailures: FREE_FAILURES,
    longestLockMinutes: LONGEST_LOCK_MINUTES,
  });
  if (lockedUntil === null) return;
  const minutes = Math.max(1, Math.ceil((lockedUntil.getTime() - now.getTime()) / 60_000));
  throw new AppError('SIGN-IN-LOCKED', `口令连续多次不正确，请于${String(minutes)}分钟后再试。`, {
    remedy: '急需使用时请联系本单位管理员解锁。',
  });
}
