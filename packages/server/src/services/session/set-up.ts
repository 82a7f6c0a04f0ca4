import { passwordFaults } from '@jiheng/domain';
import {
  ensureRootOrganisation,
  foldedLoginName,
  hasAdministrator,
  insertPerson,
  inTransaction,
  replaceAssignments,
  updateOrganisation,
  updateTenant,
} from '@jiheng/store';
import type { Visit } from '../../plugins/gate.ts';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { hashPassword } from './passwords.ts';

export interface SetUpWish {
  readonly bureauName: string;
  readonly region: string | null;
  readonly loginName: string;
  readonly name: string;
  readonly password: string;
}

/** 首次设置: name of the bureau and its first administrator; at the machine itself, and only once. */
export async function setUp(context: ServiceContext, visit: Visit, wish: SetUpWish): Promise<void> {
  const { db, tenant, now, adoptTenant } = context;
  const { tenantId } = tenant;
  if (visit.kind !== 'operator' || tenant.isSample || (await hasAdministrator(db, tenantId))) {
    throw new AppError('NOT-ALLOWED', '首次设置已经完成，或不在本机进行。', {
      remedy: '请用管理员账号登录后在“设置”中修改。',
    });
  }
  const { bureauName, region, loginName, name, password } = wish;
  const faults = passwordFaults(password, { loginName: foldedLoginName(loginName), name });
  if (faults.length > 0) {
    throw new AppError('INVALID-INPUT', `口令不合要求：${faults.join('；')}。`, { remedy: '请换一个口令。' });
  }
  const passwordHash = await hashPassword(password);
  const changed = await inTransaction(db, async (tx) => {
    const updated = await updateTenant(tx, tenantId, { name: bureauName, region });
    const root = await ensureRootOrganisation(tx, { tenantId, name: bureauName, now });
    const { organisationId, code, kind } = root;
    await updateOrganisation(tx, tenantId, organisationId, { name: bureauName, code, kind, isClosed: false });
    const person = { loginName, name, passwordHash, mustChangePassword: false, now };
    const personId = await insertPerson(tx, tenantId, person);
    await replaceAssignments(tx, tenantId, personId, [{ role: 'administrator', organisationId }]);
    const detail = { name: bureauName, loginName, label: name };
    await audit(context, tx, { action: 'set-up', subject: personId, detail });
    return updated;
  });
  adoptTenant(changed);
}
