import { createTenant, listTenants, type Db, type Tenant } from '@jiheng/store';

const SAMPLE_NAME = '上海市临江区财政局';

export interface BureauChoice {
  /** No sample may be made: asked for by --empty, or the database is a server that others use. */
  readonly isReal: boolean;
  readonly bureauName: string;
  readonly now: Date;
}

/** The bureau this server works for: a real one as soon as there is one, else the sample, made at the first start. */
export async function chooseBureau(db: Db, { isReal, bureauName, now }: BureauChoice): Promise<Tenant> {
  const tenants = await listTenants(db);
  const real = tenants.find((tenant) => !tenant.isSample && tenant.parentId === null);
  if (real !== undefined) return real;
  if (isReal) return createTenant(db, { name: bureauName, isSample: false, now });
  const sample = tenants.find((tenant) => tenant.isSample);
  return sample ?? createTenant(db, { name: SAMPLE_NAME, isSample: true, now });
}
