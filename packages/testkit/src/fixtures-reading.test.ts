import { readFileSync } from 'node:fs';

import { readDocument, toExchange } from '@jiheng/documents';
import { LEXICON, TAXONOMIES, TEMPLATES } from '@jiheng/regulation';
import { describe, expect, it } from 'vitest';

import { textFixtures } from './fixtures.ts';

const RULES = { templates: TEMPLATES, taxonomies: TAXONOMIES, lexicon: LEXICON };

/** What the reader does not get right yet, by case. Shorten these lists with the reader, never lengthen them. */
const GAPS: Readonly<Record<string, readonly string[]>> = {
  'ha-unknown-layout': ['form year'],
  'hn-declaration': ['rows:'],
  'sh-target-continued': ['政务公开情况 level2'],
};
/** Text the reader leaves unread, by case. */
const RESIDUE: Readonly<Record<string, string>> = {
  'bj-utf16': '执行率×10',
  'hn-declaration': '计划标准 市民如厕便利程度 明显提升 计划标准 历史标准',
  'ln-repeated-header': '项目支出绩效自评表 （2021年度） 项目支出绩效自评表 （2021年度）',
};

type Json = Readonly<Record<string, unknown>>;
const FORM = [
  'kind',
  'year',
  'region',
  'projectName',
  'projectNature',
  'projectCategory',
  'competentDepartment',
];
const MORE = [
  'implementingUnit',
  'unitCode',
  'startDate',
  'endDate',
  'amountUnit',
  'totalWeight',
  'totalScore',
  'grade',
];
const GOALS = ['purpose', 'overall', 'annual', 'expected', 'actual'];
const FUND = ['amount', 'initial', 'full', 'executed', 'weight', 'rate', 'score'];
const ROW = [
  'level1',
  'level2',
  'level3',
  'description',
  'target',
  'op',
  'value',
  'unit',
  'actual',
  'weight',
  'score',
];

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const object = (value: unknown): Json => (value ?? {}) as Json;
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : [];

/** A value as it is compared: no blanks, half-width, one sign for each comparison, plain numbers. */
function plain(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const text = String(value)
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/百分[比率]/gu, '%');
  const signed = text.replace(/>=|≧/gu, '≥').replace(/<=|≦/gu, '≤').replace(/[═]/gu, '=');
  const number = signed.replace(/,/gu, '').replace(/(?:万?元|%)$/u, '');
  if (/^\d+(?:\.\d+)?$/u.test(number)) return number.replace(/(\.\d*?)0+$/u, '$1').replace(/\.$/u, '');
  return signed.replace(/(?<=.)指标$/u, '').replace(/^\((.*)\)$/u, '$1');
}

function compare(fields: readonly string[], expected: Json, actual: Json, at: string): string[] {
  const unscored = texts(expected['unscored']);
  return fields.flatMap((field) => {
    const alternatives = [
      ...texts(object(expected['accept'])[field]),
      ...(field === 'target' ? texts(expected['targetAlternatives']) : []),
    ];
    const isRight = [expected[field], ...alternatives].some((value) => plain(value) === plain(actual[field]));
    if (isRight || unscored.includes(field)) return [];
    return [`${at} ${field}: ${String(expected[field])} → ${String(actual[field])}`];
  });
}

const rowKey = (row: Json): string => plain(row['level3']);
const fundKey = (fund: Json): string => `${String(fund['side'])} ${String(fund['key'] ?? fund['label'])}`;
const hasValue = (fund: Json): boolean => FUND.some((field) => fund[field] != null);

function pairs(
  expected: readonly Json[],
  actual: readonly Json[],
  key: (item: Json) => string,
  fields: readonly string[],
): string[] {
  const keys = (items: readonly Json[]): string => items.map(key).sort().join(' | ');
  if (keys(expected) !== keys(actual)) return [`rows: ${keys(expected)} → ${keys(actual)}`];
  return expected.flatMap((item) =>
    compare(fields, item, actual.find((other) => key(other) === key(item)) ?? {}, key(item)),
  );
}

function differences(expected: Json, actual: Json): string[] {
  const slots = object(expected['goalSlots']);
  const goals = GOALS.filter(
    (goal) => slots[goal] === undefined && !texts(expected['unscored']).includes(`goals.${goal}`),
  );
  return [
    ...compare([...FORM, ...MORE], expected, actual, 'form'),
    ...compare(goals, object(expected['goals']), object(actual['goals']), 'goals'),
    ...pairs(list(expected['funds']).filter(hasValue), list(actual['funds']).filter(hasValue), fundKey, FUND),
    ...pairs(list(expected['indicators']), list(actual['indicators']), rowKey, [...ROW, 'deviation']),
  ];
}

describe.each(textFixtures().map((fixture) => [fixture.case, fixture] as const))(
  'reading %s',
  (name, fixture) => {
    const result = readDocument(readFileSync(fixture.source), 'source.txt', RULES);
    const expected = object(JSON.parse(readFileSync(fixture.expected, 'utf8')));

    it('gives the expected forms', () => {
      const forms = toExchange(result).map((form) => form as unknown as Json);
      expect(forms.map((form) => form['projectName'])).toEqual(
        list(expected['forms']).map((form) => form['projectName']),
      );
      const found = list(expected['forms']).flatMap((form, at) => differences(form, forms[at] ?? {}));
      const gaps = GAPS[name] ?? [];
      expect(found.filter((difference) => !gaps.some((gap) => difference.includes(gap)))).toEqual([]);
    });

    it('accounts for every character and leaves nothing else unread', () => {
      const { total, field, label, furniture, residue } = result.counts;
      expect(field + label + furniture + residue).toBe(total);
      const unread = result.residue
        .map(({ text }) => text)
        .filter((text) => RESIDUE[name]?.includes(text) !== true);
      expect(unread).toEqual([]);
    });
  },
);
