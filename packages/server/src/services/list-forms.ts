import type { FormList, FormListQuery } from '@jiheng/api';
import { listForms as listStoredForms } from '@jiheng/store';
import { presentFormRow, toFilter } from '../presenters/form-list.ts';
import type { ServiceContext } from './context.ts';
import { readable } from './scope.ts';

/** 表单列表: one page of the list. */
export async function listForms(context: ServiceContext, query: FormListQuery): Promise<FormList> {
  const { db, tenant } = context;
  const { sort, after, limit, ...filter } = query;
  const page = await listStoredForms(db, tenant.tenantId, {
    ...toFilter(filter),
    scope: readable(context),
    sort,
    after,
    limit,
  });
  return {
    items: page.items.map(presentFormRow),
    next: page.next,
    count: page.count,
    isCountCapped: page.isCountCapped,
  };
}
