import { Decimal } from '@jiheng/domain';

import { fold } from './names.ts';
import type { Quantity, Row } from './rows.ts';

/** A number with a unit in running text, and the words it belongs to. */
export interface TextNumber {
  /** As it stands in the text: `5000次`. */
  readonly printed: string;
  readonly number: Decimal;
  readonly unit: string;
  readonly words: string;
}

/** A statement of the text that names another number than the indicator it speaks of. */
export interface Contradiction {
  readonly row: Row;
  readonly said: TextNumber;
}

const UNITS =
  '%|％|万?人次|万元|家次|批次|场次|件次|亿元|小时|分钟|个月|工作日|平方米|公里|[个人家件次场册条批份篇台套辆户项期块张吨米座处盏名天元宗起]';
const NUMBER = new RegExp(
  `(约|近|逾|超过)?(?<![\\d.])((?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)([余多])?(${UNITS})`,
  'gu',
);
const STOP = /[，,。；;、：:\n（）()]/;
/** Speaks of a change, not of a level reached. */
const CHANGE = /增长|增加|下降|降低|提高|提升|同比|较上|比上|上升|减少|增幅|降幅|新增/;

/** Texts are judged up to here; longer ones are not goals. */
const LONGEST = 20_000;
const MOST_NUMBERS = 100;

/** Words around a number within its clause: those before it, or those behind it when none stand before. */
function wordsAround(text: string, from: number, to: number, previous: number, next: number): string {
  let start = from;
  while (start > previous && !STOP.test(text.charAt(start - 1))) start -= 1;
  const before = text.slice(start, from);
  if (fold(before).replace(/^(?:不少于|不低于|完成|达到|共|至少)+/, '').length >= 2) return before;
  let end = to;
  while (end < next && !STOP.test(text.charAt(end))) end += 1;
  return before + text.slice(to, end);
}

/** 文字中的数字: exact numbers with units; approximate ones (约1200、1200余) contradict nothing and are left out. */
export function numbersIn(text: string): readonly TextNumber[] {
  const shown = text.slice(0, LONGEST).replace(/[^\S\n]+/g, '');
  const matches = [...shown.matchAll(NUMBER)].slice(0, MOST_NUMBERS);
  return matches.flatMap((match, index) => {
    const [printed, about, digits = '', more, unit = ''] = match;
    const number = Decimal.parse(digits.replaceAll(',', ''));
    if (!number || about !== undefined || more !== undefined) return [];
    const previous = matches[index - 1];
    const words = wordsAround(
      shown,
      match.index,
      match.index + printed.length,
      previous ? previous.index + previous[0].length : 0,
      matches[index + 1]?.index ?? shown.length,
    );
    return CHANGE.test(words) ? [] : [{ printed, number, unit: unit === '％' ? '%' : unit, words }];
  });
}

/** Units in which people count the same things by turns. */
const ALIKE = [
  new Set(['件', '次', '项', '个', '宗', '起', '条', '份']),
  new Set(['人', '人次', '名', '万人次']),
];

function isAlike(unit: string, other: string): boolean {
  return unit === other || ALIKE.some((units) => units.has(unit) && units.has(other));
}

function bigrams(text: string): ReadonlySet<string> {
  const letters = fold(text).replace(
    /[^\p{Script=Han}A-Za-z]+|不少于|不低于|达到|完成|以上|全年|年度|数量/gu,
    ' ',
  );
  const pairs = new Set<string>();
  for (let index = 0; index + 1 < letters.length; index += 1) {
    const pair = letters.slice(index, index + 2);
    if (!pair.includes(' ')) pairs.add(pair);
  }
  return pairs;
}

/** A word shared by n indicators tells little about which is meant: it counts 1/n². One word of its own is enough. */
const ENOUGH = 1;
/** So much likeness makes it possible that a number speaks of the indicator, too. */
const POSSIBLE = 0.25;

/** How far the words around a number are those of an indicator's name. */
type Likeness = (said: TextNumber, row: Row) => number;

function likenessTo(rows: readonly Row[]): Likeness {
  const names = new Map(rows.map((row) => [row.index, bigrams(row.name)]));
  const frequency = new Map<string, number>();
  for (const words of names.values())
    for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const spoken = new Map<TextNumber, ReadonlySet<string>>();
  return (said, row) => {
    const words = spoken.get(said) ?? bigrams(said.words);
    spoken.set(said, words);
    let likeness = 0;
    for (const word of names.get(row.index) ?? []) {
      if (words.has(word)) likeness += 1 / (frequency.get(word) ?? 1) ** 2;
    }
    return likeness;
  };
}

/** Which indicator each number speaks of, when each is the other's best and no other is as good. */
function pairUp(
  said: readonly TextNumber[],
  rows: readonly Row[],
  field: 'target' | 'actual',
  likeness: Likeness,
): Map<TextNumber, Row> {
  const best = new Map<TextNumber, { row: Row; score: number; isTied: boolean }>();
  const bestOfRow = new Map<Row, { said: TextNumber; score: number }>();
  for (const statement of said) {
    for (const row of rows) {
      if (!isAlike(statement.unit, row[field]?.unit ?? '')) continue;
      const score = likeness(statement, row);
      const known = best.get(statement);
      if (!known || score > known.score) best.set(statement, { row, score, isTied: false });
      else if (score === known.score) best.set(statement, { ...known, isTied: true });
      if (score > (bestOfRow.get(row)?.score ?? 0)) bestOfRow.set(row, { said: statement, score });
    }
  }
  const pairs = new Map<TextNumber, Row>();
  for (const [statement, { row, score, isTied }] of best) {
    if (score >= ENOUGH && !isTied && bestOfRow.get(row)?.said === statement) pairs.set(statement, row);
  }
  return pairs;
}

const VERBS = /完成了?|累计|全年|年度|组织|开展|举办|进行|实现|共|了|的/g;

/** The two letters before the longest stretch that words and name share. */
function qualifiers(words: string, name: string): readonly [string, string] {
  let [length, inWords, inName] = [0, 0, 0];
  for (let from = 0; from < words.length; from += 1) {
    while (from + length < words.length) {
      const place = name.indexOf(words.slice(from, from + length + 1));
      if (place < 0) break;
      [length, inWords, inName] = [length + 1, from, place];
    }
  }
  return [words.slice(Math.max(0, inWords - 2), inWords), name.slice(Math.max(0, inName - 2), inName)];
}

/** 特殊食品单位 is not 重点食品单位: the same head word behind different qualifiers. */
function isOtherThing(said: TextNumber, row: Row): boolean {
  const [a, b] = qualifiers(fold(said.words).replace(VERBS, ''), fold(row.name).replace(VERBS, ''));
  return a !== '' && b !== '' && a !== b;
}

/** Numbers one after another in one unit that add up to the value: parts of it, not another statement. */
function isPartOf(value: Quantity, said: readonly TextNumber[]): boolean {
  for (let from = 0; from < said.length; from += 1) {
    let sum = Decimal.ZERO;
    for (let to = from; to < said.length && said[to]?.unit === said[from]?.unit; to += 1) {
      sum = sum.add(said[to]?.number ?? Decimal.ZERO);
      if (to > from && sum.equals(value.number)) return true;
    }
  }
  return false;
}

/**
 * 文字与指标核对: numbers of a goal text that contradict the value of the indicator they speak of. A number that the text
 * also names rightly is no contradiction, unless it belongs to another indicator there (two numbers swapped).
 */
export function contradictions(
  text: string | null,
  rows: readonly Row[],
  field: 'target' | 'actual',
): readonly Contradiction[] {
  if (text === null || !/\d/.test(text)) return [];
  const valued = rows.filter((row) => row[field] !== null);
  const said = numbersIn(text);
  if (said.length === 0 || valued.length === 0) return [];
  const likeness = likenessTo(rows);
  const pairs = pairUp(said, valued, field, likeness);
  return [...pairs].flatMap(([statement, row]) => {
    const value = row[field];
    if (!value || value.number.equals(statement.number)) return [];
    const same = said.filter(
      ({ number, unit }) => number.equals(value.number) && isAlike(unit, value.unit ?? ''),
    );
    const isSwapped = same.some((other) => (pairs.get(other) ?? row) !== row);
    const isSaidRightly = same.some((other) => !pairs.has(other) && likeness(other, row) >= POSSIBLE);
    const isOneMatter =
      statement.unit === value.unit && !isOtherThing(statement, row) && !isPartOf(value, said);
    return !isSaidRightly && (isSwapped || isOneMatter) ? [{ row, said: statement }] : [];
  });
}
