import type { FundRow, Lexicon, MoneyUnit, Origin } from '@jiheng/domain';

import { isRemark, type Item } from './items.ts';

const YEAR_OF_LINE = /(?:^|[^\d])((?:19|20)\d{2})(?=-?年|[)]|$)/;
const YEAR_ANYWHERE = /(?:^|[^\d])((?:19|20)\d{2})(?!\d)/g;
const UNIT_NOTE = /(?:单位[:]?(?:人民币)?|\()(万元|元)(?:\)|$|[,;])/;

function inRange(year: number): boolean {
  return year >= 1990 && year <= 2100;
}

const CHINESE_YEAR = /[〇○零一二三四五六七八九]{4}(?=年)/g;
const CHINESE_DIGITS = '〇一二三四五六七八九';

/** 二〇二三年 → 2023年 */
function withDigits(key: string): string {
  if (!key.includes('二')) return key;
  return key.replace(CHINESE_YEAR, (year) =>
    year.replace(/./g, (sign) => String(Math.max(0, CHINESE_DIGITS.indexOf(sign)))),
  );
}

/** Year named by a line such as `（2024年度）` or a title. */
export function yearIn(printed: string): number | null {
  const key = withDigits(printed);
  const named = YEAR_OF_LINE.exec(key)?.[1];
  if (named && inRange(Number(named))) return Number(named);
  const all = [...key.matchAll(YEAR_ANYWHERE)].map(([, year]) => Number(year)).filter(inRange);
  return all.at(-1) ?? null;
}

/** First year found in some items, with the item that names it. */
export function findYear(items: readonly Item[]): { readonly year: number; readonly item: Item } | null {
  for (const item of items) {
    const year = item.key === '' ? null : yearIn(item.key);
    if (year !== null) return { year, item };
  }
  return null;
}

/** Money unit printed in a heading or a label: `单位：万元`, `项目资金（元）`. */
export function findUnit(items: readonly Item[]): { readonly unit: MoneyUnit; readonly item: Item } | null {
  for (const item of items) {
    if (
      item.kind === 'blank' ||
      item.key.length > 30 ||
      (item.kind === 'text' && !isRemark(item) && !item.key.includes('单位'))
    )
      continue;
    const unit = UNIT_NOTE.exec(item.key)?.[1];
    if (unit) return { unit: unit as MoneyUnit, item };
  }
  return null;
}

/** 省份: the province-level name that stands first in some texts. */
export function findRegion(texts: readonly string[], regions: Lexicon['regions']): string | null {
  for (const text of texts) {
    let best: { at: number; name: string } | undefined;
    for (const { name } of regions) {
      const at = text.indexOf(name);
      if (at >= 0 && (best === undefined || at < best.at)) best = { at, name };
    }
    if (best) return best.name;
  }
  return null;
}

const YUAN_FROM = 20_000;

/** Money unit of a form that prints none and has no template: whole numbers above 2 万 are hardly 万元. */
export function inferUnit(funds: readonly FundRow[]): { readonly unit: MoneyUnit; readonly origin: Origin } {
  const amounts = funds
    .flatMap((row) => [row.amount, row.initialBudget, row.adjustedBudget, row.expenditure])
    .flatMap((amount) => (amount === null ? [] : [Number(amount)]));
  const largest = Math.max(0, ...amounts);
  const unit: MoneyUnit = largest >= YUAN_FROM ? '元' : '万元';
  const reason =
    largest === 0
      ? '表内没有印金额单位，也没有金额，按万元处理'
      : `表内没有印金额单位，按金额大小推断为${unit}`;
  return {
    unit,
    origin: {
      kind: 'inferred',
      reason,
      confidence: largest === 0 ? 0.3 : largest >= YUAN_FROM * 10 || largest < YUAN_FROM / 10 ? 0.7 : 0.5,
    },
  };
}
