import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_FUND_ROW, EMPTY_INDICATOR, emptyRecord } from '../records/empty.ts';
import type { FormRecord } from '../records/form-record.ts';
import { defineTemplate } from '../templates/form-template.ts';
import { ids, set, started } from '../testing/drafting.ts';
import { parseIndicatorValue } from '../values/parse-value.ts';
import { applyOperations } from './apply-operations.ts';
import { draftOf } from './draft-of.ts';
import { isDraftPlace, type Draft } from './draft.ts';
import { pathOf, placeOf } from './places.ts';
import { readDraft, recordOf } from './record-of.ts';

const template = defineTemplate({
  id: 'test-target',
  kind: 'target',
  title: '项目支出绩效目标表',
  yearLine: null,
  region: '000000',
  regionName: '全国',
  effectiveFrom: '2021-01-01',
  citation: { source: '试用', basis: 'craft' },
  amountUnit: '万元',
  taxonomy: 'T2021',
  grid: [1, 1, 1, 1],
  blocks: [
    {
      block: 'cells',
      rows: [
        [{ label: '项目名称' }, { field: 'header.projectName', kind: 'text', columns: 3 }],
        [
          { label: '年度资金总额：' },
          { field: 'funds.annual.total.amount', kind: 'money' },
          { label: '其他资金' },
          { field: 'funds.annual.other.amount', kind: 'money' },
        ],
        [{ label: '备注' }, { field: 'further.备注', kind: 'text', columns: 3 }],
      ],
    },
    {
      block: 'indicators',
      columns: [
        { field: 'level1', label: '一级指标' },
        { field: 'level2', label: '二级指标' },
        { field: 'level3', label: '三级指标' },
        { field: 'target', label: '指标值' },
      ],
    },
  ],
});

const word = fc.stringMatching(/^[一-龥A-Z0-9（）≥]{1,8}$/u);
const optional = fc.option(word);
const amount = fc.option(fc.integer({ min: 0, max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2)));
const indicator = fc
  .record({
    level1: optional,
    level2: optional,
    level3: optional,
    description: optional,
    target: fc.option(fc.oneof(word, fc.constantFrom('≥95%', '不少于3次', '12月底前', '85%-95%'))),
    maxScore: fc.option(fc.integer({ min: 0, max: 100 }).map(String)),
    note: optional,
  })
  .map(({ target, note, ...row }) => ({
    ...EMPTY_INDICATOR,
    ...row,
    target: target === null ? null : parseIndicatorValue(target),
    ...(note === null ? {} : { further: { 备注: note } }),
  }));
const record = fc
  .record({
    title: optional,
    fiscalYear: fc.option(fc.integer({ min: 1990, max: 2099 })),
    projectName: optional,
    annual: fc.option(fc.tuple(word, word).map((lines) => lines.join('\n'))),
    funds: fc.array(
      fc.record({ label: word, amount, unit: fc.option(fc.constantFrom('元' as const, '万元' as const)) }),
      { maxLength: 4 },
    ),
    further: fc.array(fc.record({ label: word, text: word }), { maxLength: 3 }),
    indicators: fc.array(indicator, { maxLength: 6 }),
    amountUnit: fc.constantFrom('元' as const, '万元' as const),
  })
  .map(({ projectName, annual, funds, ...rest }) => {
    const empty = emptyRecord('target');
    const total = { ...EMPTY_FUND_ROW, label: '年度资金总额：', key: 'total' as const };
    const other = { ...EMPTY_FUND_ROW, label: '其他资金', key: 'other' as const };
    return {
      ...empty,
      ...rest,
      header: { ...empty.header, projectName },
      goals: { ...empty.goals, annual },
      funds: [
        total,
        other,
        ...funds.map(({ unit, ...row }) => ({
          ...EMPTY_FUND_ROW,
          ...row,
          ...(unit === null || row.amount === null ? {} : { unit }),
        })),
      ],
    } as FormRecord;
  });

describe('a draft and the record it stands for', () => {
  it('are the same form: record → draft → record', () => {
    fc.assert(
      fc.property(record, (form) => {
        expect(recordOf(draftOf(form, ids()), template)).toEqual(form);
      }),
    );
  });

  it('survive JSON', () => {
    fc.assert(
      fc.property(record, (form) => {
        const draft = draftOf(form, ids());
        expect(recordOf(JSON.parse(JSON.stringify(draft)) as Draft, template)).toEqual(form);
      }),
    );
  });

  it('name the same cells: path → place → path', () => {
    const draft = draftOf(started, ids());
    for (const path of ['/header/projectName', '/funds/1/amount', '/indicators/1/target', '/goals/annual']) {
      const place = placeOf(draft, template, path);
      expect(place && pathOf(draft, template, place)).toBe(path);
    }
    expect(placeOf(draft, template, '/indicators')).toBeUndefined();
  });

  it('give the rows of the paper also where the draft began without them', () => {
    const { funds } = recordOf(draftOf(emptyRecord('target'), ids()), template);
    expect(funds.map(({ key, label }) => [key, label])).toEqual([
      ['total', '年度资金总额：'],
      ['other', '其他资金'],
    ]);
  });

  it('report what stands in a cell and does not belong there', () => {
    const draft = applyOperations(
      draftOf(started, ids()),
      [
        set(null, 'funds.annual.total.amount', '约一百', ''),
        set(null, 'fiscalYear', '明年', ''),
        set('r1', 'maxScore', '很多', ''),
        set(null, 'funds.annual.other.amount', '1,234.50', ''),
        set(null, 'further.备注', '无', ''),
      ],
      { version: 1 },
    ).draft;
    const read = readDraft(draft, template);
    expect(read.unread.map(({ text, wants }) => [text, wants])).toEqual([
      ['明年', 'year'],
      ['约一百', 'money'],
      ['很多', 'number'],
    ]);
    expect(read.record.funds[1]?.amount).toBe('1234.50');
    expect(read.record.further).toEqual([{ label: '备注', text: '无' }]);
  });
});

describe('the place of a cell', () => {
  it('is one of the form, and nothing else', () => {
    expect(isDraftPlace({ row: null, field: 'header.projectName' })).toBe(true);
    expect(isDraftPlace({ row: 'r1', field: 'further.备注' })).toBe(true);
    expect(isDraftPlace({ row: null, field: '__proto__' })).toBe(false);
    expect(isDraftPlace({ row: 'r1', field: 'header.projectName' })).toBe(false);
  });
});
