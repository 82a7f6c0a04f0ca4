import type { Overview } from '@jiheng/api';
import { scopeOf } from '@jiheng/domain';
import { overview } from '@jiheng/store';
import { presentOverview } from '../presenters/overview.ts';
import type { ServiceContext } from './context.ts';

/** 总览: the figures of the start page. */
export async function getOverview({ db, tenant, person }: ServiceContext, year?: number): Promise<Overview> {
  const scope = scopeOf(person, 'overview.read');
  return presentOverview(tenant, await overview(db, tenant.tenantId, year, scope));
}
