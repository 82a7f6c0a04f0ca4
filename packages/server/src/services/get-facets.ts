import type { FormFacets } from '@jiheng/api';
import { formFacets } from '@jiheng/store';
import { presentFacets } from '../presenters/form-list.ts';
import type { ServiceContext } from './context.ts';
import { readable } from './scope.ts';

/** 筛选项: values that occur, for the filters of the list. */
export async function getFacets(context: ServiceContext): Promise<FormFacets> {
  const { db, tenant } = context;
  return presentFacets(await formFacets(db, tenant.tenantId, readable(context)));
}
