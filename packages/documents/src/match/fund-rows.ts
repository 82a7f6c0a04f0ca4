import {
  EMPTY_FUND_ROW,
  isBlankCell,
  type FundAmountField,
  type FundKey,
  type FundRow,
  type MoneyUnit,
} from '@jiheng/domain';

import type { FormDraft } from './form-draft.ts';
import { amountOf, type FundCell } from './fund-amounts.ts';
import type { FoundFund } from './found-cells.ts';

/** Points of the execution rate printed in a heading: `预算执行情况（20分）`. */
const COLON_END = /[:：]$/;

/**
 * 资金来源方: labels that stand on both sides of a target form (`其他资金`) belong first to the whole project, then to the year;
 * where only one side has a total, all rows are its.
 */
function sidesOf(funds: readonly FoundFund[]): FundRow['side'][] {
  const wide = funds.find(
    ({ side, key }) => key === 'total' && (side === 'project' || side === 'midterm'),
  )?.side;
  const hasAnnual = funds.some(({ side, key }) => key === 'total' && side === 'annual');
  const seen = new Map<FundKey | null, number>();
  const doubled = new Set<string>();
  for (const { side, key, label } of funds) {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    if (side === null && count > 1) doubled.add(key ?? label.key);
  }
  const used = new Set<string>();
  return funds.map(({ side, key, label }) => {
    if (side !== null) return side;
    if (!wide) return 'annual';
    if (!hasAnnual) return wide;
    const name = key ?? label.key;
    const isFirst = doubled.has(name) && !used.has(name);
    used.add(name);
    return isFirst ? wide : 'annual';
  });
}

type OpenRow = { -readonly [Field in keyof FundRow]: FundRow[Field] };
type AmountField = Exclude<FundAmountField, 'reason'>;

function rowOf(
  label: string,
  key: FundKey | null,
  side: FundRow['side'],
  cells: readonly FundCell[],
  formUnit: MoneyUnit | null,
): FundRow {
  const row: OpenRow = { ...EMPTY_FUND_ROW, label, key, side };
  for (const { field, item } of cells) {
    if (field === 'reason') {
      row.reason = isBlankCell(item.text) ? null : item.text;
      continue;
    }
    const cell = amountOf(item);
    if (!cell || field.startsWith('further.')) continue;
    row[field as AmountField] = cell.amount;
    if (cell.hasSign && field === 'executionRate') row.rateHasSign = true;
    if (cell.unit && formUnit !== null && cell.unit !== formUnit) row.unit = cell.unit;
  }
  return row;
}

/** 项目资金: the rows of the fund table, with the origin of each amount. */
export function buildFunds(
  draft: FormDraft,
  funds: readonly FoundFund[],
  formUnit: MoneyUnit | null,
): FundRow[] {
  const sides = sidesOf(funds);
  return funds.map(({ label, key, cells }, index) => {
    const path = `/funds/${index}`;
    for (const { field, item } of cells)
      if (item.kind !== 'blank' && !field.startsWith('further.')) draft.field(`${path}/${field}`, [item]);
    return rowOf(label.text.replace(COLON_END, ''), key, sides[index] ?? 'annual', cells, formUnit);
  });
}
