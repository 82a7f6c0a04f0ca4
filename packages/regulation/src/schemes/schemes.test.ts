import {
  emptyRecord,
  EMPTY_FUND_ROW,
  gradeOf,
  Decimal,
  scoreForm,
  type FormRecord,
  type FundRow,
  type MoneyUnit,
} from '@jiheng/domain';
import { describe, expect, test } from 'vitest';

import { REGIONS } from '../lexicon/regions.ts';
import { chooseScheme, SCHEMES, schemesToOffer } from './choose.ts';

describe('评分办法', () => {
  test.each(SCHEMES)('$id 是纯数据，来源与日期完整', (scheme) => {
    expect(JSON.parse(JSON.stringify(scheme))).toEqual(scheme);
    expect(scheme.id).toMatch(/^[a-z]+-\d{4}$/);
    expect(scheme.citation.source).not.toBe('');
    expect(scheme.effectiveFrom < (scheme.effectiveTo ?? '9999')).toBe(true);
    expect(['000000', ...REGIONS.map(({ code }) => code)]).toContain(scheme.region);
  });

  test('编号不重复', () => {
    expect(new Set(SCHEMES.map(({ id }) => id)).size).toBe(SCHEMES.length);
  });

  test.each(SCHEMES)('$id 的档次首尾相接，等级由高到低', ({ qualitative, grades, execution }) => {
    expect(qualitative.achieved[0]).toBe(qualitative.partial[1]);
    expect(qualitative.partial[0]).toBe(qualitative.missed[1]);
    expect([qualitative.achieved[1], qualitative.missed[0]]).toEqual(['1', '0']);
    const cuts = grades.map(({ from }) => Number(from));
    expect(cuts).toEqual([...cuts].sort((a, b) => b - a));
    const rates = (execution.bands ?? []).map(({ rate }) => Number(rate));
    expect(rates).toEqual([...rates].sort((a, b) => b - a));
  });

  test('凭记忆写的办法如实标明', () => {
    expect(SCHEMES.filter(({ citation }) => citation.basis === 'recall').map(({ id }) => id)).toEqual([
      'national-2020',
      'national-2021',
    ]);
  });
});

describe('选用评分办法', () => {
  test.each([
    [
      '上海市',
      undefined,
      2023,
      'shanghai-2023',
      '表内地区为上海市，2023年度，按“上海市项目支出绩效自评评分办法（2023年度）”',
    ],
    [
      '上海市普陀区',
      undefined,
      2024,
      'shanghai-2024',
      '表内地区为上海市，2024年度，按“上海市项目支出绩效自评评分办法（2024年度起）”',
    ],
    [
      '上海市',
      undefined,
      2030,
      'shanghai-2024',
      '表内地区为上海市，2030年度，按“上海市项目支出绩效自评评分办法（2024年度起）”',
    ],
    [
      '上海市',
      undefined,
      2021,
      'shanghai-2023',
      '表内地区为上海市，没有2021年度的评分办法，按时间最近的“上海市项目支出绩效自评评分办法（2023年度）”',
    ],
    [
      '上海市',
      undefined,
      null,
      'shanghai-2024',
      '表内地区为上海市，未识别年度，按最新的“上海市项目支出绩效自评评分办法（2024年度起）”',
    ],
    [
      null,
      '310000',
      2023,
      'shanghai-2023',
      '表样所属地区为上海市，2023年度，按“上海市项目支出绩效自评评分办法（2023年度）”',
    ],
    [
      null,
      '420000',
      2022,
      'hubei-2020',
      '表样所属地区为湖北省，2022年度，按“湖北省项目支出绩效自评评分办法（20/80）”',
    ],
    [
      '四川',
      null,
      2023,
      'sichuan-2021',
      '表内地区为四川省，2023年度，按“四川省部门预算项目支出绩效自评评分办法”',
    ],
    [
      '浙江省',
      '310000',
      2023,
      'national-2020',
      '表内地区为浙江省，没有该地区的评分办法，按全国财预〔2020〕10号',
    ],
    [
      '浦江',
      '340000',
      2022,
      'national-2020',
      '表样所属地区为安徽省，没有该地区的评分办法，按全国财预〔2020〕10号',
    ],
    [null, '000000', 2022, 'national-2020', '未识别地区，按全国财预〔2020〕10号'],
    [null, undefined, 2017, 'national-2020', '未识别地区，按全国财预〔2020〕10号'],
    [null, undefined, null, 'national-2020', '未识别地区，按全国财预〔2020〕10号'],
  ] as const)('%s、表样%s、%s年度用%s', (regionName, templateRegion, fiscalYear, id, reason) => {
    const choice = chooseScheme({
      regionName,
      fiscalYear,
      ...(templateRegion === undefined ? {} : { templateRegion }),
    });
    expect(choice.scheme.id).toBe(id);
    expect(choice.reason).toBe(reason);
  });
});

/** Figures of 28 published self-evaluations: 年度, 全年预算数, 全年执行数 (万元), 执行率, 得分, 总分, 等级. */
const PUBLISHED = [
  [2023, '311.00', '311.00', '100.00', '10.00', '99.00', '优'],
  [2023, '54.01', '54.01', '100.00', '10.00', '95.00', '优'],
  [2023, '129.79', '120.15', '92.57', '9.25', '99.25', '优'],
  [2023, '43.10', '43.10', '100.00', '10.00', '94.00', '优'],
  [2023, '110.28', '61.31', '55.59', '5.55', '95.55', '优'],
  [2023, '154.20', '154.20', '100.00', '10.00', '95.00', '优'],
  [2023, '24.64', '10.58', '42.93', '4.29', '86.29', '良'],
  [2023, '26.00', '24.78', '95.30', '9.53', '99.03', '优'],
  [2023, '32.60', '32.60', '100.00', '10.00', '100.00', '优'],
  [2023, '13.00', '12.93', '99.46', '9.94', '98.94', '优'],
  [2023, '270.10', '268.40', '99.37', '9.93', '99.87', '优'],
  [2023, '96.20', '91.96', '95.59', '9.55', '99.10', '优'],
  [2023, '195.98', '190.06', '96.97', '9.69', '99.69', '优'],
  [2023, '300.00', '300.00', '100.00', '10.00', '99.00', '优'],
  [2023, '21.10', '20.99', '99.47', '9.94', '99.94', '优'],
  [2023, '84.00', '83.81', '99.77', '9.97', '99.97', '优'],
  [2023, '27.48', '27.48', '100.00', '10.00', '99.00', '优'],
  [2023, '41.00', '40.65', '99.14', '9.91', '98.91', '优'],
  [2023, '89.50', '86.32', '96.44', '9.64', '99.28', '优'],
  [2023, '728.00', '722.14', '99.19', '9.91', '99.91', '优'],
  [2023, '56.57', '52.84', '93.40', '9.34', '99.00', '优'],
  [2023, '197.60', '154.28', '78.07', '7.80', '95.80', '优'],
  [2023, '171.00', '166.80', '97.54', '9.75', '97.75', '优'],
  [2023, '124.50', '118.38', '95.08', '9.50', '98.50', '优'],
  [2024, '22.00', '22.00', '100.00', '10.00', '96.00', '优'],
  [2024, '61.19', '60.58', '99.00', '9.90', '98.62', '优'],
  [2024, '16.54', '16.19', '97.88', '9.79', '98.79', '优'],
  [2024, '55.72', '55.58', '99.74', '9.97', '96.47', '优'],
] as const;

function recordOf(row: Partial<Record<keyof FundRow, string>>, amountUnit: MoneyUnit): FormRecord {
  return {
    ...emptyRecord('self-evaluation'),
    amountUnit,
    funds: [{ ...EMPTY_FUND_ROW, key: 'total', ...row } as FundRow],
  };
}

describe('公开自评表的预算执行率', () => {
  test.each(PUBLISHED)(
    '%s年度，预算%s、执行%s：执行率%s，得%s分',
    (year, adjustedBudget, expenditure, executionRate, score, total, grade) => {
      const { scheme } = chooseScheme({ regionName: '上海市', fiscalYear: year });
      const row = { adjustedBudget, expenditure, executionRate, maxScore: '10.00', score };
      const { execution } = scoreForm(recordOf(row, '万元'), scheme);
      expect(execution).toMatchObject({
        rateVerdict: 'reproduced',
        computedRate: executionRate,
        verdict: 'reproduced',
        computed: score,
      });
      expect(gradeOf(Decimal.of(total), scheme)).toBe(grade);
    },
  );

  test('2023年度得分截尾、2024年度四舍五入，互换即不符', () => {
    const judge = (year: number, executionRate: string, score: string): string => {
      const { scheme } = chooseScheme({ regionName: '上海市', fiscalYear: year });
      return scoreForm(recordOf({ executionRate, score }, '万元'), scheme).execution.verdict;
    };
    expect([judge(2023, '99.46', '9.94'), judge(2024, '99.46', '9.95')]).toEqual([
      'reproduced',
      'reproduced',
    ]);
    expect([judge(2023, '99.46', '9.95'), judge(2024, '97.88', '9.78')]).toEqual(['differs', 'differs']);
  });

  test('批次选用的办法先于地区和年度，已不认识的不算', () => {
    const question = { regionName: '上海市', fiscalYear: 2024 };
    expect(chooseScheme({ ...question, schemeId: 'national-2021' })).toMatchObject({
      scheme: { id: 'national-2021' },
      reason: '批次选用“项目支出核心绩效指标赋分规则（2021年）”',
    });
    expect(chooseScheme({ ...question, schemeId: '没有的办法' })).toEqual(chooseScheme(question));
  });

  test('供选用的办法：本地区和全国的当年办法在前，其余在后，一个不少', () => {
    const ids = (question: Parameters<typeof schemesToOffer>[0]) =>
      schemesToOffer(question).fitting.map(({ id }) => id);
    expect(ids({ regionName: '上海市', fiscalYear: 2023 })).toEqual([
      'national-2020',
      'shanghai-2023',
      'national-2021',
    ]);
    expect(ids({ regionName: '临江市', templateRegion: '420000', fiscalYear: 2020 })).toEqual([
      'national-2020',
      'hubei-2020',
    ]);
    const { fitting, others } = schemesToOffer({ regionName: null, fiscalYear: null });
    expect(fitting.map(({ id }) => id)).toEqual(['national-2020', 'national-2021']);
    expect(new Set([...fitting, ...others])).toEqual(new Set(SCHEMES));
  });

  test('湖北省执行率占20分', () => {
    const { scheme } = chooseScheme({ regionName: '湖北省', fiscalYear: 2022 });
    const row = { adjustedBudget: '420000', expenditure: '399000', executionRate: '95.00', score: '19' };
    expect(scoreForm(recordOf(row, '元'), scheme).execution).toMatchObject({
      maxScore: '20',
      computed: '19.00',
      verdict: 'reproduced',
    });
  });
});
