import type { OrganisationItem, PersonItem } from '@jiheng/api';

/** People with a duty in a part of the tree; those without any duty stand at the top. */
export function peopleShown(
  people: readonly PersonItem[],
  place: OrganisationItem | undefined,
  text: string,
): readonly PersonItem[] {
  const wanted = text.trim().toLowerCase();
  const isThere = ({ duties }: PersonItem): boolean =>
    place === undefined ||
    duties.some(({ path }) => path.startsWith(place.path)) ||
    (duties.length === 0 && place.parentId === null);
  return people.filter(
    (person) => isThere(person) && (person.name.includes(wanted) || person.loginName.includes(wanted)),
  );
}
