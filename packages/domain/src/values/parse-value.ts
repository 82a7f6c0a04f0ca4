import type { DecimalText } from '../base/decimal.ts';
import { foldText, tidyText } from '../base/text.ts';
import { parseDeadline, parsePeriod } from './dates.ts';
import type {
  CompositeMeaning,
  CompositePart,
  GluedMeaning,
  IndicatorValue,
  Meaning,
  QualitativeMeaning,
  QuantityMeaning,
  SimpleMeaning,
} from './indicator-value.ts';
import { parseOperator, parseQuantity, parseRange, scanQuantity } from './quantity.ts';
import { canonicalUnit, isUnit, leadingUnit } from './units.ts';

/** Longer cells are prose; looking for numbers in them would not end in linear time. */
const MAX_PARSED = 240;

const ACHIEVED =
  /^(?:已|全部|全部或基本|基本|按期|按时)?(?:达成|完成)(?:了)?(?:年度|全年|预期|既定|绩效)?(?:指标|目标|绩效目标|绩效指标|年度指标|年度目标)$|^达成$/;
const PARTIAL =
  /^部分(?:达成|完成|实现)(?:年度|全年|预期|既定)?(?:指标|目标|绩效目标)?(?:,?并具有一定效果)?$/;
const MISSED =
  /^未(?:达成|完成|实现|达到)(?:年度|全年|预期|既定)?(?:指标|目标|绩效目标)?(?:,?(?:且|并)?效果较差)?$/;

function bandOf(folded: string): QualitativeMeaning['band'] {
  if (folded.length > 24) return undefined;
  if (ACHIEVED.test(folded)) return 'achieved';
  if (PARTIAL.test(folded)) return 'partial';
  return MISSED.test(folded) ? 'missed' : undefined;
}

function qualitative(printed: string, folded: string): QualitativeMeaning {
  const band = bandOf(folded);
  return { kind: 'qualitative', text: printed, ...(band ? { band } : {}) };
}

/** One condition without a label; undefined when the text is words. */
function parseSimple(folded: string): SimpleMeaning | undefined {
  const quantity = parseQuantity(folded);
  if (quantity && !isPointInTime(quantity)) return quantity;
  return parseDeadline(folded) ?? parsePeriod(folded) ?? parseRange(folded);
}

/** A number that is a point in time after all: `2024年`, `2023.12`, `8月`; but `≥3年` is a length of time. */
function isPointInTime({ operator, unit, number, print }: QuantityMeaning): boolean {
  if (operator !== null && print?.tail !== '内') return false;
  if (unit === null) return /^(?:19|20)\d\d\.(?:0[1-9]|1[0-2])$/.test(number);
  return unit === '年'
    ? /^(?:19|20)\d\d$/.test(number)
    : /^月份?$/.test(unit) && /^(?:[1-9]|1[0-2])$/.test(number);
}

const SEPARATOR = /[、;。]|,(?!\d{3}(?!\d))|且/g;
const CONDITION_START = /[≥≤=><]|不[少低小超高大多][于过]|(?<![\d.,\-A-Za-z])\d/g;

function parsePart(segment: string): CompositePart | undefined {
  for (const start of segment.matchAll(CONDITION_START)) {
    const meaning = parseSimple(segment.slice(start.index));
    if (!meaning) continue;
    if (meaning.kind === 'quantity' && meaning.operator === null && meaning.unit === null) continue;
    return { label: segment.slice(0, start.index), meaning };
  }
  return undefined;
}

/** Several conditions, each with a number of its own, parted by 、or ；. */
function parseComposite(folded: string): CompositeMeaning | undefined {
  const parts: CompositePart[] = [];
  let from = 0;
  for (const match of [...folded.matchAll(SEPARATOR), undefined]) {
    const segment = folded.slice(from, match?.index);
    // A stop at the very end parts nothing.
    if (segment === '' && match === undefined && parts.length > 1) break;
    const part = parsePart(segment);
    if (!part) return undefined;
    const separator = match?.[0];
    const isUsual =
      separator === undefined ||
      (separator === '、' && match !== undefined && match.index + 1 < folded.length);
    parts.push(isUsual ? part : { ...part, separator });
    from = match ? match.index + match[0].length : folded.length;
  }
  return parts.length > 1 ? { kind: 'composite', parts } : undefined;
}

const CHINESE_NUMBERS: Readonly<Record<string, string>> = {
  一: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  十: '10',
  一百: '100',
  百: '100',
  一千: '1000',
  一万: '10000',
};
const NUMBER_IN_WORDS = /(\d+(?:\.\d+)?|一[百千万]|[一二两三四五六七八九十百])([^\d\s]{1,4})/g;

/** The unit that the words give to the same number again: `3执法行动不少于3次` → `次`. */
function unitInWords(number: string, rest: string): string | undefined {
  for (const [, digits = '', following = ''] of rest.matchAll(NUMBER_IN_WORDS)) {
    if ((CHINESE_NUMBERS[digits] ?? digits) !== number) continue;
    const unit = leadingUnit(following);
    if (unit !== undefined) return unit;
  }
  return undefined;
}

/** A sign and number run into words: the quantity is what was meant. */
function parseGluedQuantity(folded: string): GluedMeaning | undefined {
  const scan = scanQuantity(folded);
  if (!scan?.operator || scan.print.sign !== undefined || !/^[一-鿿]{2}/.test(scan.rest)) return undefined;
  const head: QuantityMeaning = {
    kind: 'quantity',
    operator: scan.operator,
    number: scan.number,
    unit: null,
    ...(Object.keys(scan.print).length === 0 ? {} : { print: scan.print }),
  };
  const unit = leadingUnit(scan.rest) ?? unitInWords(scan.number, scan.rest) ?? null;
  const proposed = {
    kind: 'quantity',
    operator: scan.operator,
    number: scan.number,
    unit: unit && canonicalUnit(unit),
  } as const;
  return { kind: 'glued', head, rest: scan.rest, proposed };
}

const DOUBLED_DATE = /^(\d{1,6})月/;

/** A number typed before a date, mostly its own month once more: `1212月25日前完成`. A wrong month (`13月前`) is none. */
function parseGluedDate(folded: string): GluedMeaning | undefined {
  const digits = DOUBLED_DATE.exec(folded)?.[1];
  if (digits === undefined) return undefined;
  for (let cut = 1; cut < digits.length; cut++) {
    const rest = folded.slice(cut);
    const proposed = parseDeadline(rest);
    const number = digits.slice(0, cut) as DecimalText;
    if (proposed && (cut > 1 || rest.startsWith(number)))
      return {
        kind: 'glued',
        head: { kind: 'quantity', operator: null, number, unit: null },
        rest,
        proposed,
      };
  }
  return undefined;
}

const HAS_DIGIT = /\d/;
const HAS_TIME = /[年季]/;

function parseMeaning(printed: string, folded: string): Meaning {
  if (folded.length <= MAX_PARSED) {
    if (HAS_DIGIT.test(folded)) {
      const meaning =
        parseSimple(folded) ?? parseComposite(folded) ?? parseGluedQuantity(folded) ?? parseGluedDate(folded);
      if (meaning) return meaning;
    } else if (HAS_TIME.test(folded)) {
      const deadline = parseDeadline(folded);
      if (deadline) return deadline;
    }
  }
  return qualitative(printed, folded);
}

/**
 * 指标值: reads what a cell prints into what it means. Never fails: what is no number, range, time or list of conditions is
 * words (定性). Linear in the length of the text.
 *
 * @example
 * parseIndicatorValue('≥2.00(次/周)').meaning
 * // { kind: 'quantity', operator: '≥', number: '2.00', unit: '次/周', print: { isBracketed: true } }
 */
export function parseIndicatorValue(text: string): IndicatorValue {
  const printed = tidyText(text);
  return { printed, meaning: parseMeaning(printed, foldText(printed)) };
}

/** Cells of a layout that gives sign (指标性质), value (指标值) and unit (度量单位) columns of their own. */
export interface SplitValue {
  readonly operator: string | null;
  readonly value: string | null;
  readonly unit: string | null;
}

/** 指标值 of three columns, composed to one: sign `≥`, value `95`, unit `%` → `≥95%`; 定性 is words. Null when all are blank. */
export function composeIndicatorValue(cells: SplitValue): IndicatorValue | null {
  const value = tidyText(cells.value ?? '');
  if (value === '') return null;
  const sign = foldText(cells.operator ?? '');
  const unit = tidyText(cells.unit ?? '');
  const operator = parseOperator(sign);
  const alone = parseIndicatorValue(value);
  const { meaning } = alone;
  // A value that brings its own sign, or is no plain number, is taken as it stands.
  if (meaning.kind === 'qualitative') return alone;
  const ownUnit = meaning.kind === 'quantity' && meaning.unit !== null;
  const shownUnit = ownUnit || foldText(value).endsWith(foldText(unit)) ? '' : unit;
  const shownSign = operator && !(meaning.kind === 'quantity' && meaning.operator !== null) ? operator : '';
  const composed = parseIndicatorValue(`${shownSign}${value}${shownUnit}`);
  if (composed.meaning.kind !== 'glued' && composed.meaning.kind !== 'qualitative') return composed;
  if (meaning.kind !== 'quantity' || isUnit(foldText(unit), true)) return alone;
  // A column of its own says that it is the unit, however it reads.
  return parseIndicatorValue(`${shownSign}${value}(${unit})`);
}
