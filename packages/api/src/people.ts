import { z } from 'zod';
import { Duty, Role } from './session.ts';

const Id = z.string().min(1).max(64);
const IdParams = z.object({ id: Id });
const Name = z.string().trim().min(1).max(100);
const Code = z.string().trim().min(1).max(50);
const Optional = z.string().trim().max(100).nullable().default(null);

/** 机构类别. */
export const OrganisationKind = z.enum(['finance', 'department', 'unit']);

/** 机构. */
export const OrganisationItem = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  kind: OrganisationKind,
  code: z.string(),
  name: z.string(),
  path: z.string(),
  isClosed: z.boolean(),
});
export type OrganisationItem = z.infer<typeof OrganisationItem>;
/** 机构树, each after the one above it. */
export const OrganisationList = z.object({
  items: z.array(OrganisationItem),
  /** Forms that the change has just put into their place in the tree. */
  placedForms: z.number().optional(),
});
export type OrganisationList = z.infer<typeof OrganisationList>;

/** 人员 as the administration sees them. */
export const PersonItem = z.object({
  id: z.string(),
  loginName: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  telephone: z.string().nullable(),
  duties: z.array(Duty),
  /** 单项授权: projects given to this person alone. */
  projects: z.array(z.string()),
  hasPassword: z.boolean(),
  mustChangePassword: z.boolean(),
  lockedUntil: z.string().nullable(),
  lastSignInAt: z.string().nullable(),
  isClosed: z.boolean(),
});
export type PersonItem = z.infer<typeof PersonItem>;
/** 人员. */
export const PersonList = z.object({ items: z.array(PersonItem) });
export type PersonList = z.infer<typeof PersonList>;

/** 任职: a role at an organisation. */
export const DutyChoice = z.object({ role: Role, organisationId: Id });
export type DutyChoice = z.infer<typeof DutyChoice>;

const PersonBody = z.object({
  loginName: Name,
  name: Name,
  email: Optional,
  telephone: Optional,
  duties: z.array(DutyChoice).max(50),
});

/** A password that an administrator hands over; it is shown this once and never again. */
export const InitialPassword = z.object({
  personId: z.string(),
  loginName: z.string(),
  name: z.string(),
  password: z.string(),
});
export type InitialPassword = z.infer<typeof InitialPassword>;

/** 人员导入: what a workbook would change, or has changed. */
export const PeopleImport = z.object({
  isApplied: z.boolean(),
  /** By sheet and row; nothing is stored while there is one. */
  problems: z.array(
    z.object({ sheet: z.string(), row: z.number().nullable(), message: z.string(), remedy: z.string() }),
  ),
  changes: z.array(
    z.object({
      sheet: z.string(),
      row: z.number(),
      sort: z.enum(['add', 'change', 'same']),
      label: z.string(),
      detail: z.string(),
    }),
  ),
  initialPasswords: z.array(InitialPassword),
});
export type PeopleImport = z.infer<typeof PeopleImport>;

/** 机构与人员. */
export const peopleEndpoints = {
  /** The part of the tree that the reader sees. */
  listOrganisations: {
    method: 'GET',
    needs: 'form.read',
    path: '/api/organisations',
    response: OrganisationList,
  },
  addOrganisation: {
    method: 'POST',
    needs: 'people.manage',
    path: '/api/organisations',
    body: z.object({ parentId: Id, kind: z.enum(['department', 'unit']), code: Code, name: Name }),
    response: OrganisationList,
  },
  changeOrganisation: {
    method: 'POST',
    needs: 'people.manage',
    path: '/api/organisations/:id',
    params: IdParams,
    body: z.object({ code: Code, name: Name, isClosed: z.boolean() }),
    response: OrganisationList,
  },
  moveOrganisation: {
    method: 'POST',
    needs: 'people.manage',
    path: '/api/organisations/:id/move',
    params: IdParams,
    body: z.object({ parentId: Id }),
    response: OrganisationList,
  },
  listPeople: { method: 'GET', needs: 'people.read', path: '/api/people', response: PersonList },
  addPerson: {
    method: 'POST',
    needs: 'people.manage',
    path: '/api/people',
    body: PersonBody,
    response: InitialPassword,
  },
  changePerson: {
    method: 'POST',
    needs: 'people.manage',
    path: '/api/people/:id',
    params: IdParams,
    body: PersonBody.extend({ isClosed: z.boolean() }),
    response: PersonItem,
  },
  resetPassword: {
    method: 'POST',
    needs: 'people.manage',
    path: '/api/people/:id/password',
    params: IdParams,
    response: InitialPassword,
  },
  unlockPerson: {
    method: 'POST',
    needs: 'people.manage',
    path: '/api/people/:id/unlock',
    params: IdParams,
    response: PersonItem,
  },
  grantProjects: {
    method: 'POST',
    needs: 'people.manage',
    path: '/api/people/:id/projects',
    params: IdParams,
    body: z.object({ projectIds: z.array(Id).max(500) }),
    response: PersonItem,
  },
  /** multipart/form-data, field `file`: a workbook with the sheets 机构 and 人员. Without `apply` nothing is stored. */
  importPeople: {
    method: 'POST',
    needs: 'people.manage',
    path: '/api/people/import',
    query: z.object({ apply: z.enum(['true', 'false']).default('false') }),
    response: PeopleImport,
  },
  /** Workbook of the tree and the people as they are, which is also the template for importing. */
  peopleWorkbook: {
    method: 'GET',
    needs: 'people.manage',
    path: '/api/people/workbook',
    response: z.unknown(),
  },
} as const;
