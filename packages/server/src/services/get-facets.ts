import type { FormFacets } from '@jiheng/api';
import { formFacets } from '@jiheng/store';
import { presentFacets } from '../presenters/form-list.ts';
import type { ServiceContext } from './context.ts';

/** 筛选项: values that occur, for the filters of the list. */
export async function getFacets({ db, tenant }: ServiceContext): Promise<FormFacets> {
  return presentFacets(await formFacets(db, tenant.tenantId));
}
