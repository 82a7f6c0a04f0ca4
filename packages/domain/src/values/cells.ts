import { Decimal, type DecimalText } from '../base/decimal.ts';
import { foldText } from '../base/text.ts';
import type { MoneyUnit } from '../records/form-record.ts';

/** 金额 of a cell; `unit` only when the cell itself prints one. */
export interface MoneyCell {
  readonly amount: DecimalText;
  readonly unit?: MoneyUnit;
}

const MONEY = /^[¥￥]?(-?(?:\d{1,3}(?:,\d{3})+|\d{1,24})(?:\.\d{1,12})?)(元整?|万元?|亿元?)?$/;
const WAN_PER_YI = Decimal.of('10000');
const MAX_CELL = 60;

/** Such a first sign stays when a text is folded, so that the cell need not be folded to see that it says something. */
const FILLED = /^[\d\u4e00-\u9fff]/;
const CHINESE = /^[\u4e00-\u9fff]/;
const NOTHING = /^[-/\\]*$/;

/** True for a cell in which nothing is said: blank, `-`, `—`, `/`. It is null, never 0. */
export function isBlankCell(text: string): boolean {
  return text.length <= MAX_CELL && !FILLED.test(text) && NOTHING.test(foldText(text));
}

/**
 * 金额: reads a money cell, `180万`, `3,596,500`, `930.6万`; null when it is blank or no amount. 亿 is turned into 万元
 * exactly.
 */
export function parseMoneyCell(text: string): MoneyCell | null {
  if (text.length > MAX_CELL || CHINESE.test(text)) return null;
  const match = MONEY.exec(foldText(text));
  const amount = match?.[1] === undefined ? undefined : Decimal.parse(match[1].replaceAll(',', ''));
  if (!match || !amount) return null;
  const unit = match[2];
  if (unit === undefined) return { amount: amount.toString() };
  if (unit.startsWith('亿')) return { amount: amount.mul(WAN_PER_YI).toString(), unit: '万元' };
  return { amount: amount.toString(), unit: unit.startsWith('万') ? '万元' : '元' };
}
