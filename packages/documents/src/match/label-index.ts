import {
  FUND_AMOUNT_FIELDS,
  type FormHeader,
  type FormKind,
  type FormTemplate,
  type FundAmountField,
  type FundKey,
  type FundRow,
  type Goals,
  type IndicatorColumn,
  type LabelCell,
  type TemplateCell,
  type TemplateField,
} from '@jiheng/domain';

import type { ReadingRules } from '../read-result.ts';
import { bareLabelKey, labelKey } from './label-key.ts';

export type ColumnField = IndicatorColumn['field'];

/** What a label announces. One label can mean several things; the place decides. */
export type Meaning =
  | { readonly kind: 'header'; readonly field: keyof FormHeader }
  | { readonly kind: 'goal'; readonly field: keyof Goals }
  | { readonly kind: 'fund-row'; readonly side: FundRow['side'] | null; readonly key: FundKey | null }
  | { readonly kind: 'fund-column'; readonly field: FundAmountField }
  | { readonly kind: 'column'; readonly field: ColumnField }
  | { readonly kind: 'section'; readonly name: string }
  | { readonly kind: 'total' }
  | { readonly kind: 'grade' }
  | { readonly kind: 'year' }
  | { readonly kind: 'further'; readonly name: string };

export type MeaningKind = Meaning['kind'];

/** A label the reader knows, with all its meanings. */
export interface LabelEntry {
  readonly key: string;
  readonly meanings: Meaning[];
}

export function meaningOf<K extends MeaningKind>(
  entry: LabelEntry | undefined,
  kind: K,
): Extract<Meaning, { kind: K }> | undefined {
  if (!entry) return undefined;
  const isWanted = (meaning: Meaning): meaning is Extract<Meaning, { kind: K }> => meaning.kind === kind;
  for (const meaning of entry.meanings) if (isWanted(meaning)) return meaning;
  return undefined;
}

/** Sides on which the same fund label stands on one form. */
const FUND_FIELD = /^funds?\.(?:(annual|project|midterm|\*)\.)?(\w+)(?:\.(\w+))?$/;
const AMOUNT_FIELDS: ReadonlySet<string> = new Set(FUND_AMOUNT_FIELDS);

/** Meaning of a field path of templates or lexicon. */
export function meaningOfField(field: string, label: string): Meaning | undefined {
  const dot = field.indexOf('.');
  const head = dot < 0 ? field : field.slice(0, dot);
  const rest = field.slice(dot + 1);
  if (head === 'header') return { kind: 'header', field: rest as keyof FormHeader };
  if (head === 'goals') return { kind: 'goal', field: rest as keyof Goals };
  if (head === 'indicator') return { kind: 'column', field: rest as ColumnField };
  if (head === 'section') return { kind: 'section', name: rest };
  if (head === 'total') return { kind: 'total' };
  if (head === 'further') return { kind: 'further', name: rest };
  if (field === 'grade') return { kind: 'grade' };
  if (field === 'fiscalYear') return { kind: 'year' };
  const fund = FUND_FIELD.exec(field);
  if (!fund) return { kind: 'further', name: label };
  const [, side, key = ''] = fund;
  if (side === undefined && AMOUNT_FIELDS.has(key))
    return { kind: 'fund-column', field: key as FundAmountField };
  return {
    kind: 'fund-row',
    side: side === undefined || side === '*' ? null : (side as FundRow['side']),
    key: key === 'null' ? null : (key as FundKey),
  };
}

function sameMeaning(a: Meaning, b: Meaning): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What a label is printed as; a form in another unit of money prints that in it: 项目资金（元）. */
function textsOf({ label, aliases = [], holdsAmountUnit }: LabelCell): readonly string[] {
  const units = holdsAmountUnit ? ['万元', '元'].map((unit) => label.replace(/万元|元/, unit)) : [label];
  return [...units, ...aliases];
}

/** 标签索引: every label of templates and lexicon, by folded text. */
export class LabelIndex {
  readonly #entries = new Map<string, LabelEntry>();
  readonly #prefixes = new Set<string>();
  /** Labels of each template, for choosing the one that fits best. */
  readonly templateLabels = new Map<string, ReadonlySet<string>>();
  readonly titles = new Map<string, FormKind>();
  readonly longest: number;

  constructor(rules: ReadingRules) {
    for (const { field, label, aliases = [] } of rules.lexicon.labels) {
      const meaning = meaningOfField(field, label);
      if (meaning) for (const text of [label, ...aliases]) this.#add(text, meaning);
    }
    for (const template of rules.templates) this.#addTemplate(template);
    this.longest = Math.max(1, ...[...this.#entries.keys()].map((key) => key.length));
  }

  #add(text: string, meaning: Meaning): string {
    const key = labelKey(text);
    for (const form of new Set([key, bareLabelKey(key)])) {
      if (form === '') continue;
      const entry = this.#entries.get(form) ?? { key: form, meanings: [] };
      if (!entry.meanings.some((known) => sameMeaning(known, meaning))) entry.meanings.push(meaning);
      this.#entries.set(form, entry);
      // Where a beginning is known, so are the shorter ones.
      for (let length = form.length; length > 0 && !this.#prefixes.has(form.slice(0, length)); length--)
        this.#prefixes.add(form.slice(0, length));
    }
    return bareLabelKey(key);
  }

  #addTemplate(template: FormTemplate): void {
    const labels = new Set<string>();
    const note = (cell: LabelCell, meaning: Meaning): void => {
      for (const text of textsOf(cell)) labels.add(this.#add(text, meaning));
    };
    for (const title of [template.title, ...(template.titleAliases ?? [])])
      this.titles.set(labelKey(title), template.kind);
    for (const block of template.blocks) {
      if (block.block === 'indicators') {
        if (block.side) note(block.side, { kind: 'section', name: 'indicators' });
        for (const column of block.columns) note(column, { kind: 'column', field: column.field });
      } else {
        for (const [cell, meaning] of labelMeanings(block.block === 'cells' ? block.rows : [block.cells]))
          note(cell, meaning);
      }
    }
    this.templateLabels.set(template.id, labels);
  }

  /** Entry of exactly this label, also when it stands with a colon or remarks. */
  find(key: string): LabelEntry | undefined {
    if (key.length > this.longest + 24) return undefined;
    return this.#entries.get(key) ?? this.#entries.get(bareLabelKey(key));
  }

  /** True when some label begins so. */
  isPrefix(key: string): boolean {
    return this.#prefixes.has(key);
  }

  /** Longest label that stands at an offset of folded text. */
  longestAt(key: string, offset: number): LabelEntry | undefined {
    let found: LabelEntry | undefined;
    for (let end = offset + 1; end <= key.length; end++) {
      const piece = key.slice(offset, end);
      if (!this.#prefixes.has(piece)) break;
      found = this.#entries.get(piece) ?? found;
    }
    return found;
  }
}

interface Placed {
  readonly cell: TemplateCell;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Cells of a block on its grid; row spans push later rows aside. */
function layOut(rows: readonly (readonly TemplateCell[])[]): Placed[] {
  const placed: Placed[] = [];
  const taken = new Set<string>();
  rows.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while (taken.has(`${row}:${column}`)) column++;
      const to = column + (cell.columns ?? 1);
      for (let down = 0; down < (cell.rows ?? 1); down++)
        for (let at = column; at < to; at++) taken.add(`${row + down}:${at}`);
      placed.push({ cell, row, from: column, to });
      column = to;
    }
  });
  return placed;
}

function meaningsOfFund(
  field: TemplateField,
  left: LabelCell | undefined,
  above: LabelCell | undefined,
): [LabelCell, Meaning][] {
  const [, side, key, amount] = field.split('.');
  const found: [LabelCell, Meaning][] = [];
  if (left) found.push([left, { kind: 'fund-row', side: side as FundRow['side'], key: key as FundKey }]);
  if (above && amount !== 'amount')
    found.push([above, { kind: 'fund-column', field: amount as FundAmountField }]);
  return found;
}

/** True for a label whose field stands right of it, so that nothing below belongs to it. */
function announcesBeside({ row, to }: Placed, cells: readonly Placed[]): boolean {
  return cells.some((other) => other.row === row && other.from === to && 'field' in other.cell);
}

/** Which label announces which field: the label left of the field, for tables also the one above it. */
function labelMeanings(rows: readonly (readonly TemplateCell[])[]): [LabelCell, Meaning][] {
  const cells = layOut(rows);
  const used = new Set<TemplateCell>();
  const found: [LabelCell, Meaning][] = [];
  for (const { cell, row, from, to } of cells) {
    if (!('field' in cell)) continue;
    const left = cells.findLast(
      (other) =>
        other.row <= row &&
        row < other.row + (other.cell.rows ?? 1) &&
        other.to <= from &&
        'label' in other.cell,
    )?.cell as LabelCell | undefined;
    const above = cells.findLast(
      (other) =>
        other.row < row &&
        other.from < to &&
        from < other.to &&
        'label' in other.cell &&
        !announcesBeside(other, cells),
    )?.cell as LabelCell | undefined;
    if (cell.field.startsWith('funds.')) {
      found.push(...meaningsOfFund(cell.field, left, above));
    } else {
      const isTall = left === undefined || (left.rows ?? 1) > 1;
      const isParted = cells.some((other) => other.row === row && other.to <= from && 'field' in other.cell);
      const isHeaded = above !== undefined && isTall && (isParted || cell.field.startsWith('goals.'));
      const label = isHeaded ? above : (left ?? above);
      const meaning = label && meaningOfField(cell.field, label.label);
      if (label && meaning) found.push([label, meaning]);
    }
  }
  for (const [label] of found) used.add(label);
  for (const { cell } of cells)
    if ('label' in cell && !used.has(cell)) found.push([cell, { kind: 'section', name: cell.label }]);
  return found;
}
