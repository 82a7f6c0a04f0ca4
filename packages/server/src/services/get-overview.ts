import type { Overview } from '@jiheng/api';
import { overview } from '@jiheng/store';
import { presentOverview } from '../presenters/overview.ts';
import type { ServiceContext } from './context.ts';

/** 总览: the figures of the start page. */
export async function getOverview({ db, tenant }: ServiceContext, year?: number): Promise<Overview> {
  return presentOverview(tenant, await overview(db, tenant.tenantId, year));
}
