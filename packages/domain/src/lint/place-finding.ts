import type { FieldPath, OriginMap, Place } from '../base/place.ts';
import type { Finding, PlacedFinding } from './rule.ts';

function parentOf(path: FieldPath): FieldPath {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Where each field and each part of a form stands: the first place under every path. */
function placesOf(origins: OriginMap): Map<FieldPath, Place> {
  const places = new Map<FieldPath, Place>();
  for (const [field, origin] of Object.entries(origins)) {
    if (origin.kind !== 'document') continue;
    for (let path = field; ; path = parentOf(path)) {
      if (places.has(path)) break;
      places.set(path, origin.place);
      if (path === '') break;
    }
  }
  return places;
}

/**
 * 定位: where a field stands in the source file. A field that is blank has no place of its own; then the row or part it
 * belongs to is pointed at, at last the form itself.
 */
export function placeFinder(origins: OriginMap, formPlace?: Place): (path: FieldPath) => Place | undefined {
  const places = placesOf(origins);
  return (field) => {
    for (let path = field; path !== ''; path = parentOf(path)) {
      const place = places.get(path);
      if (place) return place;
    }
    return formPlace ?? places.get('');
  };
}

/** 问题定位: gives findings their place in the source file. */
export function placeFindings(
  findings: readonly Finding[],
  origins: OriginMap,
  formPlace?: Place,
): PlacedFinding[] {
  const placeOf = placeFinder(origins, formPlace);
  return findings.map((finding) => {
    const place = placeOf(finding.at[0] ?? '');
    return place ? { ...finding, place } : finding;
  });
}
