import { performance } from 'node:perf_hooks';

import { readDocument, toExchange, type ReadingRules } from '../src/index.ts';
import { SAMPLE_FORMS } from './sample-forms.ts';
import { TEXT_SHAPES } from './text-shapes.ts';

/** Slowest time allowed for one case: a constant and a share by size. */
const BASE_MS = 2_000;
const MS_PER_KILOBYTE = 4;

export interface FuzzFailure {
  readonly case: number;
  readonly what: string;
}

export interface FuzzReport {
  readonly cases: number;
  readonly failures: readonly FuzzFailure[];
  readonly slowestMs: number;
  readonly forms: number;
}

/** Seeded generator, so that every failure can be made again from its number. */
export function seededRandom(seed: number): (below: number) => number {
  let state = (seed * 2654435761) >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return below <= 0 ? 0 : state % below;
  };
}

type Random = (below: number) => number;
type Mutation = (text: string, random: Random) => string;

const SIGNS = [
  '\t',
  '|',
  '\n',
  '\n\n',
  ' ',
  '指标',
  '效益 社会',
  '项目名称',
  '(',
  '）',
  '≥',
  '总分',
  '\u0000',
  '\u{1F4A1}',
  '\uFFFD',
  '9'.repeat(40),
  '<p>',
  '$\\geq',
  '一级指标 二级指标 三级指标',
];

const MUTATIONS: readonly Mutation[] = [
  (text, random) => text.slice(0, random(text.length)),
  (text, random) => text.slice(random(text.length)),
  (text, random) => {
    const at = random(text.length);
    return text.slice(0, at) + text.slice(at + random(80));
  },
  (text, random) => {
    const at = random(text.length);
    return text.slice(0, at) + (SIGNS[random(SIGNS.length)] ?? '') + text.slice(at);
  },
  (text, random) => {
    const [from, to] = [random(text.length), random(text.length)];
    return text.slice(0, to) + text.slice(from, from + random(400)) + text.slice(to);
  },
  (text, random) => {
    const lines = text.split('\n');
    const [a, b] = [random(lines.length), random(lines.length)];
    [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
    return lines.join('\n');
  },
  (text, random) => text.replaceAll(SIGNS[random(4)] ?? '\t', SIGNS[random(6)] ?? ''),
  (text, random) =>
    text
      .split('\n')
      .filter(() => random(10) > 0)
      .join('\n'),
  (text, random) => text + (SIGNS[random(SIGNS.length)] ?? '').repeat(random(2_000)),
];

function ownTexts(): string[] {
  const shapes = Object.values(TEXT_SHAPES);
  return SAMPLE_FORMS.flatMap(({ rows }) => shapes.map((shape) => shape(rows)));
}

function randomBytes(random: Random): Uint8Array {
  return Uint8Array.from({ length: random(4_000) }, () => random(256));
}

const UTF8 = new TextEncoder();

/** Input number `index`: a mutated document, sometimes with broken bytes, or nothing but random bytes. */
function inputOf(index: number, texts: readonly string[]): Uint8Array {
  const random = seededRandom(index + 1);
  if (random(20) === 0) return randomBytes(random);
  const whole = texts[random(texts.length)] ?? '';
  const from = random(4) === 0 ? random(whole.length) : 0;
  let text = whole.slice(from, from + 12_000);
  for (let count = random(5); count > 0; count--)
    text = MUTATIONS[random(MUTATIONS.length)]?.(text, random) ?? text;
  const bytes = UTF8.encode(text.slice(0, 60_000));
  for (let count = random(8) === 0 ? random(20) : 0; count > 0; count--)
    bytes[random(bytes.length)] = random(256);
  return bytes;
}

function faultOf(bytes: Uint8Array, rules: ReadingRules): { fault: string | null; forms: number } {
  const result = readDocument(bytes, 'fuzz.txt', rules);
  const forms = toExchange(result);
  JSON.stringify(result);
  const { total, field, label, furniture, residue } = result.counts;
  if (field + label + furniture + residue !== total)
    return { fault: `counts do not add up: ${JSON.stringify(result.counts)}`, forms: 0 };
  const spans = result.residue.flatMap(({ place }) => place.spans);
  if (spans.some(({ column, toColumn, line }) => line < 1 || column < 1 || toColumn <= column))
    return { fault: 'residue without a place', forms: 0 };
  if (residue > 0 && result.residue.length === 0) return { fault: 'residue that is not reported', forms: 0 };
  return { fault: null, forms: forms.length };
}

/** Reads `cases` broken documents and reports every crash, slow reading and character that is not accounted for. */
export function runFuzz(
  rules: ReadingRules,
  cases: number,
  documents: readonly string[] = [],
  first = 0,
): FuzzReport {
  const texts = [...ownTexts(), ...documents];
  const failures: FuzzFailure[] = [];
  let slowestMs = 0;
  let forms = 0;
  for (let index = first; index < first + cases; index++) {
    const bytes = inputOf(index, texts);
    const start = performance.now();
    try {
      const { fault, forms: found } = faultOf(bytes, rules);
      forms += found;
      if (fault !== null) failures.push({ case: index, what: fault });
    } catch (error) {
      failures.push({
        case: index,
        what: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error),
      });
    }
    const took = performance.now() - start;
    slowestMs = Math.max(slowestMs, took);
    if (took > BASE_MS + (bytes.length / 1024) * MS_PER_KILOBYTE)
      failures.push({ case: index, what: `took ${Math.round(took)} ms for ${bytes.length} bytes` });
  }
  return { cases, failures, slowestMs, forms };
}
