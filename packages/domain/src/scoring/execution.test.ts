import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DecimalText, RoundingMode } from '../base/decimal.ts';
import { EMPTY_FUND_ROW, emptyRecord } from '../records/empty.ts';
import type { FormRecord, FundRow, MoneyUnit } from '../records/form-record.ts';
import { SCHEME } from '../testing/scoring.ts';
import { scoreForm } from './score-form.ts';
import type { ScoreSheet } from './score-sheet.ts';
import type { ScoringScheme } from './scoring-scheme.ts';

function schemeWith(execution: Partial<ScoringScheme['execution']> = {}): ScoringScheme {
  return {
    ...SCHEME,
    citation: { source: '测试依据', basis: 'craft' },
    execution: { ...SCHEME.execution, ...execution },
  };
}

type Amounts = Partial<
  Record<'initialBudget' | 'adjustedBudget' | 'expenditure' | 'maxScore' | 'executionRate' | 'score', string>
>;

function recordWith(amounts: Amounts, unit: MoneyUnit = '万元', more: Partial<FundRow> = {}): FormRecord {
  const row = { ...EMPTY_FUND_ROW, label: '年度资金总额', key: 'total', ...amounts, ...more } as FundRow;
  return { ...emptyRecord('self-evaluation'), amountUnit: unit, funds: [row] };
}

function execution(
  amounts: Amounts,
  scheme = schemeWith(),
  unit: MoneyUnit = '万元',
): ScoreSheet['execution'] {
  return scoreForm(recordWith(amounts, unit), scheme).execution;
}

describe('the execution rate', () => {
  test.each([
    ['200.00', '171.50', '85.75', 'reproduced'],
    ['300.00', '234.23', '78.07', 'reproduced'],
    ['300.00', '234.23', '78.08', 'reproduced'],
    ['300.00', '234.23', '78.09', 'differs'],
    ['30.00', '23.42', '78.04', 'within-band'],
    ['30.00', '23.42', '78.02', 'differs'],
    ['30.00', '23.42', '78', 'reproduced'],
    ['200.00', '250.00', '125.00', 'reproduced'],
  ] as const)(
    '%s budget, %s spent, printed %s: %s',
    (adjustedBudget, expenditure, executionRate, verdict) => {
      expect(execution({ adjustedBudget, expenditure, executionRate }).rateVerdict).toBe(verdict);
    },
  );

  test('truncated or rounded alone leaves one of the two', () => {
    const amounts = { adjustedBudget: '3000000', expenditure: '2342300', executionRate: '78.07' };
    expect(execution(amounts, schemeWith({ rateRounding: 'truncate' }), '元').rateVerdict).toBe('reproduced');
    expect(execution(amounts, schemeWith({ rateRounding: 'half-up' }), '元')).toMatchObject({
      rateVerdict: 'differs',
      computedRate: '78.08',
      rateBand: ['78.08', '78.08'],
    });
  });

  test('amounts in 元 and amounts with six places are exact, fewer places of 万元 are an interval', () => {
    const band = (
      adjustedBudget: string,
      expenditure: string,
      unit: MoneyUnit,
    ): ScoreSheet['execution']['rateBand'] =>
      execution({ adjustedBudget, expenditure }, schemeWith({ rateRounding: 'truncate' }), unit).rateBand;
    expect(band('300000.00', '234200.00', '元')).toEqual(['78.06', '78.06']);
    expect(band('30.000000', '23.420000', '万元')).toEqual(['78.06', '78.06']);
    expect(band('30.00', '23.42', '万元')).toEqual(['78.03', '78.09']);
    expect(band('30', '23.42', '万元')).toEqual(['78.03', '78.09']);
    expect(band('30.0000', '23.4200', '万元')).toEqual(['78.06', '78.06']);
  });

  test('a row with a unit of its own is read in that unit', () => {
    const record = recordWith({ adjustedBudget: '30', expenditure: '23.42' }, '元', { unit: '万元' });
    expect(scoreForm(record, schemeWith()).execution.rateBand).toEqual(['78.03', '78.10']);
  });

  test('the true amounts behind printed 万元 never give a rate outside the band', () => {
    const modes = fc.constantFrom<RoundingMode>('half-up', 'truncate');
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 50_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        modes,
        (budget, share, mode) => {
          const spent = Math.floor(budget * share);
          const wan = (yuan: number): string => (Math.round(yuan / 100) / 100).toFixed(2);
          const places =
            mode === 'truncate'
              ? (BigInt(spent) * 10_000n) / BigInt(budget)
              : (BigInt(spent) * 20_000n + BigInt(budget)) / (2n * BigInt(budget));
          const digits = places.toString().padStart(3, '0');
          const executionRate = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
          const { rateVerdict } = execution(
            { adjustedBudget: wan(budget), expenditure: wan(spent), executionRate },
            schemeWith({ rateRounding: mode }),
          );
          expect(['reproduced', 'within-band']).toContain(rateVerdict);
        },
      ),
    );
  });
});

describe('the score of the execution rate', () => {
  test.each([
    ['99.46', '9.94', 'truncate', 'reproduced'],
    ['99.46', '9.95', 'truncate', 'differs'],
    ['97.88', '9.79', 'half-up', 'reproduced'],
    ['97.88', '9.78', 'half-up', 'differs'],
    ['97.88', '9.78', 'either', 'reproduced'],
    ['97.88', '9.79', 'either', 'reproduced'],
  ] as const)(
    'a rate of %s without amounts, score %s, %s: %s',
    (executionRate, score, scoreRounding, verdict) => {
      expect(
        execution({ executionRate, score }, schemeWith({ scoreRounding, rateRounding: 'truncate' })).verdict,
      ).toBe(verdict);
    },
  );

  test.each([
    [{ adjustedBudget: '200.00', expenditure: '250.00', score: '10' }, '10.00', 'reproduced'],
    [{ adjustedBudget: '200.00', expenditure: '250.00', score: '12.5' }, '10.00', 'differs'],
    [{ adjustedBudget: '200.00', expenditure: '0.00', score: '0' }, '0.00', 'reproduced'],
    [{ adjustedBudget: '42', expenditure: '39.9', maxScore: '20', score: '19' }, '19.00', 'reproduced'],
    [{ initialBudget: '100.00', expenditure: '50.00', score: '5.00' }, '5.00', 'reproduced'],
    [
      { initialBudget: '0.00', adjustedBudget: '300.00', expenditure: '300.00', score: '10.00' },
      '10.00',
      'reproduced',
    ],
    [
      { adjustedBudget: '0.00', expenditure: '0.00', executionRate: '0.00', score: '10' },
      null,
      'not-computable',
    ],
    [{ adjustedBudget: '0.00', expenditure: '0.00' }, null, 'not-printed'],
    [{ score: '9' }, null, 'not-computable'],
    [{ adjustedBudget: '200.00', expenditure: '-1.00', score: '9' }, null, 'not-computable'],
    [{ adjustedBudget: '0.001', expenditure: '0.001', score: '10.00' }, '10.00', 'reproduced'],
  ] as const)('%j scores %s: %s', (amounts, computed, verdict) => {
    expect(execution(amounts)).toMatchObject({ computed, verdict });
  });

  test('a printed rate inside the band is believed, one outside is not', () => {
    const amounts = { adjustedBudget: '30.00', expenditure: '23.42' };
    expect(execution({ ...amounts, executionRate: '78.04', score: '7.80' })).toMatchObject({
      computed: '7.80',
      verdict: 'reproduced',
    });
    expect(execution({ ...amounts, executionRate: '98.04', score: '9.80' })).toMatchObject({
      rateVerdict: 'differs',
      computed: '7.80',
      verdict: 'differs',
    });
  });

  test('bands give the share of the first one reached', () => {
    const bands = [
      { rate: '100', share: '1' },
      { rate: '80', share: '0.7' },
      { rate: '60', share: '0.5' },
    ];
    const scheme = schemeWith({ mode: 'banded', bands });
    const scores = ['1000000', '850000', '600000', '599999'].map(
      (expenditure) => execution({ adjustedBudget: '1000000', expenditure }, scheme, '元').computed,
    );
    expect(scores).toEqual(['10.00', '7.00', '5.00', '0.00']);
    expect(
      execution({ adjustedBudget: '10', expenditure: '8' }, schemeWith({ mode: 'banded' })).computed,
    ).toBe('0.00');
  });

  test('the budget of the beginning of the year can be the base', () => {
    const amounts = { initialBudget: '100', adjustedBudget: '200', expenditure: '50' };
    expect(execution(amounts, schemeWith({ denominator: 'initial' })).computedRate).toBe('50.00');
    expect(
      execution({ adjustedBudget: '200', expenditure: '50' }, schemeWith({ denominator: 'initial' }))
        .computedRate,
    ).toBe('25.00');
  });
});

describe('the row that is scored', () => {
  test('is the total of the year, else the one that has points', () => {
    const row = (more: Partial<FundRow>): FundRow => ({ ...EMPTY_FUND_ROW, ...more });
    const [budget, spent] = ['100' as DecimalText, '50' as DecimalText];
    const funds = [
      row({ key: 'total', side: 'project' }),
      row({ key: 'fiscal', adjustedBudget: budget, expenditure: spent, maxScore: '10' as DecimalText }),
    ];
    const record = { ...emptyRecord('self-evaluation'), funds };
    expect(scoreForm(record, schemeWith()).execution).toMatchObject({
      at: '/funds/1/score',
      computedRate: '50.00',
    });
    const total = row({ key: 'total', adjustedBudget: spent, expenditure: spent });
    expect(scoreForm({ ...record, funds: [...funds, total] }, schemeWith()).execution.at).toBe(
      '/funds/2/score',
    );
    expect(scoreForm({ ...record, funds: [] }, schemeWith()).execution).toMatchObject({
      maxScore: null,
      verdict: 'not-printed',
    });
  });
});

describe('the trace of the execution rate', () => {
  test('shows both steps, the inputs and the interval', () => {
    const { trace } = execution({
      adjustedBudget: '300.00',
      expenditure: '234.23',
      executionRate: '78.07',
      maxScore: '10.00',
      score: '7.80',
    });
    expect(trace).toEqual({
      formula: '234.23 ÷ 300.00 × 100% = 78.07%；78.0766% × 10.00 = 7.80（截尾两位）',
      inputs: [
        { label: '全年预算数', value: '300.00万元', at: '/funds/0/adjustedBudget' },
        { label: '全年执行数', value: '234.23万元', at: '/funds/0/expenditure' },
        { label: '执行率', value: '78.07%', at: '/funds/0/executionRate' },
        { label: '分值', value: '10.00', at: '/funds/0/maxScore' },
      ],
      method:
        '执行率＝全年执行数÷全年预算数，执行率×分值，最高为分值；金额以万元列示时已经过舍入，执行率按可能的区间核对',
      citation: '测试依据',
    });
  });

  test.each([
    [{ adjustedBudget: '0', expenditure: '0' }, {}, '', '全年预算数为0，不计算执行率'],
    [{}, {}, '', '预算数或执行数没有填写，无法计算执行率'],
    [
      { executionRate: '95' },
      {},
      '95.00% × 10 = 9.50',
      '执行率×分值，最高为分值；预算数或执行数没有填写，按填写的执行率计算',
    ],
    [
      { initialBudget: '100', expenditure: '80' },
      { denominator: 'initial', mode: 'banded', bands: [{ rate: '80', share: '0.7' }] },
      '80 ÷ 100 × 100% = 80.00%；执行率80.00%，所在档次得 7.00',
      '执行率＝全年执行数÷年初预算数，按执行率所在档次计分',
    ],
  ] as const)('%j reads well', (amounts, more, formula, method) => {
    const { trace } = execution(amounts, schemeWith(more), '元');
    expect([trace.formula, trace.method]).toEqual([formula, method]);
  });
});
