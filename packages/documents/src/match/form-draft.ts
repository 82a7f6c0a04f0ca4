import type { FieldPath, Origin, OriginMap, Problem } from '@jiheng/domain';

import { CharacterClass, type CharacterLedger } from '../model/character-classes.ts';
import { placeOf, type NeutralDocument } from '../model/neutral-document.ts';
import { joinText } from '../read/clean-text.ts';
import type { Item } from './items.ts';

/** Text of several items as one value; lines of a long text stay apart. */
export function textOf(items: readonly Item[]): string {
  return items.reduce((joined, { text }) => joinText(joined, text), '');
}

/** 草稿: where the fields of one form come from, while it is read. Every claim of characters goes through here. */
export class FormDraft {
  readonly document: NeutralDocument;
  readonly problems: Problem[] = [];
  /** Labels met, for choosing the template that fits. */
  readonly labels = new Set<string>();
  readonly #ledger: CharacterLedger;
  readonly #origins: Record<FieldPath, Origin> = {};

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
    for (const { parts } of items) for (const part of parts) this.#ledger.claim(part, as);
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
    const place = placeOf(
      this.document,
      filled.flatMap(({ parts }) => parts),
    );
    const rows = new Set(filled.map(({ row }) => row));
    const lines = new Set(place.spans.map(({ line }) => line));
    const join =
      rows.size > 1 || filled.some((item) => item.row >= 0 && item.parts.length > 1)
        ? 'row-continuation'
        : 'line-wrap';
    this.#origins[path] = {
      kind: 'document',
      place,
      ...(lines.size > 1 ? { joins: [join] as const } : {}),
      ...(printedUnder === undefined ? {} : { printedUnder }),
    };
  }

  stated(path: FieldPath, origin: Origin): void {
    this.#origins[path] = origin;
  }
}
