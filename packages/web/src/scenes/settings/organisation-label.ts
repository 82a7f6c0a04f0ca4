import type { OrganisationItem } from '@jiheng/api';

/** 机构 in a choice: code and name; the bureau at the top has no code of its own, only a place-holder. */
export function organisationLabel({ parentId, code, name }: OrganisationItem): string {
  return parentId === null ? name : `${code} ${name}`;
}
