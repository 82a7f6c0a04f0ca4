import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BANDED,
  DEDUCTING,
  GATE,
  itemOf,
  LINEAR,
  REASON,
  SAVING,
  SCHEME,
  SILENT,
  STRICT,
} from '../testing/scoring.ts';
import type { ScoreItem } from './score-sheet.ts';
import type { ScoringScheme } from './scoring-scheme.ts';

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
