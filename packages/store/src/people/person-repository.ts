import type { Assignment, Person } from '@jiheng/domain';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { insertRows } from '../database/insert-rows.ts';
import type { PersonTable } from '../database/work-tables.ts';
import { ASSIGNMENTS, GRANTS } from './duty-repository.ts';

/** 人员 as the administration sees them. */
export interface PersonRecord {
  readonly personId: string;
  readonly loginName: string;
  readonly name: string;
  readonly email: string | null;
  readonly telephone: string | null;
  readonly oidcSubject: string | null;
  readonly hasPassword: boolean;
  readonly passwordSetAt: Date | null;
  readonly mustChangePassword: boolean;
  readonly isClosed: boolean;
  readonly createdAt: Date;
  readonly lastSignInAt: Date | null;
  readonly assignments: readonly Assignment[];
  readonly projects: readonly string[];
}

/** What signing in needs to know of a person. */
export interface Credentials {
  readonly personId: string;
  readonly passwordHash: string | null;
  readonly isClosed: boolean;
}

/** 新人员; without a hash there is no password to sign in with. */
export interface NewPerson {
  readonly loginName: string;
  readonly name: string;
  readonly email?: string | null;
  readonly telephone?: string | null;
  readonly oidcSubject?: string | null;
  /** Hash of an initial password; the person must change it. */
  readonly passwordHash?: string | null;
  readonly mustChangePassword?: boolean;
  readonly now: Date;
}

/** 登录名 as it is stored and compared: login names do not tell capital letters apart. */
export function foldedLoginName(loginName: string): string {
  return loginName.normalize('NFKC').trim().toLowerCase();
}

/** Adds a person without duties; fails for a login name that is taken. */
export async function insertPerson(tx: Tx, tenantId: string, person: NewPerson): Promise<string> {
  const personId = uuidv7();
  const hash = person.passwordHash ?? null;
  const row: PersonTable = {
    tenant_id: tenantId,
    person_id: personId,
    login_name: foldedLoginName(person.loginName),
    name: person.name,
    email: person.email ?? null,
    telephone: person.telephone ?? null,
    oidc_subject: person.oidcSubject ?? null,
    password_hash: hash,
    password_set_at: hash === null ? null : person.now,
    must_change_password: person.mustChangePassword ?? hash !== null,
    is_closed: false,
    created_at: person.now,
    last_sign_in_at: null,
  };
  await insertRows(tx, 'person', [row]);
  return personId;
}

/** 人员, by login name. */
export async function listPersons(db: Db | Tx, tenantId: string): Promise<readonly PersonRecord[]> {
  return await personRecords(db, tenantId).orderBy('p.login_name').execute();
}

/** 人员; undefined for an id of none. Closed ones are found too. */
export async function findPerson(
  db: Db | Tx,
  tenantId: string,
  personId: string,
): Promise<PersonRecord | undefined> {
  if (!isId(personId)) return undefined;
  return await personRecords(db, tenantId).where('p.person_id', '=', personId).executeTakeFirst();
}

/** 人员 who acts, with duties and grants as they are now; undefined for one that is closed. */
export async function findActor(
  db: Db | Tx,
  tenantId: string,
  personId: string,
): Promise<Person | undefined> {
  const found = await findPerson(db, tenantId, personId);
  if (found === undefined || found.isClosed) return undefined;
  const { name, assignments, projects } = found;
  return { personId, name, assignments, projects };
}

/** 登录凭据 by login name, subject of the single sign-on, or id. */
export async function findCredentials(
  db: Db | Tx,
  tenantId: string,
  by: { readonly loginName: string } | { readonly oidcSubject: string } | { readonly personId: string },
): Promise<Credentials | undefined> {
  let query = db
    .selectFrom('person')
    .select(['person_id as personId', 'password_hash as passwordHash', 'is_closed as isClosed'])
    .where('tenant_id', '=', tenantId);
  if ('loginName' in by) query = query.where('login_name', '=', foldedLoginName(by.loginName));
  else if ('oidcSubject' in by) query = query.where('oidc_subject', '=', by.oidcSubject);
  else query = query.where('person_id', '=', by.personId);
  return await query.executeTakeFirst();
}

export type PersonChange = Pick<PersonRecord, 'loginName' | 'name' | 'email' | 'telephone' | 'isClosed'>;

/** 修改人员; duties and grants apart. */
export async function updatePerson(
  tx: Tx,
  tenantId: string,
  personId: string,
  change: PersonChange,
): Promise<void> {
  await tx
    .updateTable('person')
    .set({
      login_name: foldedLoginName(change.loginName),
      name: change.name,
      email: change.email,
      telephone: change.telephone,
      is_closed: change.isClosed,
    })
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .execute();
}

/** 设置口令: its hash. */
export async function setPassword(
  tx: Tx,
  tenantId: string,
  personId: string,
  password: { readonly hash: string; readonly mustChange: boolean; readonly now: Date },
): Promise<void> {
  await tx
    .updateTable('person')
    .set({
      password_hash: password.hash,
      password_set_at: password.now,
      must_change_password: password.mustChange,
    })
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .execute();
}

/** Notes when a person signed in last. */
export async function noteSignIn(tx: Tx, tenantId: string, personId: string, now: Date): Promise<void> {
  await tx
    .updateTable('person')
    .set({ last_sign_in_at: now })
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .execute();
}

/** Binds the subject of the single sign-on to a person at the first sign-in over it. */
export async function setOidcSubject(
  tx: Tx,
  tenantId: string,
  personId: string,
  subject: string,
): Promise<void> {
  await tx
    .updateTable('person')
    .set({ oidc_subject: subject })
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .execute();
}

/** Who comes over the single sign-on never needs the initial password: one that was not changed yet is taken away. */
export async function dropInitialPassword(tx: Tx, tenantId: string, personId: string): Promise<void> {
  await tx
    .updateTable('person')
    .set({ password_hash: null, password_set_at: null, must_change_password: false })
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .where('must_change_password', '=', true)
    .execute();
}

function personRecords(db: Db | Tx, tenantId: string) {
  return db
    .selectFrom('person as p')
    .where('p.tenant_id', '=', tenantId)
    .select([
      'p.person_id as personId',
      'p.login_name as loginName',
      'p.name',
      'p.email',
      'p.telephone',
      'p.oidc_subject as oidcSubject',
      sql<boolean>`p.password_hash is not null`.as('hasPassword'),
      'p.password_set_at as passwordSetAt',
      'p.must_change_password as mustChangePassword',
      'p.is_closed as isClosed',
      'p.created_at as createdAt',
      'p.last_sign_in_at as lastSignInAt',
      ASSIGNMENTS.as('assignments'),
      GRANTS.as('projects'),
    ]);
}
