import type { FundAmountField } from '@jiheng/domain';

import { isFundValue, placeFundValues, type FundCell } from './fund-amounts.ts';
import type { FoundCells } from './found-cells.ts';
import { isRemark, type Item } from './items.ts';
import { meaningOf, type LabelEntry } from './label-index.ts';

/** Kinds of labels that say nothing against a column of the fund table. */
const FREE_KINDS: ReadonlySet<string> = new Set(['further', 'section', 'column']);
/** Values that show that the text before them names a row. */
const MIN_VALUES = 2;
const MAX_VALUES = 8;
const UNKNOWN_ROW: LabelEntry = { key: '', meanings: [{ kind: 'fund-row', side: null, key: null }] };

/** A row of the fund table whose values are being met. */
export interface OpenFund {
  readonly label: Item;
  readonly entry: LabelEntry;
  readonly values: Item[];
}

/** 资金表: heads and rows of the fund table as they are met. */
export class FundTable {
  readonly #found: FoundCells;
  /** Row of the heads. */
  #headRow = -1;
  /** Amounts that stand behind labels of columns instead of below them: together the row of the total. */
  readonly #loose: { label?: Item; readonly cells: FundCell[] } = { cells: [] };

  constructor(found: FoundCells) {
    this.#found = found;
  }

  get hasHeads(): boolean {
    return this.#found.fundColumns.length > 0;
  }

  /** Heads come in a run; one alone is something else. */
  takesHead(item: Item, field: FundAmountField, items: readonly Item[], index: number): boolean {
    const { fundColumns } = this.#found;
    const next = items
      .slice(index + 1, index + 4)
      .find((other) => other.kind !== 'blank' && !isRemark(other));
    const following = meaningOf(next?.entry, 'fund-column')?.field ?? field;
    if (fundColumns.length === 0 && following === field) return false;
    if (fundColumns.some((known) => known.field === field)) return false;
    this.#headRow = item.row;
    fundColumns.push({ field, column: item.column });
    return true;
  }

  /** A column between or behind the heads that the record has no field for. */
  takesFurtherHead(item: Item, entry?: LabelEntry): boolean {
    const { fundColumns } = this.#found;
    const isOther = entry?.meanings.some(({ kind }) => !FREE_KINDS.has(kind)) ?? false;
    if (fundColumns.length < 2 || isOther || (item.row >= 0 && item.row !== this.#headRow)) return false;
    fundColumns.push({ field: `further.${item.text}`, column: item.column });
    return true;
  }

  takesValue({ label, values }: OpenFund, item: Item): boolean {
    const { fundColumns } = this.#found;
    if (item.row >= 0 && item.row !== label.row) return false;
    if (isFundValue(item)) return true;
    const below = fundColumns.find(({ column }) => item.row >= 0 && column === item.column);
    if (below?.field.startsWith('further.')) return true;
    return fundColumns.some(({ field }) => field === 'reason') && values.length >= fundColumns.length - 2;
  }

  /** The row that a text begins which no list knows, where amounts follow it. */
  unknownRow(items: readonly Item[], index: number): OpenFund | undefined {
    const label = items[index];
    const { fundColumns } = this.#found;
    if (!label || fundColumns.length < 2 || isFundValue(label)) return undefined;
    let values = 0;
    for (const item of items.slice(index + 1, index + 1 + MAX_VALUES)) {
      if (item.row !== label.row || !isFundValue(item)) break;
      if (item.kind !== 'blank') values++;
    }
    return values < MIN_VALUES ? undefined : { label, entry: UNKNOWN_ROW, values: [] };
  }

  close({ label, entry, values }: OpenFund): void {
    const row = meaningOf(entry, 'fund-row');
    const { fundColumns, funds, further } = this.#found;
    const cells =
      fundColumns.length > 1
        ? placeFundValues(fundColumns, values)
        : values
            .filter(({ kind }) => kind !== 'blank')
            .slice(0, 1)
            .map((item) => ({ field: 'amount' as const, item }));
    funds.push({ label, side: row?.side ?? null, key: row?.key ?? null, cells });
    for (const { field, item } of cells)
      if (field.startsWith('further.') && item.kind !== 'blank')
        further.push({ label: { ...label, text: `${label.text} ${field.slice(8)}` }, items: [item] });
  }

  /** `全年预算数：45.00`, without a row of its own. */
  addLoose(label: Item, cell: FundCell): void {
    this.#loose.label ??= label;
    this.#loose.cells.push(cell);
  }

  finish(): void {
    const { label, cells } = this.#loose;
    if (label) this.#found.funds.push({ label, side: 'annual', key: 'total', cells });
  }
}
