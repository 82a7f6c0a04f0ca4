import { listOrganisations } from '@jiheng/store';
import type { ServiceContext } from '../context.ts';

/** 机构名称 by id; the bureau's own name stands under the empty id, which the operator's duty carries. */
export async function organisationNames({
  db,
  tenant,
}: ServiceContext): Promise<ReadonlyMap<string, string>> {
  const organisations = await listOrganisations(db, tenant.tenantId);
  return new Map([
    ['', tenant.name],
    ...organisations.map(({ organisationId, name }) => [organisationId, name] as const),
  ]);
}
