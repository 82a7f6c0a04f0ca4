import { Decimal, withThousands } from '@jiheng/domain';

const WAN_PER_YI = Decimal.of('10000');
const CAP = 1000;

/** Amount in 万元 with two places for a column, `1,234.50`. */
export function wanColumn(amountWan: string): string {
  const value = Decimal.parse(amountWan);
  return value ? withThousands(value.round(2, 'half-up').toString()) : amountWan;
}

/** Amount in 万元 as a headline: from 10,000 万元 in 亿元. */
export function moneyHeadline(amountWan: string): {
  readonly number: string;
  readonly unit: '万元' | '亿元';
} {
  const value = Decimal.parse(amountWan);
  if (!value) return { number: amountWan, unit: '万元' };
  const size = value.sign < 0 ? value.negate() : value;
  if (size.compare(WAN_PER_YI) < 0)
    return { number: withThousands(value.round(2, 'half-up').toString()), unit: '万元' };
  return { number: withThousands(value.div(WAN_PER_YI, 2, 'half-up').toString()), unit: '亿元' };
}

/** 执行率 of two amounts in percent with two places, null without a budget. */
export function executionRate(budgetWan: string, spentWan: string): string | null {
  const budget = Decimal.parse(budgetWan);
  const spent = Decimal.parse(spentWan);
  if (!budget || !spent || budget.isZero) return null;
  return spent.mul(Decimal.of('100')).div(budget, 2, 'truncate').toString();
}

/** `1000` with the mark of the server's limit → `1,000+`. */
export function countText(count: number, isCapped: boolean): string {
  return isCapped ? `${withThousands(String(CAP))}+` : withThousands(String(count));
}

/** `2.4 MB` in the words of the file manager. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${String(bytes)} 字节`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Share 0…1 in percent, never rounding something to nothing: `0.04 %`, `不足 0.01 %`. */
export function shareText(share: number): string {
  if (share === 0) return '0 %';
  if (share < 0.0001) return '不足 0.01 %';
  return `${(share * 100).toFixed(2)} %`;
}
