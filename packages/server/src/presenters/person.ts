import type { PersonItem } from '@jiheng/api';
import type { PersonRecord } from '@jiheng/store';
import { presentDuties } from './duties.ts';

export function presentPerson(
  person: PersonRecord,
  names: ReadonlyMap<string, string>,
  lockedUntil: Date | null,
): PersonItem {
  return {
    id: person.personId,
    loginName: person.loginName,
    name: person.name,
    email: person.email,
    telephone: person.telephone,
    duties: presentDuties(person.assignments, names),
    projects: [...person.projects],
    hasPassword: person.hasPassword,
    mustChangePassword: person.mustChangePassword,
    lockedUntil: lockedUntil?.toISOString() ?? null,
    lastSignInAt: person.lastSignInAt?.toISOString() ?? null,
    isClosed: person.isClosed,
  };
}
