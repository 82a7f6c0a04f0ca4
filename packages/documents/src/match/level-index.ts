import type { Level1Key, Taxonomy } from '@jiheng/domain';

import { bareLabelKey, labelKey } from './label-key.ts';

/** A level label 一级/二级指标 as the taxonomies know it. */
export interface LevelEntry {
  readonly isLevel1: boolean;
  readonly isLevel2: boolean;
  /** Printed without the word 指标, so that it may also be an ordinary word. */
  readonly isWeak: boolean;
  /** Level-1 classes it is or belongs to, the usual taxonomy first. */
  readonly level1: readonly Level1Key[];
}

const SUFFIX = '指标';
const CONTINUED = /\(?续\)?$/;

/** 指标体系索引: level labels of all taxonomies, whole and in pieces. */
export class LevelIndex {
  readonly #entries = new Map<string, LevelEntry>();
  readonly #pieces = new Set<string>();
  readonly #prefixes = new Set<string>();
  readonly #names = new Map<Level1Key, string>();

  constructor(taxonomies: readonly Taxonomy[]) {
    for (const { levels } of taxonomies)
      for (const { key, label, aliases = [], children } of levels) {
        if (!this.#names.has(key)) this.#names.set(key, label);
        for (const name of [label, ...aliases]) this.#add(name, 1, key);
        for (const child of children)
          for (const name of [child.label, ...(child.aliases ?? [])]) this.#add(name, 2, key);
      }
  }

  #add(label: string, level: 1 | 2, level1: Level1Key): void {
    const key = labelKey(label);
    this.#put(key, level, level1, !key.endsWith(SUFFIX));
    if (key.endsWith(SUFFIX) && key.length > 3) this.#put(key.slice(0, -2), level, level1, true);
    for (let from = 0; from < key.length; from++)
      for (let to = from + 1; to <= key.length; to++) this.#pieces.add(key.slice(from, to));
    for (let to = 1; to <= key.length; to++) this.#prefixes.add(key.slice(0, to));
  }

  #put(key: string, level: 1 | 2, level1: Level1Key, isWeak: boolean): void {
    const known = this.#entries.get(key);
    this.#entries.set(key, {
      isLevel1: level === 1 || known?.isLevel1 === true,
      isLevel2: level === 2 || known?.isLevel2 === true,
      isWeak: isWeak && known?.isWeak !== false,
      level1: known?.level1.includes(level1) ? known.level1 : [...(known?.level1 ?? []), level1],
    });
  }

  /** The level a text is, also with points `(50分)` or a mark of continuation behind it. */
  find(key: string): LevelEntry | undefined {
    if (key === '' || key.length > 30) return undefined;
    const whole = this.#entries.get(key);
    if (whole) return whole;
    const bare = bareLabelKey(key);
    return (
      (bare === key ? undefined : this.#entries.get(bare)) ??
      (CONTINUED.test(key) ? this.#entries.get(bare.replace(CONTINUED, '')) : undefined)
    );
  }

  /** The usual name of a level-1 class. */
  nameOf(level1: Level1Key): string {
    return this.#names.get(level1) ?? level1;
  }

  /** True for any part of a level label, `度指`, `续影响`. */
  isPiece(key: string): boolean {
    return this.#pieces.has(key);
  }

  isPrefix(key: string): boolean {
    return this.#prefixes.has(key);
  }

  /** Longest full label at an offset, for glued text. */
  longestAt(key: string, offset: number): string | undefined {
    let found: string | undefined;
    for (let end = offset + 1; end <= key.length; end++) {
      const piece = key.slice(offset, end);
      if (!this.#prefixes.has(piece)) break;
      if (this.#entries.get(piece)?.isWeak === false) found = piece;
    }
    return found;
  }
}
