import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

import { seededRandom } from './cases.ts';

type Random = ReturnType<typeof seededRandom>;
type Damage<T> = (content: T, random: Random) => T;

/** Ways in which a file of any format comes out broken. */
const BYTES: readonly Damage<Uint8Array>[] = [
  (bytes, random) => {
    const hit = bytes.slice();
    for (let count = 1 + random(20); count > 0; count--) hit[random(hit.length)] = random(256);
    return hit;
  },
  (bytes, random) => bytes.slice(0, random(bytes.length)),
  (bytes, random) => bytes.slice(random(bytes.length)),
  (bytes, random) => {
    const at = random(bytes.length);
    return Buffer.concat([bytes.slice(0, at), bytes.slice(at + random(600))]);
  },
  (bytes, random) => {
    const at = random(bytes.length);
    return Buffer.concat([bytes.slice(0, at), bytes.slice(at, at + random(600)), bytes.slice(at)]);
  },
];

const JUNK = [
  '<w:p/>',
  '<w:tbl>',
  '</w:tc>',
  '&amp;',
  '&#0;',
  '<c r="ZZ9"/>',
  '-1',
  '99999999',
  '"',
  '\u0000',
];

/** Ways in which a text of mark-up comes out broken: tags lost, doubled and exchanged, numbers and attributes changed. */
const MARKUP: readonly Damage<string>[] = [
  (text, random) => withTag(text, random, () => ''),
  (text, random) => withTag(text, random, (tag) => tag + tag),
  (text, random) => withTag(text, random, (tag) => tag.replace(/\d+/g, () => String(random(70_000) - 5))),
  (text, random) => withTag(text, random, (tag) => tag.replace(/\s[^<>]*/, '')),
  (text, random) => withTag(text, random, (tag) => tag.repeat(random(400))),
  (text, random) => withTag(text, random, (tag) => (JUNK[random(JUNK.length)] ?? '') + tag),
  (text, random) => {
    const at = random(text.length);
    return text.slice(0, at) + text.slice(at + random(300));
  },
  (text, random) => {
    const [at, to] = [random(text.length), random(text.length)];
    return text.slice(0, to) + text.slice(at, at + random(3000)) + text.slice(to);
  },
];

/** The text with one of its tags changed. */
function withTag(text: string, random: Random, change: (tag: string) => string): string {
  const from = text.indexOf('<', random(text.length));
  const to = text.indexOf('>', from) + 1;
  return from < 0 || to <= from ? text : text.slice(0, from) + change(text.slice(from, to)) + text.slice(to);
}

function some<T>(list: readonly Damage<T>[], content: T, random: Random): T {
  let broken = content;
  for (let count = 1 + random(4); count > 0; count--)
    broken = list[random(list.length)]?.(broken, random) ?? broken;
  return broken;
}

/** Breaks what is inside a zip file, so that the damage gets past its checksums: parts lost, exchanged, their mark-up broken. */
function breakParts(parts: Record<string, Uint8Array>, random: Random): Uint8Array {
  const names = Object.keys(parts);
  const pick = (): string => names[random(names.length)] ?? '';
  const [one, other] = [pick(), pick()];
  const [first, second] = [parts[one] ?? new Uint8Array(), parts[other] ?? new Uint8Array()];
  const kind = random(10);
  if (kind === 0) Reflect.deleteProperty(parts, one);
  else if (kind === 1) [parts[one], parts[other]] = [second, first];
  else if (kind === 2) parts[one] = some(BYTES, first, random);
  else {
    // Most of a file's meaning is in its largest parts.
    const large = [...names].sort((a, b) => (parts[b]?.length ?? 0) - (parts[a]?.length ?? 0)).slice(0, 4);
    const name = large[random(large.length)] ?? one;
    parts[name] = strToU8(some(MARKUP, strFromU8(parts[name] ?? new Uint8Array()), random));
  }
  return zipSync(parts, { level: 1 });
}

/** Parts of a zip file; nothing where the file is broken already. */
function partsOf(bytes: Uint8Array): Record<string, Uint8Array> | undefined {
  try {
    return unzipSync(bytes);
  } catch {
    return undefined;
  }
}

/** 损坏: the file `bytes`, broken in a way that `random` chooses. */
export function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const parts = isZip ? partsOf(bytes) : undefined;
  if (parts && random(5) > 0) return breakParts(parts, random);
  const isMarkup = bytes[0] === 0x3c;
  if (isMarkup && random(3) > 0) return strToU8(some(MARKUP, strFromU8(bytes), random));
  return some(BYTES, bytes, random);
}
