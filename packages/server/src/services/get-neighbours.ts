import type { FormListQuery, FormNeighbours } from '@jiheng/api';
import { findNeighbours } from '@jiheng/store';
import { toFilter } from '../presenters/form-list.ts';
import type { ServiceContext } from './context.ts';
import { readable } from './scope.ts';

/** 前一张、后一张 in the list that one came from. */
export async function getNeighbours(
  context: ServiceContext,
  formId: string,
  query: Omit<FormListQuery, 'after' | 'limit'>,
): Promise<FormNeighbours> {
  const { db, tenant } = context;
  const { sort, ...filter } = query;
  const scope = readable(context);
  return findNeighbours(db, tenant.tenantId, { ...toFilter(filter), scope, sort }, formId);
}
