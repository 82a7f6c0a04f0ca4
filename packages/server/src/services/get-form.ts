import type { FormDetail } from '@jiheng/api';
import { findForm } from '@jiheng/store';
import { AppError } from '../plugins/errors.ts';
import { presentForm } from '../presenters/form-detail.ts';
import type { ServiceContext } from './context.ts';

/** 一张表: one form with one of its revisions. */
export async function getForm(
  { db, tenant }: ServiceContext,
  formId: string,
  revision?: number,
): Promise<FormDetail> {
  const form = await findForm(db, tenant.tenantId, formId, revision);
  if (form === undefined) {
    throw new AppError(
      'NOT-FOUND',
      revision === undefined ? '没有找到这张表。' : `没有找到这张表的第${revision}版。`,
    );
  }
  return presentForm(form);
}
