import { Decimal } from '../base/decimal.ts';
import type { GluedMeaning, IndicatorValue, Meaning } from '../values/indicator-value.ts';

/** A number with its unit, as a target or an actual value holds it. */
export interface Amount {
  readonly number: Decimal;
  readonly unit: string | null;
}

/** A value whose gluing has been resolved. */
export type ClearMeaning = Exclude<Meaning, GluedMeaning>;

/** What a value is for scoring: a glued value counts as what was probably meant. */
export function meaningOf(value: IndicatorValue): ClearMeaning {
  return value.meaning.kind === 'glued' ? value.meaning.proposed : value.meaning;
}

/** The number of an actual value; `2023.12` beside a target in 万元 is an amount and no month. */
export function amountOf(meaning: Meaning): Amount | undefined {
  if (meaning.kind === 'quantity') return { number: Decimal.of(meaning.number), unit: meaning.unit };
  const number = meaning.kind === 'deadline' ? Decimal.parse(meaning.printedAs ?? '') : undefined;
  return number && { number, unit: null };
}

type Dimension = 'percent' | 'money' | 'time' | 'months' | 'count';

/** Units that measure the same thing, and how many of the smallest they are. */
const MEASURES: Readonly<Record<string, readonly [Dimension, string]>> = {
  '%': ['percent', '1'],
  '‰': ['percent', '0.1'],
  个百分点: ['percent', '1'],
  百分点: ['percent', '1'],
  元: ['money', '1'],
  百元: ['money', '100'],
  千元: ['money', '1000'],
  万元: ['money', '10000'],
  亿元: ['money', '100000000'],
  秒: ['time', '1'],
  分钟: ['time', '60'],
  小时: ['time', '3600'],
  时: ['time', '3600'],
  天: ['time', '86400'],
  日: ['time', '86400'],
  工作日: ['time', '86400'],
  个工作日: ['time', '86400'],
  月: ['months', '1'],
  个月: ['months', '1'],
  季度: ['months', '3'],
  年: ['months', '12'],
};
const SCALES: Readonly<Record<string, string>> = { 百: '100', 千: '1000', 万: '10000', 亿: '100000000' };
const ONE = Decimal.of('1');
const HUNDRED = Decimal.of('100');

function measure(unit: string): readonly [Dimension, Decimal] {
  const base = unit.split('/')[0] ?? unit;
  const known = MEASURES[base];
  if (known) return [known[0], Decimal.of(known[1])];
  const scale = SCALES[base.charAt(0)];
  return ['count', scale === undefined ? ONE : Decimal.of(scale)];
}

/** The actual number in the unit of the target, with a word on what was assumed. */
export interface Converted {
  readonly number: Decimal;
  readonly note?: string;
}

/** Without a unit the actual number has that of the target; but a spreadsheet may show 98 % as 0.98. */
function convertBare(target: Amount, actual: Amount): Converted {
  const isShare =
    target.unit === '%' &&
    actual.unit === null &&
    actual.number.sign > 0 &&
    actual.number.compare(ONE) <= 0 &&
    target.number.compare(ONE) > 0;
  return isShare
    ? { number: actual.number.mul(HUNDRED), note: '实际值为小数，按百分数换算' }
    : { number: actual.number };
}

/** 换算: undefined when the units measure different things. Two different count units (家 and 个) are taken as one. */
export function convert(target: Amount, actual: Amount): Converted | undefined {
  if (target.unit === actual.unit || target.unit === null || actual.unit === null)
    return convertBare(target, actual);
  const [targetDimension, targetFactor] = measure(target.unit);
  let [dimension, factor] = measure(actual.unit);
  // `39.9万` answers `≤42万元`.
  if (targetDimension === 'money' && actual.unit === '万')
    [dimension, factor] = ['money', Decimal.of('10000')];
  if (dimension === 'money' && target.unit === '万') return convert({ ...target, unit: '万元' }, actual);
  if (dimension !== targetDimension) return undefined;
  const note = `实际值单位为“${actual.unit}”，按目标值单位“${target.unit}”换算`;
  if (factor.equals(targetFactor)) return { number: actual.number, note };
  // All factors divide each other, so twelve places lose nothing that could be printed.
  return { number: actual.number.mul(factor).div(targetFactor, actual.number.scale + 12, 'half-up'), note };
}
