import { may } from '@jiheng/domain';
import { markFormOpened } from '@jiheng/store';
import type { ServiceContext } from '../context.ts';
import { findVisibleForm } from './flow-subject.ts';
import { reviewPermission } from './get-form-work.ts';

/** 打开: once the level a form was sent to has it before its eyes, it can not be recalled any more. */
export async function openForm(
  context: ServiceContext,
  formId: string,
): Promise<{ readonly isOpened: boolean }> {
  const form = await findVisibleForm(context, formId);
  const permission = reviewPermission(form.state);
  const isOpened = permission !== undefined && may(context.person, permission, form);
  if (isOpened) await markFormOpened(context.db, context.tenant.tenantId, formId, context.now);
  return { isOpened };
}
