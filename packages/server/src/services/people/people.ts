import { randomInt } from 'node:crypto';
import type { DutyChoice, InitialPassword, PersonItem, PersonList } from '@jiheng/api';
import { may, quoted, ROOT_PATH, scopeOf, type Role } from '@jiheng/domain';
import {
  endSessions,
  findOrganisation,
  findPerson,
  findProject,
  foldedLoginName,
  forgetFailures,
  insertNotices,
  insertPerson,
  inTransaction,
  listPersons,
  lockedNames,
  replaceAssignments,
  replaceGrants,
  setPassword,
  updatePerson,
  type PersonRecord,
  type Tx,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { presentPerson } from '../../presenters/person.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { isEverywhere } from '../scope.ts';
import { nameSha256 } from '../session/access.ts';
import { hashPassword } from '../session/passwords.ts';
import { keepingAdministrator } from './keep-administrator.ts';
import { organisationNames } from './organisation-names.ts';

export interface PersonWish {
  readonly loginName: string;
  readonly name: string;
  readonly email: string | null;
  readonly telephone: string | null;
  readonly duties: readonly DutyChoice[];
}

/** Duties of the bureau: only its own administrators hand them out, or a department would review itself. */
const BUREAU_ROLES: ReadonlySet<Role> = new Set([
  'finance-division',
  'performance-office',
  'third-party',
  'auditor',
]);

const SIGNS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 初始口令: readable on paper, with all classes of the policy. */
export function initialPassword(): string {
  const pick = (count: number): string =>
    Array.from({ length: count }, () => SIGNS[randomInt(SIGNS.length)] ?? '').join('');
  return `${pick(5)}-${pick(5)}-${String(randomInt(1000, 9999))}Az`;
}

/** Persons with a duty in the person's own part of the tree; the bureau sees also those without any. */
export async function listPeople(context: ServiceContext): Promise<PersonList> {
  const { db, tenant, person, now } = context;
  const scope = scopeOf(person, 'people.read');
  const [persons, names, locked] = await Promise.all([
    listPersons(db, tenant.tenantId),
    organisationNames(context),
    lockedNames(db, tenant.tenantId, now),
  ]);
  const isSeen = ({ assignments }: PersonRecord): boolean =>
    isEverywhere(scope) || assignments.some((duty) => scope.paths.some((path) => duty.path.startsWith(path)));
  return {
    items: persons
      .filter(isSeen)
      .map((each) => presentPerson(each, names, locked.get(nameSha256(each.loginName)) ?? null)),
  };
}

/** A person whose every duty lies in the part of the tree that the person of the context administers. */
export async function demandPerson(context: ServiceContext, personId: string): Promise<PersonRecord> {
  const { db, tenant, person } = context;
  const found = await findPerson(db, tenant.tenantId, personId);
  const subjects = found?.assignments.length === 0 ? [{ path: ROOT_PATH }] : (found?.assignments ?? []);
  if (found === undefined || !subjects.every((subject) => may(person, 'people.manage', subject))) {
    throw new AppError('NOT-FOUND', '没有找到这位人员。');
  }
  return found;
}

/** Duties as a text in an order of its own, for comparing. */
export function dutyKeys(duties: readonly DutyChoice[]): string {
  return duties
    .map(({ role, organisationId }) => `${role} ${organisationId}`)
    .sort()
    .join();
}

/** Every duty must be one that the person of the context may hand out. */
export async function demandDuties(context: ServiceContext, duties: readonly DutyChoice[]): Promise<void> {
  const { db, tenant, person } = context;
  const isBureau = isEverywhere(scopeOf(person, 'people.manage'));
  if (duties.length === 0 && !isBureau) {
    throw new AppError('INVALID-INPUT', '没有填写任职。', { remedy: '请至少选择一个机构和角色。' });
  }
  for (const { role, organisationId } of duties) {
    const organisation = await findOrganisation(db, tenant.tenantId, organisationId);
    if (organisation === undefined || !may(person, 'people.manage', organisation)) {
      throw new AppError('NOT-FOUND', '没有找到任职的机构。');
    }
    if (BUREAU_ROLES.has(role) && !isBureau) {
      throw new AppError('NOT-ALLOWED', '财政部门和第三方、审计的角色只能由财政部门的管理员授予。');
    }
  }
}

export function taken(loginName: string, error: unknown): never {
  if ((error as { code?: string }).code !== '23505') throw error;
  const message = `登录名“${loginName}”已被使用。`;
  throw new AppError('CONFLICT', message, { remedy: '请换一个登录名。', cause: error });
}

export async function addPerson(context: ServiceContext, wish: PersonWish): Promise<InitialPassword> {
  await demandDuties(context, wish.duties);
  const { db, tenant, now } = context;
  const password = initialPassword();
  const passwordHash = await hashPassword(password);
  const personId = await inTransaction(db, async (tx) => {
    const id = await insertPerson(tx, tenant.tenantId, { ...wish, passwordHash, now });
    await replaceAssignments(tx, tenant.tenantId, id, wish.duties);
    await audit(context, tx, { action: 'add-person', subject: id, detail: { after: wish } });
    return id;
  }).catch((error: unknown) => taken(wish.loginName, error));
  return { personId, loginName: foldedLoginName(wish.loginName), name: wish.name, password };
}

async function present(context: ServiceContext, personId: string): Promise<PersonItem> {
  const { db, tenant, now } = context;
  const found = await findPerson(db, tenant.tenantId, personId);
  if (found === undefined) throw new AppError('NOT-FOUND', '没有找到这位人员。');
  const locked = await lockedNames(db, tenant.tenantId, now);
  return presentPerson(
    found,
    await organisationNames(context),
    locked.get(nameSha256(found.loginName)) ?? null,
  );
}

/** 修改人员: closing ends all sessions at once; nobody closes themselves or changes their own duties. */
export async function changePerson(
  context: ServiceContext,
  personId: string,
  wish: PersonWish & { readonly isClosed: boolean },
): Promise<PersonItem> {
  const before = await demandPerson(context, personId);
  await demandDuties(context, wish.duties);
  const { db, tenant, person } = context;
  const isOther = dutyKeys(wish.duties) !== dutyKeys(before.assignments);
  if (personId === person.personId && (wish.isClosed || isOther)) {
    throw new AppError('CONFLICT', '不能停用自己，也不能修改自己的任职。', {
      remedy: '请由另一位管理员操作。',
    });
  }
  await inTransaction(db, async (tx) => {
    await keepingAdministrator(context, tx, async () => {
      await updatePerson(tx, tenant.tenantId, personId, wish);
      await replaceAssignments(tx, tenant.tenantId, personId, wish.duties);
      if (wish.isClosed) await endSessions(tx, tenant.tenantId, { personId });
    });
    const { loginName, name, email, telephone, isClosed } = before;
    const duties = before.assignments.map(({ role, organisationId }) => ({ role, organisationId }));
    const detail = { before: { loginName, name, email, telephone, isClosed, duties }, after: wish };
    await audit(context, tx, { action: 'change-person', subject: personId, detail });
  }).catch((error: unknown) => taken(wish.loginName, error));
  return present(context, personId);
}

/** 重置口令: a new initial password, shown once; ends all sessions and the lock. */
export async function resetPassword(context: ServiceContext, personId: string): Promise<InitialPassword> {
  const { loginName, name } = await demandPerson(context, personId);
  const { db, tenant, now } = context;
  const password = initialPassword();
  const hash = await hashPassword(password);
  await inTransaction(db, async (tx) => {
    await setPassword(tx, tenant.tenantId, personId, { hash, mustChange: true, now });
    await endSessions(tx, tenant.tenantId, { personId });
    await forgetFailures(tx, tenant.tenantId, { nameSha256: nameSha256(loginName), now });
    await audit(context, tx, { action: 'reset-password', subject: personId, detail: { name } });
  });
  return { personId, loginName, name, password };
}

/** 解锁: after too many failed sign-ins. */
export async function unlockPerson(context: ServiceContext, personId: string): Promise<PersonItem> {
  const { loginName, name } = await demandPerson(context, personId);
  const { db, tenant, now } = context;
  await inTransaction(db, async (tx) => {
    await forgetFailures(tx, tenant.tenantId, { nameSha256: nameSha256(loginName), now });
    await audit(context, tx, { action: 'unlock-person', subject: personId, detail: { name } });
  });
  return present(context, personId);
}

/** 第三方评审 learns in the product what it was asked to look at. */
async function tellOfGrants(
  tx: Tx,
  { tenant: { tenantId }, now }: ServiceContext,
  { personId, assignments, projects }: PersonRecord,
  granted: readonly string[],
): Promise<void> {
  const projectIds = granted.filter((id) => !projects.includes(id));
  const [first] = projectIds;
  if (first === undefined || !assignments.some(({ role }) => role === 'third-party')) return;
  const project = await findProject(tx, tenantId, first);
  const count = projectIds.length === 1 ? '' : `等${projectIds.length}个项目`;
  const text = `${quoted(project?.name ?? '')}${count}委托您评审`;
  const asked = { kind: 'assigned', formId: null, campaignId: null, projectIds, text } as const;
  await insertNotices(tx, tenantId, [{ personId, ...asked }], now);
}

/** 单项授权: single projects for third parties and auditors. */
export async function grantProjects(
  context: ServiceContext,
  personId: string,
  projectIds: readonly string[],
): Promise<PersonItem> {
  const before = await demandPerson(context, personId);
  const { db, tenant, person, now } = context;
  if (!isEverywhere(scopeOf(person, 'people.manage'))) {
    throw new AppError('NOT-ALLOWED', '单项授权只能由财政部门的管理员办理。');
  }
  await inTransaction(db, async (tx) => {
    const grants = { projects: projectIds, grantedBy: person.personId, now };
    await replaceGrants(tx, tenant.tenantId, personId, grants);
    await tellOfGrants(tx, context, before, projectIds);
    const detail = { before: before.projects, after: projectIds };
    await audit(context, tx, { action: 'grant-projects', subject: personId, detail });
  }).catch((error: unknown) => {
    if (!['23503', '22P02'].includes((error as { code?: string }).code ?? '')) throw error;
    throw new AppError('NOT-FOUND', '有的项目不存在。', { cause: error });
  });
  return present(context, personId);
}
