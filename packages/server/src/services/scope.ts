import { may, ROOT_PATH, scopeOf, type Permission, type Scope, type Subject } from '@jiheng/domain';
import { findDocument, findFormPlace, isDocumentInScope, type StoredDocument } from '@jiheng/store';
import { AppError } from '../plugins/errors.ts';
import type { ServiceContext } from './context.ts';

/** 可见范围: forms that the person may read. */
export function readable({ person }: ServiceContext): Scope {
  return scopeOf(person, 'form.read');
}

export function isEverywhere({ paths }: Scope): boolean {
  return paths.includes(ROOT_PATH);
}

/**
 * Refuses what lies outside the person's scope as if it were not there, so that ids cannot be tried out. `missing` is
 * what is said of a thing that does not exist.
 */
export function demandAt<T extends Subject>(
  { person }: ServiceContext,
  permission: Permission,
  subject: T | undefined,
  missing: string,
): asserts subject is T {
  if (subject === undefined || !may(person, permission, subject)) throw new AppError('NOT-FOUND', missing);
}

/** The form is there and the person may do that with it. */
export async function demandForm(
  context: ServiceContext,
  permission: Permission,
  formId: string,
): Promise<void> {
  const place = await findFormPlace(context.db, context.tenant.tenantId, formId);
  demandAt(context, permission, place, '没有找到这张表。');
}

/** 原件 that the person may see. */
export async function demandDocument(context: ServiceContext, documentId: string): Promise<StoredDocument> {
  const { db, tenant, person } = context;
  const scope = readable(context);
  const document = await findDocument(db, tenant.tenantId, documentId);
  const isSeen =
    document !== undefined &&
    (isEverywhere(scope) ||
      (await isDocumentInScope(db, tenant.tenantId, documentId, { scope, personId: person.personId })));
  if (isSeen) return document;
  throw new AppError('NOT-FOUND', '没有找到这份原件，或其中有您不能查看的表。');
}
