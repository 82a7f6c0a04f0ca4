import { createHash } from 'node:crypto';

/** 内容摘要: SHA-256 of the canonical JSON of a value (members in the order of their names), in lower-case hex. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** JSON text that is the same for equal values: members sorted by name, absent members left out, no blanks. */
export function canonicalJson(value: unknown): string {
  return serialise(JSON.parse(JSON.stringify(value)) as unknown);
}

function serialise(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(serialise).join(',')}]`;
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${serialise(member)}`);
  return `{${members.join(',')}}`;
}
