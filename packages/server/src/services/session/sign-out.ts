import type { DeviceList } from '@jiheng/api';
import { endSessions, inTransaction, listSessions } from '@jiheng/store';
import type { Visit } from '../../plugins/gate.ts';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import type { AccessSettings } from './access.ts';

/** 退出登录: here, or on every device of the person. */
export async function signOut(
  context: ServiceContext,
  visit: Visit,
  { everywhere }: { readonly everywhere: boolean },
): Promise<void> {
  if (visit.kind !== 'person') return;
  const { db, tenant, person } = context;
  const { tenantId } = tenant;
  const { personId } = person;
  const { sessionId } = visit.session;
  await inTransaction(db, async (tx) => {
    const ended = await endSessions(tx, tenantId, { personId, ...(everywhere ? {} : { only: sessionId }) });
    const detail = { everywhere, endedSessions: ended };
    await audit(context, tx, { action: 'sign-out', subject: personId, detail });
  });
}

/** 登录设备: where the person is signed in. */
export async function listDevices(
  { db, tenant, person, now }: ServiceContext,
  visit: Visit,
  { idleMs }: AccessSettings,
): Promise<DeviceList> {
  if (visit.kind !== 'person') return { items: [] };
  const { tenantId } = tenant;
  const sessions = await listSessions(db, { tenantId, personId: person.personId, now, idleMs });
  return {
    items: sessions.map(({ sessionId, createdAt, seenAt, agent, address }) => ({
      id: sessionId,
      createdAt: createdAt.toISOString(),
      seenAt: seenAt.toISOString(),
      agent,
      address,
      isCurrent: sessionId === visit.session.sessionId,
    })),
  };
}

/** 移除设备: ends one session of the person's own. */
export async function endDevice(
  context: ServiceContext,
  visit: Visit,
  sessionId: string,
  access: AccessSettings,
): Promise<DeviceList> {
  const { db, tenant, person } = context;
  const { tenantId } = tenant;
  const { personId } = person;
  await inTransaction(db, async (tx) => {
    const ended = personId === '' ? 0 : await endSessions(tx, tenantId, { personId, only: sessionId });
    if (ended === 0) throw new AppError('NOT-FOUND', '没有找到这次登录，可能已经结束。');
    const detail = { everywhere: false, endedSessions: ended };
    await audit(context, tx, { action: 'sign-out', subject: personId, detail });
  });
  return listDevices(context, visit, access);
}
