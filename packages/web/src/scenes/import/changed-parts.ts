/** Two texts cut into what they begin with alike, what differs, and what they end with alike. */
export interface ChangedParts {
  readonly head: string;
  readonly before: string;
  readonly after: string;
  readonly tail: string;
}

export function changedParts(before: string, after: string): ChangedParts {
  // Whole characters, so that no surrogate pair is cut.
  const [a, b] = [Array.from(before), Array.from(after)];
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return {
    head: a.slice(0, head).join(''),
    before: a.slice(head, a.length - tail).join(''),
    after: b.slice(head, b.length - tail).join(''),
    tail: a.slice(a.length - tail).join(''),
  };
}
