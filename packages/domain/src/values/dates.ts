import { foldText } from '../base/text.ts';
import type { DeadlineMeaning, PartialDate, PeriodMeaning } from './indicator-value.ts';

type DatePart = NonNullable<PartialDate['part']>;

const YEAR = '((?:19|20)\\d\\d)';
const CHINESE_DATE = new RegExp(
  `^(?:${YEAR}年度?|(?:当|本|该|全)年(?=[年底末内]))?(?:(\\d{1,2})月份?(?:(\\d{1,2})[日号])?|(\\d{1,2})[日号])?` +
    '(上旬|中旬|下旬|年?底|年?末|月底|月末|年?初|月初|上半年|下半年|第?[一二三四1-4]季度[末底]?)?',
);
const NUMERIC_DATE = new RegExp(`^${YEAR}([-./])(\\d{1,2})(?:\\2(\\d{1,2}))?(?!\\d)`);
const PARTS: Readonly<Record<string, DatePart>> = {
  上旬: 'early',
  中旬: 'middle',
  下旬: 'late',
  底: 'end',
  末: 'end',
  初: 'start',
  上半年: 'first-half',
  下半年: 'second-half',
};
const QUARTERS: Readonly<Record<string, DatePart>> = {
  一: 'q1',
  二: 'q2',
  三: 'q3',
  四: 'q4',
  1: 'q1',
  2: 'q2',
  3: 'q3',
  4: 'q4',
};
const PART_WORDS: Readonly<Record<DatePart, string>> = {
  early: '上旬',
  middle: '中旬',
  late: '下旬',
  end: '底',
  start: '初',
  'first-half': '上半年',
  'second-half': '下半年',
  q1: '第一季度',
  q2: '第二季度',
  q3: '第三季度',
  q4: '第四季度',
};

function partOf(word: string): DatePart | undefined {
  const quarter = /[一二三四1-4](?=季度)/.exec(word);
  return quarter ? QUARTERS[quarter[0]] : PARTS[word.replace(/^[年月]/, '')];
}

function isRealDate(month: number | undefined, day: number | undefined): boolean {
  if (month !== undefined && (month < 1 || month > 12)) return false;
  if (day === undefined) return true;
  const longest = month === 2 ? 29 : month !== undefined && [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day >= 1 && day <= longest;
}

function toNumber(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

interface DateHead {
  readonly date: PartialDate;
  readonly length: number;
}

function dateFrom(
  length: number,
  year: number | undefined,
  month: number | undefined,
  day: number | undefined,
  part?: DatePart,
): DateHead | undefined {
  if (!isRealDate(month, day)) return undefined;
  const date = {
    ...(year === undefined ? {} : { year }),
    ...(month === undefined ? {} : { month }),
    ...(day === undefined ? {} : { day }),
    ...(part === undefined ? {} : { part }),
  };
  return { date, length };
}

/** Date at the start of a folded text and how long it is. */
export function dateAtStart(text: string): DateHead | undefined {
  const numeric = NUMERIC_DATE.exec(text);
  if (numeric) {
    const [whole, year, sign, month, day] = numeric;
    // A point with one digit behind is a decimal number, `2023.5`; months of a date have two digits there.
    if (sign === '.' && day === undefined && month?.length === 1) return undefined;
    return dateFrom(whole.length, toNumber(year), toNumber(month), toNumber(day));
  }
  const match = CHINESE_DATE.exec(text);
  if (!match || match[0] === '') return undefined;
  const [whole, year, month, dayOfMonth, bareDay, word] = match;
  const part = word === undefined ? undefined : partOf(word);
  const isBarePart = year === undefined && month === undefined && bareDay === undefined;
  if (isBarePart && !/^(?:[当本该全]?年[底末初]|[当本该全]年|[上下]半年|第?[一二三四1-4]季度)/.test(whole))
    return undefined;
  return dateFrom(whole.length, toNumber(year), toNumber(month), toNumber(dayOfMonth ?? bareDay), part);
}

/** A folded text that is a date and nothing else. */
export function parseWholeDate(text: string): PartialDate | undefined {
  const head = dateAtStart(text);
  return head?.length === text.length ? head.date : undefined;
}

/** The date as forms print it: `2024年12月底`. */
export function printDate(date: PartialDate): string {
  const year = date.year === undefined ? '' : `${date.year}年`;
  const month = date.month === undefined ? '' : `${date.month}月`;
  const day = date.day === undefined ? '' : `${date.day}日`;
  const isYearEdge =
    date.year === undefined && date.month === undefined && (date.part === 'end' || date.part === 'start');
  return `${year}${month}${day}${isYearEdge ? '年' : ''}${date.part === undefined ? '' : PART_WORDS[date.part]}`;
}

const EDGE = { before: '前', by: '完成', on: '' } as const;
const LEAD = /^(?:截至|截止到|截止|不晚于|不迟于|于|在|至|到)/;
const TAIL = /^(之前|以前|前|之内|以内|内|止)?([一-鿿]{0,12})$/;
/** What may follow a date without 前: that something is done by then. */
const DONE = /(?:完成|完工|竣工|启动|支付|到位|结束|完毕|验收|交付|投入使用|发放|拨付|办结|上线|实施|开展)$/;

/** 时限 of a folded text: `12月25日前完成`, `2024年底`, `2023.12`. */
export function parseDeadline(text: string): DeadlineMeaning | undefined {
  const lead = LEAD.exec(text)?.[0] ?? '';
  const head = dateAtStart(text.slice(lead.length));
  const rest = head && TAIL.exec(text.slice(lead.length + head.length));
  if (!rest) return undefined;
  const [, edgeWord, words = ''] = rest;
  const { date } = head;
  const isBefore = edgeWord?.endsWith('前') ?? /^不[晚迟]于/.test(lead);
  if (words !== '' && !isBefore && !DONE.test(words)) return undefined;
  // `30日内` is a length of time, `25日前` a day of the month.
  if (!isBefore && date.year === undefined && date.month === undefined && date.part === undefined)
    return undefined;
  const edge = isBefore
    ? 'before'
    : edgeWord !== undefined || words !== '' || date.part === 'end'
      ? 'by'
      : 'on';
  const meaning = { kind: 'deadline', date, edge } as const;
  return printDeadline(meaning) === text ? meaning : { ...meaning, printedAs: text };
}

/** 时限 as people write it, 12月25日前. */
export function printDeadline({ date, edge, printedAs }: DeadlineMeaning): string {
  if (printedAs !== undefined) return printedAs;
  // 年底 already says by when.
  return `${printDate(date)}${edge === 'by' && date.part === 'end' ? '' : EDGE[edge]}`;
}

const JOINT = /[-~至到]+/g;
/** Between two of these, `2022.1` is a month and no number. */
const POINTED_MONTH = /^((?:19|20)\d\d)\.(\d{1,2})$/;

function periodEnd(text: string): PartialDate | undefined {
  return parseWholeDate(text.replace(POINTED_MONTH, '$1-$2'));
}

/** 期间 of a folded text: `2024年1月-2024年5月`, `1-6月`, `2023.03-2023.12`. */
export function parsePeriod(text: string): PeriodMeaning | undefined {
  for (const joint of text.matchAll(JOINT)) {
    const left = text.slice(0, joint.index);
    const right = text.slice(joint.index + joint[0].length);
    const to = periodEnd(right.replace(/止$/, ''));
    if (!to) continue;
    const unit = to.month === undefined ? '年' : '月';
    const from =
      periodEnd(left.replace(/^[自从]/, '')) ?? (/\d$/.test(left) ? parseWholeDate(left + unit) : undefined);
    if (!from) continue;
    const meaning = { kind: 'period', from, to } as const;
    return printPeriod(meaning) === text ? meaning : { ...meaning, printedAs: text };
  }
  return undefined;
}

/** 期间 as people write it, 1月-6月. */
export function printPeriod({ from, to, printedAs }: PeriodMeaning): string {
  return printedAs ?? `${printDate(from)}-${printDate(to)}`;
}

function toIso(date: PartialDate): string | null {
  if (date.year === undefined) return null;
  const month = date.month === undefined ? '' : `-${String(date.month).padStart(2, '0')}`;
  const day =
    date.day === undefined || date.month === undefined ? '' : `-${String(date.day).padStart(2, '0')}`;
  return `${date.year}${month}${day}`;
}

function parseIso(folded: string): string | null {
  const compact = /^((?:19|20)\d\d)([01]\d)([0-3]\d)$/.exec(folded);
  const text = compact ? compact.slice(1).join('-') : /^(?:19|20)\d\d$/.test(folded) ? `${folded}年` : folded;
  const date = parseWholeDate(text);
  return date && date.part === undefined ? toIso(date) : null;
}

const MAX_CELL = 60;

/**
 * 日期: a date cell as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as exact as printed; null when it is no date.
 *
 * @example
 * parseDateCell('2023年3月1日') // '2023-03-01'
 */
export function parseDateCell(text: string): string | null {
  if (text.length > MAX_CELL) return null;
  // Spreadsheets print the time of day behind a date.
  return parseIso(foldText(text.replace(/[\sT]\d{1,2}:\d{2}.*$/, '')).replaceAll('.', '-'));
}

/** 起止日期: both ends of a period cell, `2023.03-2023.12`; null when it is no period. An end may be less exact than a day. */
export function parsePeriodCell(text: string): { readonly start: string; readonly end: string } | null {
  if (text.length > MAX_CELL) return null;
  const folded = foldText(text)
    .replace(/^\((.*)\)$/, '$1')
    .replaceAll('.', '-');
  for (const joint of folded.matchAll(JOINT)) {
    const left = folded.slice(0, joint.index);
    const right = folded.slice(joint.index + joint[0].length).replace(/止$/, '');
    const end = parseIso(right) ?? parseIso(`${left.slice(0, 4)}年${right}`);
    const start = parseIso(left) ?? parseIso(`${left}月`);
    if (start !== null && end !== null) return { start, end };
  }
  return null;
}
