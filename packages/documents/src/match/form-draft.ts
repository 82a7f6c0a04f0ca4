import type { FieldPath, Origin, OriginMap, Problem } from '@jiheng/domain';

import { CharacterClass, type CharacterLedger } from '../model/character-classes.ts';
import { placeOf, type NeutralDocument } from '../model/neutral-document.ts';
import { joinTexts } from '../read/clean-text.ts';
import { partsOf, type Item } from './items.ts';

/** Text of several items as one value; lines of a long text stay apart. */
export function textOf(items: readonly Item[]): string {
  const [first] = items;
  if (first && items.length === 1) return first.text;
  return joinTexts(items.map(({ text }) => text));
}

/** 草稿: where the fields of one form come from, while it is read. Every claim of characters goes through here. */
export class FormDraft {
  readonly document: NeutralDocument;
  readonly problems: Problem[] = [];
  /** Labels met, for choosing the template that fits. */
  readonly labels = new Set<string>();
  readonly #ledger: CharacterLedger;
  readonly #origins: Record<FieldPath, Origin> = {};
  readonly #shared = new WeakMap<readonly Item[], Origin>();

  constructor(document: NeutralDocument, ledger: CharacterLedger) {
    this.document = document;
    this.#ledger = ledger;
  }

  get origins(): OriginMap {
    return this.#origins;
  }

  /** A draft on the same document whose fields belong to no path of this form. */
  aside(): FormDraft {
    return new FormDraft(this.document, this.#ledger);
  }

  #claim(items: readonly Item[], as: CharacterClass): void {
    for (const item of items) for (const part of partsOf(item)) this.#ledger.claim(part, as);
  }

  label(...items: readonly Item[]): void {
    for (const { entry } of items) if (entry) this.labels.add(entry.key);
    this.#claim(items, CharacterClass.Label);
  }

  furniture(...items: readonly Item[]): void {
    this.#claim(items, CharacterClass.Furniture);
  }

  /** Claims items as the content of a field and records where it stands. */
  field(path: FieldPath, items: readonly Item[], printedUnder?: string): void {
    const filled = items.filter(({ text }) => text !== '');
    if (filled.length === 0) return;
    this.#claim(filled, CharacterClass.Field);
    this.#origins[path] = this.#originOf(filled, printedUnder);
  }

  /** The same for a cell that several rows share, such as a level label merged over them. */
  shared(path: FieldPath, items: readonly Item[], printedUnder?: string): void {
    const known = this.#shared.get(items);
    if (known) this.#origins[path] = known;
    else {
      this.field(path, items, printedUnder);
      const origin = this.#origins[path];
      if (origin) this.#shared.set(items, origin);
    }
  }

  #originOf(items: readonly Item[], printedUnder: string | undefined): Origin {
    const parts = items.length === 1 && items[0] ? partsOf(items[0]) : items.flatMap(partsOf);
    const place = placeOf(this.document, parts);
    const isJoined = place.spans.length > 1 && place.spans[0]?.line !== place.spans.at(-1)?.line;
    const row = items[0]?.row ?? -1;
    const isRow = row >= 0 && (items.some((item) => item.row !== row) || parts.length > items.length);
    const plain = { kind: 'document', place } as const;
    const origin = isJoined
      ? { ...plain, joins: [isRow ? 'row-continuation' : 'line-wrap'] as const }
      : plain;
    return printedUnder === undefined ? origin : { ...origin, printedUnder };
  }

  stated(path: FieldPath, origin: Origin): void {
    this.#origins[path] = origin;
  }
}
