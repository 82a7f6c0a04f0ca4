import { randomBytes } from 'node:crypto';
import type { ImportJob } from '@jiheng/api';
import { ROOT_PATH, type Person, type Role } from '@jiheng/domain';
import {
  ensureRootOrganisation,
  findActor,
  insertOrganisation,
  insertPerson,
  insertSession,
  inTransaction,
  listOrganisations,
  replaceAssignments,
  type Db,
  type Organisation,
  type Tenant,
} from '@jiheng/store';
import type { LightMyRequestResponse } from 'fastify';
import { sha256 } from '../services/session/access.ts';
import type { UploadedFile } from './multipart.ts';

/** 测试机构: the bureau, one department with two units, and another department with one unit. */
export interface TestOrganisations {
  readonly bureau: Organisation;
  readonly department: Organisation;
  readonly unit: Organisation;
  readonly secondUnit: Organisation;
  readonly otherDepartment: Organisation;
  readonly otherUnit: Organisation;
}

/** A signed-in person of a test. */
export interface SignedIn {
  readonly person: Person;
  readonly headers: Readonly<Record<string, string>>;
  request(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object): Promise<LightMyRequestResponse>;
  upload(files: readonly UploadedFile[]): Promise<LightMyRequestResponse>;
  importFiles(...files: readonly UploadedFile[]): Promise<ImportJob>;
}

export async function createOrganisations(db: Db, tenant: Tenant, now: Date): Promise<TestOrganisations> {
  const { tenantId, name } = tenant;
  return inTransaction(db, async (tx) => {
    const bureau = await ensureRootOrganisation(tx, { tenantId, name, now });
    const below = (
      parent: Organisation,
      kind: Organisation['kind'],
      code: string,
      unitName: string,
    ): Promise<Organisation> => insertOrganisation(tx, tenantId, { parent, kind, code, name: unitName, now });
    const department = await below(bureau, 'department', '101', '测试水务局');
    const otherDepartment = await below(bureau, 'department', '102', '测试教育局');
    return {
      bureau,
      department,
      otherDepartment,
      unit: await below(department, 'unit', '101001', '测试河道所'),
      secondUnit: await below(department, 'unit', '101002', '测试水文站'),
      otherUnit: await below(otherDepartment, 'unit', '102001', '测试中学'),
    };
  });
}

/** Where a role sits when the test does not say. */
export function usualPath(role: Role, { unit, department }: TestOrganisations): string {
  if (role === 'officer' || role === 'unit-reviewer') return unit.path;
  return role === 'department-reviewer' ? department.path : ROOT_PATH;
}

let count = 0;

/** Adds a person with one duty and signs in, without the cost of a password; gives the token of the session. */
export async function addPerson(
  db: Db,
  { tenantId }: Tenant,
  duty: { readonly role: Role; readonly path: string; readonly now: Date },
): Promise<{ readonly person: Person; readonly token: string }> {
  const { role, path, now } = duty;
  const organisations = await listOrganisations(db, tenantId);
  const organisationId = organisations.find((organisation) => organisation.path === path)?.organisationId;
  if (organisationId === undefined) throw new Error(`no organisation at ${path}`);
  const token = randomBytes(32).toString('base64url');
  count += 1;
  const loginName = `${role}-${String(count)}`;
  const personId = await inTransaction(db, async (tx) => {
    const id = await insertPerson(tx, tenantId, { loginName, name: `人员${String(count)}`, now });
    await replaceAssignments(tx, tenantId, id, [{ role, organisationId }]);
    const endsAt = new Date(now.getTime() + 3_600_000);
    const session = {
      tenantId,
      personId: id,
      tokenSha256: sha256(token),
      now,
      endsAt,
      agent: '',
      address: '',
    };
    await insertSession(tx, session);
    return id;
  });
  const person = await findActor(db, tenantId, personId);
  if (person === undefined) throw new Error('the person was not stored');
  return { person, token };
}
