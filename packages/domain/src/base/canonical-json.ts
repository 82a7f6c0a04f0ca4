/** 规范 JSON: text that is the same for equal values: members sorted by name, absent members left out, no blanks. */
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
