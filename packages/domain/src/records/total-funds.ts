import { Decimal, type DecimalText } from '../base/decimal.ts';
import type { FundRow, MoneyUnit } from './form-record.ts';

/**
 * 资金总额: the line that stands for all the money of the year; some forms print only the fiscal part or only the whole
 * project.
 */
export function totalFunds(funds: readonly FundRow[]): FundRow | undefined {
  const find = (side: FundRow['side'], key: FundRow['key']): FundRow | undefined =>
    funds.find((row) => row.side === side && row.key === key);
  return (
    find('annual', 'total') ??
    find('annual', 'fiscal') ??
    find('project', 'total') ??
    find('midterm', 'total')
  );
}

const PER_WAN = Decimal.of('0.0001');

/** 万元: an amount in 万元, exact. Zeros that only come from the change of unit are dropped. */
export function toWan(amount: DecimalText | null, unit: MoneyUnit): DecimalText | null {
  if (amount === null || unit === '万元') return amount;
  const exact = Decimal.of(amount).mul(PER_WAN).toString();
  return exact.replace(/\.?0+$/, '') as DecimalText;
}
