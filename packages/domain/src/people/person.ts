import { ROLE_PERMISSIONS, type Permission, type Role } from './roles.ts';

/** 机构路径: `/` is the finance bureau at the top, `/<id>/<id>/` a unit below; a prefix covers its whole subtree. */
export type OrganisationPath = string;

/** Top of the tree of a tenant: the finance bureau itself, and everything that belongs to no organisation yet. */
export const ROOT_PATH: OrganisationPath = '/';

/** 任职: a role in one organisation, valid for its subtree. */
export interface Assignment {
  readonly role: Role;
  readonly organisationId: string;
  readonly path: OrganisationPath;
}

/** 人员 who acts: name and duties as they were when the request came. */
export interface Person {
  readonly personId: string;
  readonly name: string;
  readonly assignments: readonly Assignment[];
  /** 单项授权: projects given to this person alone (third parties, auditors). */
  readonly projects: readonly string[];
}

/** What a permission is asked for: a place in the tree, and the project where one is meant. */
export interface Subject {
  readonly path: OrganisationPath;
  readonly projectId?: string | null;
}

/** 数据范围: subtrees and single projects a person may see under one permission. `/` among the paths means everything. */
export interface Scope {
  readonly paths: readonly OrganisationPath[];
  readonly projects: readonly string[];
}

/**
 * Roles given for single projects only (a third party reviews what it was given) do not open their organisation's
 * subtree: their scope is the list of projects.
 */
const PROJECT_ROLES: ReadonlySet<Role> = new Set(['third-party']);

/** Roles that single grants are made for; another duty of the same person, say of an 经办人, is not widened by them. */
const GRANTED_ROLES: ReadonlySet<Role> = new Set(['third-party', 'auditor']);

/** 数据范围 of one permission; empty when the person has it nowhere. */
export function scopeOf(person: Person, permission: Permission): Scope {
  const held = person.assignments.filter(({ role }) => ROLE_PERMISSIONS[role].includes(permission));
  const paths = held.filter(({ role }) => !PROJECT_ROLES.has(role)).map(({ path }) => path);
  const wide = [...new Set(paths)].filter(
    (path) => !paths.some((other) => other !== path && path.startsWith(other)),
  );
  const isGranted = held.some(({ role }) => GRANTED_ROLES.has(role));
  return { paths: wide, projects: isGranted ? person.projects : [] };
}

/** Whether a role of the person has the permission; over what is said by `scopeOf`, for a third party maybe nothing yet. */
export function holds({ assignments }: Person, permission: Permission): boolean {
  return assignments.some(({ role }) => ROLE_PERMISSIONS[role].includes(permission));
}

/** Whether the person may do it there. */
export function may(person: Person, permission: Permission, subject: Subject): boolean {
  const { paths, projects } = scopeOf(person, permission);
  if (paths.some((path) => subject.path.startsWith(path))) return true;
  return (
    subject.projectId !== undefined && subject.projectId !== null && projects.includes(subject.projectId)
  );
}
