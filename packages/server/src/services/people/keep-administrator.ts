import { hasAdministrator, lockAdministration, type Tx } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import type { ServiceContext } from '../context.ts';

/** 保留管理员: does the work unless it takes the last administrator of the bureau who can sign in away. */
export async function keepingAdministrator(
  { tenant: { tenantId } }: ServiceContext,
  tx: Tx,
  work: () => Promise<void>,
): Promise<void> {
  await lockAdministration(tx, tenantId);
  const hadOne = await hasAdministrator(tx, tenantId);
  await work();
  if (!hadOne || (await hasAdministrator(tx, tenantId))) return;
  throw new AppError('CONFLICT', '这是财政部门最后一名能登录的管理员，不能停用或取消。', {
    remedy: '请先另设一名管理员。',
  });
}
