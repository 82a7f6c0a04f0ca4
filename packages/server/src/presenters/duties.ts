import type { Duty } from '@jiheng/api';
import { ROLE_LABELS, type Assignment } from '@jiheng/domain';

export function presentDuties(
  assignments: readonly Assignment[],
  names: ReadonlyMap<string, string>,
): Duty[] {
  return assignments.map(({ role, organisationId, path }) => ({
    role,
    roleLabel: ROLE_LABELS[role],
    organisationId,
    organisationName: names.get(organisationId) ?? '',
    path,
  }));
}
