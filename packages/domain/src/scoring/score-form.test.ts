import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DecimalText } from '../base/decimal.ts';
import { EMPTY_INDICATOR, emptyRecord } from '../records/empty.ts';
import type { FormRecord, Indicator } from '../records/form-record.ts';
import { parseIndicatorValue } from '../values/parse-value.ts';
import { scoreForm } from './score-form.ts';
import type { ScoreItem } from './score-sheet.ts';
import type { ScoringScheme } from './scoring-scheme.ts';

const SCHEME: ScoringScheme = {
  id: 'test',
  title: '测试办法',
  region: '000000',
  effectiveFrom: '2020-01-01',
  citation: { source: '测试依据', clause: '第一条', basis: 'craft' },
  execution: {
    maxScore: '10',
    denominator: 'adjusted',
    mode: 'proportional',
    rateRounding: 'either',
    scoreRounding: 'truncate',
    places: 2,
  },
  positive: { miss: 'proportional', overRatio: '1.3', overAction: 'reason' },
  reverse: { miss: 'ratio' },
  exact: { over: 'full' },
  qualitative: { achieved: ['0.8', '1'], partial: ['0.6', '0.8'], missed: ['0', '0.6'] },
  scoreRounding: 'truncate',
  places: 2,
  isLowerAllowed: true,
  grades: [
    { label: '优', from: '90' },
    { label: '良', from: '80' },
    { label: '中', from: '60' },
    { label: '差', from: '0' },
  ],
};
const GATE: ScoringScheme = { ...SCHEME, positive: { ...SCHEME.positive, miss: 'gate', gate: '0.6' } };
const BANDED: ScoringScheme = {
  ...SCHEME,
  positive: {
    ...SCHEME.positive,
    miss: 'banded',
    bands: [
      { rate: '90', share: '0.8' },
      { rate: '60', share: '0.5' },
    ],
  },
};
const LINEAR: ScoringScheme = { ...SCHEME, reverse: { miss: 'linear' } };
const STRICT: ScoringScheme = { ...SCHEME, isLowerAllowed: false };
const SAVING: ScoringScheme = { ...SCHEME, exact: { over: 'reverse-if-cost' } };
const REASON: ScoringScheme = { ...SCHEME, exact: { over: 'reason' } };
const DEDUCTING: ScoringScheme = {
  ...SCHEME,
  positive: { ...SCHEME.positive, overAction: 'suggest-deduction', overSlope: '1' },
};
const SILENT: ScoringScheme = { ...SCHEME, positive: { ...SCHEME.positive, overAction: 'none' } };

interface Row {
  readonly target?: string | null;
  readonly actual?: string | null;
  readonly maxScore?: string | null;
  readonly score?: string | null;
  readonly level2?: string;
}

function indicatorWith({
  target = null,
  actual = null,
  maxScore = '10',
  score = null,
  level2 = '数量指标',
}: Row): Indicator {
  return {
    ...EMPTY_INDICATOR,
    level1: '产出指标',
    level2,
    level3: '测试指标',
    target: target === null ? null : parseIndicatorValue(target),
    actual: actual === null ? null : parseIndicatorValue(actual),
    maxScore: maxScore as DecimalText | null,
    score: score as DecimalText | null,
  };
}

function recordWith(rows: readonly Row[], more: Partial<FormRecord> = {}): FormRecord {
  return {
    ...emptyRecord('self-evaluation'),
    fiscalYear: 2023,
    indicators: rows.map(indicatorWith),
    ...more,
  };
}

function itemOf(row: Row, scheme = SCHEME): ScoreItem {
  const item = scoreForm(recordWith([row]), scheme).indicators[0];
  if (!item) throw new Error('one indicator gives one item');
  return item;
}

/** `computed [low~high]`; a band of one last place is only the two ways of rounding. */
function result({ computed, band }: ScoreItem): string {
  const isWide = band && Number(band[1]) - Number(band[0]) > 0.011;
  return `${computed ?? '?'}${isWide ? ` [${band[0]}~${band[1]}]` : ''}`;
}

type Case = readonly [string, string, string, ScoringScheme?, string?];

describe('a score of 10 at most', () => {
  const cases: readonly Case[] = [
    ['≥80%', '80%', '10.00'],
    ['≥80%', '95%', '10.00'],
    ['≥80.00(%)', '57.14(%)', '7.14'],
    ['≥98%', '95.29%', '9.72'],
    ['≥90%', '85%', '9.44'],
    ['≥5', '-3', '0.00'],
    ['≥-0.01', '0', '10.00'],
    ['≥-0.01', '-1', '? [0.00~10.00]'],
    ['≥0', '0', '10.00'],
    ['>90%', '91%', '10.00'],
    ['>90%', '90%', '? [0.00~10.00]'],
    ['>90%', '45%', '5.00'],
    ['≥100', '50', '0.00', GATE],
    ['≥100', '60', '0.00', GATE],
    ['≥100', '80', '5.00', GATE],
    ['≥100', '100', '10.00', GATE],
    ['≥100', '90', '8.00', BANDED],
    ['≥100', '75', '5.00', BANDED],
    ['≥100', '10', '0.00', BANDED],
    ['≤10%', '0%', '10.00'],
    ['≤10', '10', '10.00'],
    ['≤10', '20', '5.00'],
    ['≤10', '15', '5.00', LINEAR],
    ['≤10', '20', '0.00', LINEAR],
    ['≤10', '90', '0.00', LINEAR],
    ['≤0', '0', '10.00'],
    ['≤0', '1', '0.00'],
    ['≤-5', '-3', '? [0.00~10.00]'],
    ['<5', '0', '10.00'],
    ['<5', '5', '? [0.00~10.00]'],
    ['<5', '10', '5.00'],
    ['=100%', '100.00(%)', '10.00'],
    ['=100%', '98%', '9.80'],
    ['=2000件', '2100件', '10.00'],
    ['=0', '0', '10.00'],
    ['=0%', '0.00(%)', '10.00'],
    ['=0次', '1次', '0.00'],
    ['=100', '60', '0.00', GATE],
    ['=100', '120', '10.00', REASON],
    ['=262.80万元', '261.40万元', '9.94 [9.94~10.00]', SCHEME, '成本指标'],
    ['=262.80万元', '261.40万元', '10.00', SAVING, '成本指标'],
    ['=100万元', '200万元', '10.00 [5.00~10.00]', SCHEME, '经济成本指标'],
    ['=100万元', '200万元', '5.00', SAVING, '成本指标'],
    ['=0万元', '3万元', '0.00', SCHEME, '成本指标'],
    ['100', '100', '10.00'],
    ['100', '96', '? [9.60~10.00]'],
    ['28.6', '57.2', '? [5.00~10.00]'],
    ['0', '3', '? [0.00~10.00]'],
    ['≥10', '30', '10.00 [0.00~10.00]', DEDUCTING],
    ['≥10', '15', '10.00 [8.00~10.00]', DEDUCTING],
    ['≥10', '12', '10.00', DEDUCTING],
    ['85%-95%', '90%', '10.00'],
    ['85%-95%', '85%', '10.00'],
    ['80%-95%', '40%', '5.00'],
    ['80%-90%', '100%', '9.00'],
    ['85%-95%', '达成指标', '? [8.00~10.00]'],
    ['85%-95%', '较好', '? [0.00~10.00]'],
    ['合规', '达成指标', '? [8.00~10.00]'],
    ['合规', '部分达成指标并具有一定效果', '? [6.00~8.00]'],
    ['合规', '未达成指标且效果较差', '? [0.00~6.00]'],
    ['及时', '及时', '? [8.00~10.00]'],
    ['提升', '有所提升', '? [0.00~10.00]'],
    ['5000人次', '达成指标', '? [8.00~10.00]'],
    ['2023年12月底前', '2023年11月', '10.00'],
    ['12月25日前完成', '2023年12月25日', '10.00'],
    ['12月25日前完成', '12月26日', '? [0.00~10.00]'],
    ['2023年6月底前', '2023年7月', '? [0.00~10.00]'],
    ['2023年底', '12月20日', '10.00'],
    ['2023年上半年', '5月', '10.00'],
    ['第三季度', '9月中旬', '10.00'],
    ['2023年初', '2023年1月上旬', '10.00'],
    ['2023年1月-2023年6月', '2023年1月-2023年5月', '10.00'],
    ['2023年6月底前', '达成指标', '? [8.00~10.00]'],
    ['2023年6月底前', '已完成', '? [0.00~10.00]'],
    ['甲≤5元、乙≤6元', '甲4元、乙6元', '10.00'],
    ['甲≤5元、乙≤6元', '甲4元、乙7元', '? [0.00~10.00]'],
    ['甲≤5元、乙≤6元', '甲4元、乙3%', '? [0.00~10.00]'],
    ['甲≤5元、乙≤6元', '5元', '? [0.00~10.00]'],
    ['≥3巡查行动不少于3次', '3次', '10.00'],
    ['≥90%', '合格', '? [0.00~10.00]'],
  ];

  const rows = cases.map(([target, actual, expected, scheme = SCHEME, level2 = '数量指标']) => {
    return { target, actual, expected, scheme, level2 };
  });

  test.each(rows)(
    'target $target, actual $actual: $expected',
    ({ target, actual, expected, scheme, level2 }) => {
      expect(result(itemOf({ target, actual, level2 }, scheme))).toBe(expected);
    },
  );
});

describe('units', () => {
  test.each([
    ['≤42万元', '39.9万', '10.00'],
    ['≤42万', '399000元', '10.00'],
    ['≤1.5万元', '30000元', '5.00'],
    ['≥1亿元', '5000万元', '5.00'],
    ['≤2小时', '90分钟', '10.00'],
    ['≤1天', '48小时', '5.00'],
    ['≤5工作日', '10天', '5.00'],
    ['≥1年', '6个月', '5.00'],
    ['≥20万次', '100000次', '5.00'],
    ['≥100家', '50个', '5.00'],
    ['≥90百分比', '90%', '10.00'],
    ['≥90%', '90', '10.00'],
    ['≥98%', '0.98', '10.00'],
    ['≥5‰', '0.25%', '5.00'],
    ['≥90%', '45个', '?'],
    ['≤2024万元', '2023.12', '10.00'],
    ['≥3年', '36个月', '10.00'],
    ['≥10元/人', '10元/人', '10.00'],
  ])('target %s, actual %s gives %s', (target, actual, computed) => {
    expect(itemOf({ target, actual }).computed ?? '?').toBe(computed);
  });

  test('a conversion is told in the trace', () => {
    expect(itemOf({ target: '≤1.5万元', actual: '30000元' }).trace.method).toContain(
      '实际值单位为“元”，按目标值单位“万元”换算',
    );
    expect(itemOf({ target: '≥98%', actual: '0.98' }).trace.method).toContain('按百分数换算');
  });
});

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

describe('over-achievement', () => {
  test.each([
    ['≥1200人', '6500人', SCHEME, true],
    ['≥10', '13', SCHEME, true],
    ['≥10', '12.9', SCHEME, undefined],
    ['=10', '13', SCHEME, true],
    ['=10', '11', REASON, true],
    ['≤10', '1', SCHEME, undefined],
    ['≥0', '30', SCHEME, undefined],
    ['≥10', '30', SILENT, undefined],
    ['≥10', '30', DEDUCTING, true],
  ] as const)('target %s, actual %s is flagged: %#', (target, actual, scheme, flag) => {
    const item = itemOf({ target, actual }, scheme);
    expect(item.isOverAchieved).toBe(flag);
    expect(item.computed).toBe('10.00');
  });

  test('the proposal to deduct is the lower end of what is right', () => {
    expect(
      itemOf({ target: '≥10', actual: '15', score: '8' }, { ...DEDUCTING, isLowerAllowed: false }).verdict,
    ).toBe('within-band');
    expect(
      itemOf({ target: '≥10', actual: '15', score: '7.9' }, { ...DEDUCTING, isLowerAllowed: false }).verdict,
    ).toBe('differs');
  });

  test('the ratio has four places', () => {
    expect(itemOf({ target: '≥98%', actual: '95.29%' }).completionRatio).toBe('0.9723');
    expect(itemOf({ target: '≤0', actual: '1' }).completionRatio).toBeNull();
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
    const funds = [{ label: '年度资金总额', key: 'total' as const, side: 'annual' as const }].map((row) => ({
      ...row,
      amount: null,
      initialBudget: null,
      adjustedBudget: null,
      expenditure: null,
      maxScore: null,
      executionRate: null,
      score: null,
      reason: null,
    }));
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

  test('a score lies between nothing and all, whatever the form says', () => {
    const values = fc.constantFrom(
      '≥80%',
      '<5',
      '=0',
      '≤-1',
      '85%-95%',
      '合规',
      '2023年底',
      '3',
      '甲≤5元、乙≤6元',
      '≥3巡查不少于3次',
    );
    const actuals = fc.constantFrom(
      '-5',
      '0',
      '2',
      '90%',
      '1e9',
      '达成指标',
      '2024年1月',
      '',
      '甲4元、乙9元',
      '无',
    );
    const schemes = fc.constantFrom(SCHEME, GATE, BANDED, LINEAR, SAVING, REASON, DEDUCTING, SILENT, STRICT);
    fc.assert(
      fc.property(values, actuals, schemes, (target, actual, scheme) => {
        const item = itemOf({ target, actual, maxScore: '7.5' }, scheme);
        for (const text of [item.computed, ...(item.band ?? [])]) {
          if (text === null) continue;
          expect(Number(text)).toBeGreaterThanOrEqual(0);
          expect(Number(text)).toBeLessThanOrEqual(7.5);
        }
      }),
    );
  });
});
