import type { FormListQuery, FormNeighbours } from '@jiheng/api';
import { findNeighbours } from '@jiheng/store';
import { toFilter } from '../presenters/form-list.ts';
import type { ServiceContext } from './context.ts';

/** 前一张、后一张 in the list that one came from. */
export async function getNeighbours(
  { db, tenant }: ServiceContext,
  formId: string,
  query: Omit<FormListQuery, 'after' | 'limit'>,
): Promise<FormNeighbours> {
  const { sort, ...filter } = query;
  return findNeighbours(db, tenant.tenantId, { ...toFilter(filter), sort }, formId);
}
