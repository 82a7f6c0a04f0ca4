import type { DecimalText } from '../base/decimal.ts';
import type { Operator, QuantityMeaning, QuantityPrint, RangeMeaning } from './indicator-value.ts';
import { canonicalUnit, isUnit } from './units.ts';

/** Signs in words that leave no doubt. Longest first, as they are looked up from the start. */
const SIGN_WORDS: readonly (readonly [string, Operator])[] = [
  ['≮', '≥'],
  ['≯', '≤'],
  ['大于或等于', '≥'],
  ['小于或等于', '≤'],
  ['大于等于', '≥'],
  ['小于等于', '≤'],
  ['不少于', '≥'],
  ['不低于', '≥'],
  ['不小于', '≥'],
  ['不超过', '≤'],
  ['不高于', '≤'],
  ['不大于', '≤'],
  ['不多于', '≤'],
  ['至少', '≥'],
  ['至多', '≤'],
  ['最多', '≤'],
  ['大于', '>'],
  ['超过', '>'],
  ['高于', '>'],
  ['多于', '>'],
  ['小于', '<'],
  ['低于', '<'],
  ['少于', '<'],
  ['等于', '='],
];
const SIGNS = new Map<string, Operator>([
  ['≥', '≥'],
  ['≤', '≤'],
  ['=', '='],
  ['>', '>'],
  ['<', '<'],
]);
const LEAD = /^(?:已?(?:完成|达到|实现|达)|控制在|保持在)/;
const BETWEEN = /^(?:平均|人均|户均|年均|月均|每年|每月|每季度|每周|每次|每人|每|约|大约|近)/;
const NUMBER = /^-?(?:\d{1,3}(?:,\d{3})+|\d{1,24})(?:\.\d{1,12})?(?![\d.,]\d?)/;
const MORE = /^[余多](?=.)/;
const TAIL =
  /(?:及以上|及以下|以上|以下|以内|之内|内|左右|上下|完成|达标|达成|合格|全覆盖|覆盖|及时|到位|落实|\(不?含\))+$/;
/** A remark behind the unit: `4次（每季度1次）`. */
const REMARK = /^([^()]+)(\([^()]{3,20}\))$/;
const BRACKETED = /^\(((?:[^()]|\([^()]{1,6}\)){1,20})\)$/;
const APPROXIMATE = /约|近|左右|上下|余|多/;

/** Operator that a text of the sign column names: `≥`, `大于等于`; undefined for 定性 and blanks. */
export function parseOperator(folded: string): Operator | undefined {
  return SIGNS.get(folded) ?? SIGN_WORDS.find(([word]) => word === folded)?.[1];
}

/** The sign that words behind the unit stand for; remarks in brackets say none. */
function tailOperator(words: string): Operator | null {
  const tail = words.replace(/\(.*\)/, '');
  if (tail.includes('以上')) return '≥';
  return /以下|内/.test(tail) ? '≤' : null;
}

/** Sign, number and unit of a quantity, taken apart but not yet judged. */
interface Scan {
  readonly operator: Operator | null;
  readonly number: DecimalText;
  readonly rest: string;
  readonly print: QuantityPrint;
}

/** Reads lead, sign, words between and number from the start of a folded text; `rest` is what follows the number. */
export function scanQuantity(text: string): Scan | undefined {
  let rest = text;
  const lead = LEAD.exec(rest)?.[0];
  if (lead !== undefined) rest = rest.slice(lead.length);
  let operator = SIGNS.get(rest.charAt(0)) ?? null;
  let sign: string | undefined;
  if (operator) rest = rest.slice(1);
  else {
    const word = SIGN_WORDS.find(([prefix]) => rest.startsWith(prefix));
    if (word) [sign, operator] = word;
    rest = rest.slice(sign?.length ?? 0);
  }
  const between = BETWEEN.exec(rest)?.[0];
  if (between !== undefined) rest = rest.slice(between.length);
  const digits = NUMBER.exec(rest)?.[0];
  if (digits === undefined) return undefined;
  const isGrouped = digits.includes(',');
  return {
    operator,
    number: (isGrouped ? digits.replaceAll(',', '') : digits) as DecimalText,
    rest: rest.slice(digits.length),
    print: {
      ...(lead === undefined ? {} : { lead }),
      ...(sign === undefined ? {} : { sign }),
      ...(between === undefined ? {} : { between }),
      ...(isGrouped ? { isGrouped } : {}),
    },
  };
}

/** 定量 of a folded text that is one number with sign and unit and nothing else. */
export function parseQuantity(text: string): QuantityMeaning | undefined {
  const scan = scanQuantity(text);
  return scan && finishQuantity(scan);
}

interface Behind {
  readonly more: string | undefined;
  readonly unit: string;
  readonly isBracketed: boolean;
  readonly tail: string;
}

/** Takes the text behind the number apart; undefined when it is more than a unit and the words that go with one. */
function splitBehind(text: string, isSigned: boolean): Behind | undefined {
  const more = MORE.exec(text)?.[0];
  const whole = more === undefined ? text : text.slice(1);
  const words = TAIL.exec(whole)?.[0] ?? '';
  const rest = whole.slice(0, whole.length - words.length);
  const bracketed = BRACKETED.exec(rest)?.[1];
  if (bracketed !== undefined) return { more, unit: bracketed, isBracketed: true, tail: words };
  if (rest === '' || isUnit(rest, isSigned)) return { more, unit: rest, isBracketed: false, tail: words };
  const [, unit = '', remark = ''] = REMARK.exec(rest) ?? [];
  return isUnit(unit, isSigned) ? { more, unit, isBracketed: false, tail: remark + words } : undefined;
}

function finishQuantity(scan: Scan): QuantityMeaning | undefined {
  const behind = splitBehind(scan.rest, scan.operator !== null);
  if (!behind) return undefined;
  const { more, unit, isBracketed, tail } = behind;
  // `≥95%以上` says its sign twice, `95%以上` once.
  const isDoubled =
    scan.operator !== null && scan.print.sign === undefined && tailOperator(tail) === scan.operator;
  const print: QuantityPrint = {
    ...scan.print,
    ...(isDoubled ? { sign: scan.operator } : {}),
    ...(more === undefined ? {} : { more }),
    ...(canonicalUnit(unit) === unit ? {} : { unit }),
    ...(isBracketed ? { isBracketed } : {}),
    ...(tail === '' ? {} : { tail }),
  };
  const words = `${scan.print.between ?? ''}${more ?? ''}${tail}`;
  return {
    kind: 'quantity',
    operator: scan.operator ?? tailOperator(tail),
    number: scan.number,
    unit: unit === '' ? null : canonicalUnit(unit),
    ...(APPROXIMATE.test(words) ? { isApproximate: true as const } : {}),
    ...(Object.keys(print).length === 0 ? {} : { print }),
  };
}

function groupThousands(number: string): string {
  const [whole = '', fraction] = number.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** 数值 as people write it, ≥95%. */
export function printQuantity({ operator, number, unit, print = {} }: QuantityMeaning): string {
  const tail = print.tail ?? '';
  const isSaidByTail = print.sign === undefined && operator !== null && tailOperator(tail) === operator;
  const sign = print.sign ?? (isSaidByTail ? '' : (operator ?? ''));
  const digits = print.isGrouped ? groupThousands(number) : number;
  const plain = print.unit ?? unit ?? '';
  const shown = print.isBracketed ? `(${plain})` : plain;
  return `${print.lead ?? ''}${sign}${print.between ?? ''}${digits}${print.more ?? ''}${shown}${tail}`;
}

const RANGE =
  /^(-?\d{1,24}(?:\.\d{1,12})?)([^\d~至到-]{0,14})(?:-|~|至|到)(-?\d{1,24}(?:\.\d{1,12})?)([^\d~至到-]{0,14})$/;

function rangeUnit(printed: string): string | null | undefined {
  if (printed === '') return null;
  const bare = BRACKETED.exec(printed)?.[1] ?? printed;
  return bare === printed && !isUnit(bare, false) ? undefined : canonicalUnit(bare);
}

function isAscending(low: string, high: string): boolean {
  const [lowWhole = '', lowFraction = ''] = low.split('.');
  const [highWhole = '', highFraction = ''] = high.split('.');
  const places = Math.max(lowFraction.length, highFraction.length);
  return (
    BigInt(lowWhole + lowFraction.padEnd(places, '0')) <= BigInt(highWhole + highFraction.padEnd(places, '0'))
  );
}

/** 区间 of a folded text: `85%-95%`, `3至5年`. */
export function parseRange(text: string): RangeMeaning | undefined {
  const match = RANGE.exec(text);
  if (!match) return undefined;
  const [, low = '', lowUnit = '', high = '', highUnit = ''] = match;
  const units = [rangeUnit(lowUnit), rangeUnit(highUnit)];
  const [first, second] = units;
  if (first === undefined || second === undefined || !isAscending(low, high)) return undefined;
  if (first !== null && first !== second) return undefined;
  const meaning = {
    kind: 'range',
    low: low as DecimalText,
    high: high as DecimalText,
    unit: second,
  } as const;
  return printRange(meaning) === text ? meaning : { ...meaning, printedAs: text };
}

/** 区间 as people write it, 85%-95%. */
export function printRange({ low, high, unit, printedAs }: RangeMeaning): string {
  return printedAs ?? `${low}${unit ?? ''}-${high}${unit ?? ''}`;
}
