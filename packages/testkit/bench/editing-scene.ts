import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '@jiheng/domain';
import {
  ensureRootOrganisation,
  insertOrganisation,
  insertPerson,
  insertSession,
  inTransaction,
  listTenants,
  replaceAssignments,
  type Database,
  type Organisation,
  type Tenant,
  type Tx,
} from '@jiheng/store';

const HOUR_MS = 3_600_000;

/** One signed-in person of the load: the cookie's value. */
export interface LoadPerson {
  readonly token: string;
  readonly organisation: Organisation;
}

export interface LoadPeople {
  readonly tenant: Tenant;
  readonly departments: readonly Organisation[];
  readonly units: readonly Organisation[];
  /** Two for each of the last units, one for the others. */
  readonly officers: readonly LoadPerson[];
  readonly reviewers: readonly LoadPerson[];
  readonly office: LoadPerson;
}

let count = 0;

async function addPerson(
  tx: Tx,
  tenantId: string,
  role: Role,
  organisation: Organisation,
): Promise<LoadPerson> {
  count += 1;
  const now = new Date();
  const token = randomBytes(32).toString('base64url');
  const personId = await insertPerson(tx, tenantId, {
    loginName: `load-${count}`,
    name: `人员${count}`,
    now,
  });
  await replaceAssignments(tx, tenantId, personId, [{ role, organisationId: organisation.organisationId }]);
  await insertSession(tx, {
    tenantId,
    personId,
    tokenSha256: createHash('sha256').update(token).digest('hex'),
    now,
    endsAt: new Date(now.getTime() + HOUR_MS),
    agent: 'bench',
    address: '127.0.0.1',
  });
  return { token, organisation };
}

/** The tree and the people of the load: signed in without the cost of a password, which is not what is measured. */
export async function addLoadPeople(
  { db }: Database,
  wish: { readonly departments: number; readonly unitsEach: number; readonly pairs: number },
): Promise<LoadPeople> {
  const [tenant] = await listTenants(db);
  if (tenant === undefined) throw new Error('the server made no bureau');
  const { tenantId, name } = tenant;
  return inTransaction(db, async (tx) => {
    const now = new Date();
    const bureau = await ensureRootOrganisation(tx, { tenantId, name, now });
    const departments: Organisation[] = [];
    const units: Organisation[] = [];
    const reviewers: LoadPerson[] = [];
    for (let index = 0; index < wish.departments; index += 1) {
      const code = String(101 + index);
      const of = { kind: 'department', code, name: `第${index + 1}局`, parent: bureau, now } as const;
      const department = await insertOrganisation(tx, tenantId, of);
      departments.push(department);
      for (let below = 0; below < wish.unitsEach; below += 1) {
        const unit = {
          kind: 'unit',
          code: `${code}${101 + below}`,
          name: `第${index + 1}局${below + 1}所`,
        } as const;
        units.push(await insertOrganisation(tx, tenantId, { ...unit, parent: department, now }));
      }
      for (let place = 0; place < 2; place += 1)
        reviewers.push(await addPerson(tx, tenantId, 'department-reviewer', department));
    }
    const officers: LoadPerson[] = [];
    for (const unit of units) officers.push(await addPerson(tx, tenantId, 'officer', unit));
    for (const unit of units.slice(-wish.pairs))
      officers.push(await addPerson(tx, tenantId, 'officer', unit));
    const office = await addPerson(tx, tenantId, 'performance-office', bureau);
    return { tenant, departments, units, officers, reviewers, office };
  });
}

/** Forms of the stored ones that wait in the departments' review: reviewers need something to read. */
export async function sendToReview(
  { pool }: Database,
  { departments }: LoadPeople,
  { campaignId, each }: { readonly campaignId: string; readonly each: number },
): Promise<void> {
  for (const { organisationId, path } of departments) {
    await pool.query(
      `update form set kind = 'target', state = 'department-review', organisation_id = $1, organisation_path = $2,
        campaign_id = $3 where form_id in (select form_id from form where state = 'imported' limit $4)`,
      [organisationId, path, campaignId, each],
    );
  }
  await pool.query('vacuum analyze form');
}
