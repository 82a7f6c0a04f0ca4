import { may, WRITING_STATES, type FormState, type Permission } from '@jiheng/domain';
import { findDraftForm, type DraftForm } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import type { ServiceContext } from '../context.ts';

/** 填报中的表 within the person's scope; what lies outside it is not found. */
export async function findTarget(
  { db, tenant, person }: ServiceContext,
  formId: string,
  permission: Permission = 'target.write',
): Promise<DraftForm> {
  const form = await findDraftForm(db, tenant.tenantId, formId);
  if (form === undefined || !may(person, permission, form)) {
    throw new AppError('NOT-FOUND', '没有找到这张表。', { remedy: '请从工作台重新打开。' });
  }
  return form;
}

/** Refuses a form that is not in the hands of its unit. */
export function demandWriting({ state }: { readonly state: FormState }): void {
  if ((WRITING_STATES as readonly FormState[]).includes(state)) return;
  throw new AppError('CONFLICT', '这张表已送审或已批复，现在不能修改。', {
    remedy: '您未保存的内容仍留在本机；如需修改，请先撤回或等待退回。',
  });
}
