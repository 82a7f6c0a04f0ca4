import type { FormList, FormListQuery } from '@jiheng/api';
import { listForms as listStoredForms } from '@jiheng/store';
import { presentFormRow, toFilter } from '../presenters/form-list.ts';
import type { ServiceContext } from './context.ts';

/** 表单列表: one page of the list. */
export async function listForms({ db, tenant }: ServiceContext, query: FormListQuery): Promise<FormList> {
  const { sort, after, limit, ...filter } = query;
  const page = await listStoredForms(db, tenant.tenantId, { ...toFilter(filter), sort, after, limit });
  return {
    items: page.items.map(presentFormRow),
    next: page.next,
    count: page.count,
    isCountCapped: page.isCountCapped,
  };
}
