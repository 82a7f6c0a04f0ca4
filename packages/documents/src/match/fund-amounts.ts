import {
  isBlankCell,
  parseMoneyCell,
  type DecimalText,
  type FundAmountField,
  type MoneyUnit,
} from '@jiheng/domain';

import type { Item } from './items.ts';

/** Field of a fund column; columns the record has no field for are kept by their heading. */
export type FundField = FundAmountField | `further.${string}`;

/** Column of the fund table, in printed order; `column` is its place in a grid. */
export interface FundColumn {
  readonly field: FundField;
  readonly column: number;
}

/** One cell of the fund table with the column it belongs to. */
export interface FundCell {
  readonly field: FundField;
  readonly item: Item;
}

const PERCENT = /^-?\d[\d,]*(?:\.\d+)?%$/;

export function isFundValue(item: Item): boolean {
  return (
    item.kind === 'blank' ||
    isBlankCell(item.text) ||
    PERCENT.test(item.key) ||
    parseMoneyCell(item.key) !== null
  );
}

/** Amount of a cell, the sign of percent left out; null when nothing is said. */
export function amountOf(item: Item): { amount: DecimalText; unit?: MoneyUnit; hasSign: boolean } | null {
  const hasSign = item.key.endsWith('%');
  const cell = parseMoneyCell(hasSign ? item.key.slice(0, -1) : item.key);
  return cell ? { ...cell, hasSign } : null;
}

function numberOf(item: Item | undefined): number {
  const cell = item && amountOf(item);
  return cell ? Number(cell.amount) : Number.NaN;
}

/** How badly a value fits a column of amounts; the execution rate is known by its arithmetic. */
function misfit(field: FundField, item: Item, taken: ReadonlyMap<FundField, Item>): number {
  const value = numberOf(item);
  if (field === 'reason') return Number.isNaN(value) ? 0 : 5;
  if (field.startsWith('further.')) return 0.4;
  if (Number.isNaN(value)) return 0;
  const hasSign = item.key.endsWith('%');
  if (field === 'executionRate') {
    const share =
      (numberOf(taken.get('expenditure')) /
        numberOf(taken.get('adjustedBudget') ?? taken.get('initialBudget'))) *
      100;
    return hasSign || Math.abs(share - value) < 1 ? 0 : Number.isNaN(share) ? 0.4 : 1.5;
  }
  if (hasSign) return 6;
  if (field === 'maxScore') return value > 0 && value <= 100 && Number.isInteger(value) ? 0.5 : 5;
  if (field === 'score') return value > 100 ? 6 : 1;
  return 0;
}

/**
 * Fewer values than columns and no sign which are missing: tries the ways to leave columns out and takes the one that fits best.
 * A fund table has at most eight columns, so the ways are few.
 */
function fitValues(columns: readonly FundColumn[], values: readonly Item[]): FundCell[] {
  let best: FundCell[] = [];
  let lowest = Infinity;
  const place = (
    column: number,
    value: number,
    cost: number,
    cells: FundCell[],
    taken: ReadonlyMap<FundField, Item>,
  ): void => {
    if (cost >= lowest) return;
    const item = values[value];
    if (!item) {
      [best, lowest] = [cells, cost];
      return;
    }
    for (let at = column; at <= columns.length - (values.length - value); at++) {
      const field = columns[at]?.field;
      if (!field) break;
      const skipped = (at - column) * (field === 'executionRate' || field === 'score' ? 0.3 : 0.8);
      place(
        at + 1,
        value + 1,
        cost + skipped + misfit(field, item, taken),
        [...cells, { field, item }],
        new Map(taken).set(field, item),
      );
    }
  };
  place(0, 0, 0, [], new Map());
  return best;
}

/** More cells than columns: those before the first value belong to the label, merged over several columns. */
function withoutLeadingBlanks(values: readonly Item[], columns: number): readonly Item[] {
  let first = 0;
  while (values.length - first > columns && values[first]?.kind === 'blank') first++;
  return values.slice(first);
}

/** True where blank cells were lost and the execution rate stands under the head of the points. */
function isRatePushedLeft(columns: readonly FundColumn[], cells: readonly FundCell[]): boolean {
  const taken = new Map(cells.map(({ field, item }) => [field, item]));
  if (taken.has('executionRate') || !columns.some(({ field }) => field === 'executionRate')) return false;
  return cells.some(({ field, item }) => {
    if (field !== 'maxScore' && !item.key.endsWith('%')) return false;
    return numberOf(item) === 0 || misfit('executionRate', item, taken) === 0;
  });
}

/** 资金行对列: which value of a fund row belongs to which column. Visible blanks count as cells, dashes always do. */
export function placeFundValues(columns: readonly FundColumn[], values: readonly Item[]): FundCell[] {
  const filled = values.filter(({ kind }) => kind !== 'blank');
  const isGrid = filled.every(({ column }) => column >= 0) && columns.every(({ column }) => column >= 0);
  if (isGrid) {
    const below = filled.flatMap((item) => {
      const field = columns.find(({ column }) => column === item.column)?.field;
      return field ? [{ field, item }] : [];
    });
    if (below.length === filled.length && !isRatePushedLeft(columns, below)) return below;
  }
  const hasBlanks = !isGrid && values.length > filled.length;
  const cells = (hasBlanks ? withoutLeadingBlanks(values, columns.length) : filled).slice(0, columns.length);
  if (cells.length === columns.length || (hasBlanks && values.length >= 2)) {
    return cells.flatMap((item, index) => {
      const field = columns[index]?.field;
      return field && item.kind !== 'blank' ? [{ field, item }] : [];
    });
  }
  return fitValues(columns.slice(0, 9), cells);
}
