import type { CharacterCounts } from '../read-result.ts';
import type { Range } from './neutral-document.ts';

/** Class of a character; each non-blank character has exactly one. */
export const CharacterClass = { Residue: 0, Field: 1, Label: 2, Furniture: 3 } as const;
export type CharacterClass = (typeof CharacterClass)[keyof typeof CharacterClass];

const BLANK = /\s/;
/** Zero-width signs that no person sees. */
const INVISIBLE = '\u200b\u200c\u200d\u2060\ufeff';

/** True for characters that do not count: white space and invisible signs. */
export function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 32 || (code > 8 && code < 14) || code === 0xa0 || code === 0x3000) return true;
  if (code < 0x1680 || (code > 0x303f && code < 0xfe00)) return false;
  const sign = text.charAt(at);
  return BLANK.test(sign) || INVISIBLE.includes(sign);
}

/**
 * One class per character. A character starts as residue and is claimed once; later claims change nothing,
 * so the counts add up whatever the matcher does.
 */
export class CharacterLedger {
  readonly #text: string;
  readonly #classes: Uint8Array;

  constructor(text: string) {
    this.#text = text;
    this.#classes = new Uint8Array(text.length);
  }

  claim(range: Range, as: CharacterClass): void {
    const end = Math.min(range.to, this.#classes.length);
    for (let at = range.from; at < end; at++)
      if (this.#classes[at] === CharacterClass.Residue) this.#classes[at] = as;
  }

  /** True while the first character of a stretch is claimed by nothing. */
  isFree({ from }: Range): boolean {
    return this.#classes[from] === CharacterClass.Residue;
  }

  counts(): CharacterCounts {
    const tally = [0, 0, 0, 0];
    let total = 0;
    for (let at = 0; at < this.#classes.length; at++) {
      if (isBlank(this.#text, at)) continue;
      const kind = this.#classes[at] ?? 0;
      tally[kind] = (tally[kind] ?? 0) + 1;
      total++;
    }
    const [residue = 0, field = 0, label = 0, furniture = 0] = tally;
    return { total, field, label, furniture, residue };
  }

  /** Stretches of residue, cut at line ends. */
  residue(limit: number): Range[] {
    const ranges: Range[] = [];
    let from = -1;
    let to = -1;
    for (let at = 0; at <= this.#classes.length && ranges.length < limit; at++) {
      const isEnd = at === this.#classes.length || this.#text.charCodeAt(at) === 10;
      const isResidue = !isEnd && this.#classes[at] === CharacterClass.Residue;
      if (isResidue && !isBlank(this.#text, at)) {
        if (from < 0) from = at;
        to = at + 1;
      } else if (from >= 0 && (isEnd || !isResidue)) {
        ranges.push({ from, to });
        from = -1;
      }
    }
    return ranges;
  }
}
