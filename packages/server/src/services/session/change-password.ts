import { passwordFaults } from '@jiheng/domain';
import { endSessions, findCredentials, forgetFailures, inTransaction, setPassword } from '@jiheng/store';
import type { Visit } from '../../plugins/gate.ts';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { nameSha256 } from './access.ts';
import { demandAttempt } from './attempts.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

/** 修改口令: with the one used so far; ends every other session of the person. */
export async function changePassword(
  context: ServiceContext,
  visit: Visit,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<void> {
  if (visit.kind !== 'person') {
    throw new AppError('CONFLICT', '本机身份没有口令。', { remedy: '请以个人账号登录后修改口令。' });
  }
  const { db, tenant, person, now } = context;
  const { tenantId } = tenant;
  const { personId } = person;
  // Who found an open session must not guess the password in it either.
  const key = `${nameSha256(visit.session.loginName)}:change`;
  await demandAttempt(context, key);
  const known = await findCredentials(db, tenantId, { personId });
  if (!(await verifyPassword(current, known?.passwordHash ?? null))) {
    throw new AppError('INVALID-INPUT', '当前口令不正确。', { remedy: '请重新输入当前口令。' });
  }
  const faults = passwordFaults(next, { loginName: visit.session.loginName, name: person.name });
  if (next === current)
    throw new AppError('INVALID-INPUT', '新口令与当前口令相同。', { remedy: '请换一个口令。' });
  if (faults.length > 0) {
    throw new AppError('INVALID-INPUT', `新口令不合要求：${faults.join('；')}。`, {
      remedy: '请换一个口令。',
    });
  }
  const hash = await hashPassword(next);
  await inTransaction(db, async (tx) => {
    await setPassword(tx, tenantId, personId, { hash, mustChange: false, now });
    await forgetFailures(tx, tenantId, { nameSha256: key, now });
    const ended = await endSessions(tx, tenantId, { personId, except: visit.session.sessionId });
    const detail = { endedSessions: ended };
    await audit(context, tx, { action: 'change-password', subject: personId, detail });
  });
}
