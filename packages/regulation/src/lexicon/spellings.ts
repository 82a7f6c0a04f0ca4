import type { Lexicon } from '@jiheng/domain';

type LabelEntry = Lexicon['labels'][number];

/** Splits at the bars outside of parentheses. */
function alternatives(pattern: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern.charAt(at);
    if (sign === '(') depth++;
    else if (sign === ')') depth--;
    else if (sign === '|' && depth === 0) {
      parts.push(pattern.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, pattern.slice(from)];
}

function groupEnd(pattern: string, from: number): number {
  let depth = 0;
  for (let at = from; at < pattern.length; at++) {
    const sign = pattern.charAt(at);
    if (sign === '(') depth++;
    else if (sign === ')' && --depth === 0) return at;
  }
  throw new RangeError(`a group is not closed: ${pattern}`);
}

/**
 * 写法: all texts that a pattern stands for. `(|项目)主管(部门|单位)` stands for four of them; full-width brackets are
 * ordinary signs.
 */
export function spellings(pattern: string): string[] {
  const open = pattern.indexOf('(');
  if (open < 0) return [pattern];
  const close = groupEnd(pattern, open);
  const rests = spellings(pattern.slice(close + 1));
  return alternatives(pattern.slice(open + 1, close))
    .flatMap(spellings)
    .flatMap((middle) => rests.map((rest) => pattern.slice(0, open) + middle + rest));
}

/** 标签的各种写法: a label with its aliases, which may be patterns; no spelling comes twice. */
export function labelled(field: string, label: string, ...patterns: readonly string[]): LabelEntry {
  const aliases = new Set(patterns.flatMap(spellings));
  aliases.delete(label);
  aliases.delete('');
  return { field, label, aliases: [...aliases] };
}
