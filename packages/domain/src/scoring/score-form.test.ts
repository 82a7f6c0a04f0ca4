import { describe, expect, test } from 'vitest';
import type { DecimalText } from '../base/decimal.ts';
import { EMPTY_FUND_ROW } from '../records/empty.ts';
import type { FormRecord, Indicator } from '../records/form-record.ts';
import { BANDED, GATE, itemOf, LINEAR, recordWith, SCHEME, STRICT, type Row } from '../testing/scoring.ts';
import { scoreForm } from './score-form.ts';

describe('verdicts', () => {
  test.each([
    ['≥80%', '57.14%', '7.14', 'reproduced', SCHEME],
    ['≥80%', '57.14%', '6.00', 'lower', SCHEME],
    ['≥80%', '57.14%', '6.00', 'differs', STRICT],
    ['≥98%', '92.61%', '9.66', 'differs', SCHEME],
    ['≥90%', '88%', '9.78', 'within-band', SCHEME],
    ['≥90%', '88%', '9.79', 'differs', SCHEME],
    ['≥90%', '95%', '10', 'reproduced', SCHEME],
    ['≥90%', '95%', '10.01', 'differs', SCHEME],
    ['≥90%', '95%', '-1', 'differs', SCHEME],
    ['合规', '达成指标', '10.00', 'within-band', SCHEME],
    ['合规', '达成指标', '8.00', 'within-band', SCHEME],
    ['合规', '部分达成指标并具有一定效果', '8.00', 'within-band', SCHEME],
    ['合规', '部分达成指标并具有一定效果', '8.01', 'differs', SCHEME],
    ['合规', '达成指标', '7.99', 'differs', SCHEME],
    ['合规', '有所提升', '9', 'not-computable', SCHEME],
    ['合规', '有所提升', '11', 'differs', SCHEME],
    ['≥90%', null, '9', 'not-computable', SCHEME],
    [null, '95%', '9', 'not-computable', SCHEME],
    [null, '达成指标', '9', 'within-band', SCHEME],
    ['≥90%', '95%', null, 'not-printed', SCHEME],
    ['100', '96', '9.60', 'within-band', SCHEME],
    ['=262.80万元', '261.40万元', '9.94', 'reproduced', SCHEME],
  ] as const)('target %s, actual %s, printed %s: %s', (target, actual, score, verdict, scheme) => {
    const level2 = target?.includes('万元') ? '成本指标' : '质量指标';
    expect(itemOf({ target, actual, score, level2 }, scheme).verdict).toBe(verdict);
  });

  test('without the points of the indicator nothing is computed', () => {
    const item = itemOf({ target: '≥90%', actual: '95%', maxScore: null, score: '9' });
    expect([item.computed, item.verdict, item.trace.formula]).toEqual([
      null,
      'not-computable',
      '95 > 90；没有分值，无法计分',
    ]);
    expect(itemOf({ target: '好', actual: '好', maxScore: null }).verdict).toBe('not-printed');
  });
});

describe('traces', () => {
  test.each([
    ['≥98%', '95.29%', SCHEME, '95.29 ÷ 98 × 10 = 9.72（截尾两位）', '正向指标（≥），未完成，按完成比例计分'],
    [
      '=100%',
      '98%',
      SCHEME,
      '98 ÷ 100 × 10 = 9.80',
      '等值指标（=）按正向指标计分；正向指标（≥），未完成，按完成比例计分',
    ],
    ['≥80%', '95%', SCHEME, '95 > 80，得 10.00', '正向指标（≥），已完成，得满分'],
    ['≤10', '20', SCHEME, '10 ÷ 20 × 10 = 5.00', '反向指标（≤），超过上限，按目标值与实际值之比计分'],
    ['≤10', '15', LINEAR, '（1 -（15 - 10）÷ 10） × 10 = 5.00', '反向指标（≤），超过上限，按超出比例扣分'],
    [
      '≤10',
      '30',
      LINEAR,
      '（1 -（30 - 10）÷ 10），得 0.00',
      '反向指标（≤），超过上限，超过上限一倍以上，不得分',
    ],
    [
      '≥100',
      '80',
      GATE,
      '（80 ÷ 100 - 0.6）÷ 0.4 × 10 = 5.00',
      '正向指标（≥），未完成，完成比例扣除及格线0.6后折算计分',
    ],
    [
      '≥100',
      '90',
      BANDED,
      '90 ÷ 100 所在档次的系数 0.8 × 10 = 8.00',
      '正向指标（≥），未完成，按完成比例所在档次计分',
    ],
    [
      '合规',
      '达成指标',
      SCHEME,
      '分值 10，可得 8.00～10.00',
      '实际完成情况为“达成指标”，按档次在分值的80%～100%之间评分',
    ],
    ['>90%', '90%', SCHEME, '90 = 90，可得 0.00～10.00', '实际值等于目标值，未严格大于目标值，得分由人判断'],
  ] as const)('target %s, actual %s reads well', (target, actual, scheme, formula, method) => {
    const { trace } = itemOf({ target, actual }, scheme);
    expect(trace.formula).toBe(formula);
    expect(trace.method).toBe(method);
    expect(trace.citation).toBe('测试依据，第一条');
  });

  test('name their inputs and where these stand', () => {
    expect(itemOf({ target: '≥98%', actual: '95.29%' }).trace.inputs).toEqual([
      { label: '年度指标值', value: '≥98%', at: '/indicators/0/target' },
      { label: '实际完成值', value: '95.29%', at: '/indicators/0/actual' },
      { label: '分值', value: '10', at: '/indicators/0/maxScore' },
    ]);
    expect(itemOf({ maxScore: null }).trace.inputs).toEqual([]);
  });

  test('an indicator without a name goes by its level or its number', () => {
    const bare = { ...recordWith([{}]).indicators[0], level3: null } as Indicator;
    const labels = [bare, { ...bare, level2: null }].map(
      (indicator) => scoreForm({ ...recordWith([]), indicators: [indicator] }, SCHEME).indicators[0]?.label,
    );
    expect(labels).toEqual(['数量指标', '第1项指标']);
  });
});

describe('totals and grades', () => {
  const rows: readonly Row[] = [
    { target: '≥80%', actual: '90%', maxScore: '50', score: '50' },
    { target: '≤5', actual: '0', maxScore: '40', score: '36.5' },
  ];
  const total = (text: string | null): Partial<FormRecord> => ({ totalScore: text as DecimalText | null });

  test('parts are summed and compared with the printed total', () => {
    const sheet = scoreForm(
      recordWith(rows, { ...total('86.50'), totalMaxScore: '90' as DecimalText, grade: '良好' }),
      SCHEME,
    );
    expect(sheet.total).toEqual({ printed: '86.50', sumOfPrinted: '86.5', computed: null, agrees: true });
    expect(sheet.maxTotal).toEqual({ printed: '90', sum: '90', agrees: true });
    expect(sheet.grade).toEqual({ printed: '良好', computed: '良', agrees: true });
  });

  test('a wrong total, grade or sum of points shows', () => {
    const sheet = scoreForm(
      recordWith(rows, { ...total('90.00'), totalMaxScore: '95' as DecimalText, grade: '良' }),
      SCHEME,
    );
    expect([sheet.total.agrees, sheet.maxTotal.agrees, sheet.grade.agrees, sheet.grade.computed]).toEqual([
      false,
      false,
      false,
      '优',
    ]);
  });

  test('the rate counts in the sum of points even where its points are not printed', () => {
    expect(
      scoreForm(recordWith(rows, { totalMaxScore: '100' as DecimalText, funds: [] }), SCHEME).maxTotal.agrees,
    ).toBe(false);
    const funds = [{ ...EMPTY_FUND_ROW, label: '年度资金总额', key: 'total' as const }];
    expect(
      scoreForm(recordWith(rows, { totalMaxScore: '100' as DecimalText, funds }), SCHEME).maxTotal.agrees,
    ).toBe(true);
  });

  test.each([
    ['100', '优'],
    ['90.00', '优'],
    ['89.99', '良'],
    ['80', '良'],
    ['79.99', '中'],
    ['60', '中'],
    ['59.99', '差'],
    ['0', '差'],
    ['-1', null],
  ])('a total of %s is graded %s', (text, grade) => {
    expect(scoreForm(recordWith([], total(text)), SCHEME).grade.computed).toBe(grade);
  });

  test('a form without any score has no grade', () => {
    const sheet = scoreForm(recordWith([{ target: '≥1', actual: '1' }]), SCHEME);
    expect(sheet.grade.computed).toBeNull();
    expect(sheet.total.agrees).toBe(true);
  });
});
