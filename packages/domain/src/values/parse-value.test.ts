import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DecimalText } from '../base/decimal.ts';
import { foldText } from '../base/text.ts';
import { OPERATORS, type Meaning, type QuantityMeaning } from './indicator-value.ts';
import { composeIndicatorValue, parseIndicatorValue } from './parse-value.ts';
import { printMeaning } from './print-meaning.ts';

/** Kind and what counts of a meaning, short. */
function gist(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'quantity':
      return `${meaning.operator ?? ''} ${meaning.number} ${meaning.unit ?? ''}${meaning.isApproximate ? ' ~' : ''}`.trim();
    case 'range':
      return `${meaning.low}..${meaning.high} ${meaning.unit ?? ''}`.trim();
    case 'deadline':
      return `${meaning.edge} ${Object.values(meaning.date).join('/')}`;
    case 'period':
      return `${Object.values(meaning.from).join('/')} to ${Object.values(meaning.to).join('/')}`;
    case 'qualitative':
      return `words${meaning.band ? ` ${meaning.band}` : ''}`;
    case 'composite':
      return meaning.parts.map(({ label, meaning: part }) => `${label}[${gist(part)}]`).join(' ');
    case 'glued':
      return `glued ${gist(meaning.head)} | ${meaning.rest} | ${gist(meaning.proposed)}`;
  }
}

const CASES: readonly (readonly [string, string])[] = [
  ['≥2.00(次/周)', '≥ 2.00 次/周'],
  ['≤ 600.00 (元/学时)', '≤ 600.00 元/学时'],
  ['=165200.00(元)', '= 165200.00 元'],
  ['>=29000家', '≥ 29000 家'],
  ['$\\geq 80\\%$', '≥ 80 %'],
  ['&le;5（工作\n日）', '≤ 5 工作日'],
  ['<p>＞90.00(%)</p>', '> 90.00 %'],
  ['100百分比', '100 %'],
  ['100百分率', '100 %'],
  ['≥８５ ％', '≥ 85 %'],
  ['≥700万人次/年', '≥ 700 万人次/年'],
  ['20万次', '20 万次'],
  ['39.9万', '39.9 万'],
  ['≥22台（套）', '≥ 22 台(套)'],
  ['≥2区', '≥ 2 区'],
  ['≥1,234,567.50元', '≥ 1234567.50 元'],
  ['≥-0.01', '≥ -0.01'],
  ['=0', '= 0'],
  ['1年', '1 年'],
  ['12个月', '12 个月'],
  ['不少于3次', '≥ 3 次'],
  ['不超过 15 个工作日', '≤ 15 个工作日'],
  ['大于等于95%', '≥ 95 %'],
  ['超过90%', '> 90 %'],
  ['低于5%', '< 5 %'],
  ['等于100%', '= 100 %'],
  ['90%以上', '≥ 90 %'],
  ['90%及以上', '≥ 90 %'],
  ['15个工作日内', '≤ 15 个工作日'],
  ['30日内', '≤ 30 日'],
  ['≥95%以上', '≥ 95 %'],
  ['≤5天以内', '≤ 5 天'],
  ['95%（含）以上', '≥ 95 %'],
  ['≮95%', '≥ 95 %'],
  ['1000元/人·年', '1000 元/人·年'],
  ['≥3家（次）', '≥ 3 家(次)'],
  ['≥30名学员', '≥ 30 名学员'],
  ['不少于10家企业', '≥ 10 家企业'],
  ['4次（每季度1次）', '4 次'],
  ['100%全覆盖', '100 %'],
  ['≤30%（不含）', '≤ 30 %'],
  ['26万件左右', '26 万件 ~'],
  ['约300人', '300 人 ~'],
  ['1200余册', '1200 册 ~'],
  ['达到98%', '98 %'],
  ['已完成12次', '12 次'],
  ['100%完成', '100 %'],
  ['≥平均2版/月', '≥ 2 版/月'],
  ['85%-95%', '85..95 %'],
  ['85-95%', '85..95 %'],
  ['85.00(%)～95.00(%)', '85.00..95.00 %'],
  ['3至5年', '3..5 年'],
  ['9.5~10', '9.5..10'],
  ['2024年12月31日前', 'before 2024/12/31'],
  ['12月25日前完成', 'before 12/25'],
  ['25日前', 'before 25'],
  ['2024年12月底前完成采购', 'before 2024/12/end'],
  ['2024年年底前', 'before 2024/end'],
  ['年底前完成', 'before end'],
  ['当年底', 'by end'],
  ['不晚于2024年6月30日', 'before 2024/6/30'],
  ['2024年底', 'by 2024/end'],
  ['2024年内', 'by 2024'],
  ['2024年12月完成', 'by 2024/12'],
  ['2024年第四季度', 'on 2024/q4'],
  ['二季度末', 'on q2'],
  ['2024年上半年', 'on 2024/first-half'],
  ['6月上旬', 'on 6/early'],
  ['2024年3月初', 'on 2024/3/start'],
  ['2023.12', 'on 2023/12'],
  ['2024-06-30', 'on 2024/6/30'],
  ['2024年', 'on 2024'],
  ['8月', 'on 8'],
  ['12月份', 'on 12'],
  ['2024年1月-2024年5月', '2024/1 to 2024/5'],
  ['2024年4月至年底', '2024/4 to end'],
  ['1-6月', '1 to 6'],
  ['2022.1-2022.12', '2022/1 to 2022/12'],
  ['2021-2023年', '2021 to 2023'],
  ['自2024年1月至12月止', '2024/1 to 12'],
  ['显著提升', 'words'],
  ['达成指标', 'words achieved'],
  ['达成预期指标', 'words achieved'],
  ['全部或基本达成预期指标', 'words achieved'],
  ['部分达成指标并具有一定效果', 'words partial'],
  ['未达成指标且效果较差', 'words missed'],
  ['满意率80%', 'words'],
  ['90%以上的区等级为中低风险', 'words'],
  ['每月25日之前反馈结果', 'words'],
  ['全年开展', 'words'],
  ['年末用户数', 'words'],
  ['1.聘请律师代理诉讼', 'words'],
  ['全年7×24小时在线', 'words'],
  ['12.5.3', 'words'],
  ['2024年13月', 'words'],
  ['2月30日前', 'words'],
  ['95%-85%', 'words'],
  ['85%-95元', 'words'],
  ['', 'words'],
  ['甲类≤550元/天/人、乙类及以下≤500元/天/人', '甲类[≤ 550 元/天/人] 乙类及以下[≤ 500 元/天/人]'],
  ['断路器ZX-35改造10万元；变压器吊芯50万元。', '断路器ZX-35改造[10 万元] 变压器吊芯[50 万元]'],
  ['2024年3月启动，2024年年底完成', '[by 2024/3] [by 2024/end]'],
  ['≥60%且≤80%', '[≥ 60 %] [≤ 80 %]'],
  ['不少于3场，不超过1,200.00元', '[≥ 3 场] [≤ 1200.00 元]'],
  ['宣传3次，效果良好', 'words'],
  ['1、满足需要2、按时完成', 'words'],
  ['≥3巡查行动不少于3次', 'glued ≥ 3 | 巡查行动不少于3次 | ≥ 3 次'],
  ['≥1至少召开一次座谈', 'glued ≥ 1 | 至少召开一次座谈 | ≥ 1 次'],
  ['≥3次专项整治行动', 'glued ≥ 3 | 次专项整治行动 | ≥ 3 次'],
  ['≤102从严控制支出', 'glued ≤ 102 | 从严控制支出 | ≤ 102'],
  ['≥平均90群众满意度超过90', 'glued ≥ 90 | 群众满意度超过90 | ≥ 90'],
  ['1212月25日前完成', 'glued 12 | 12月25日前完成 | before 12/25'],
  ['11月11月底前', 'words'],
  ['99月底前', 'glued 9 | 9月底前 | before 9/end'],
  ['10012月底前', 'glued 100 | 12月底前 | before 12/end'],
  ['13月前', 'words'],
  ['9900月前', 'words'],
];

describe('parseIndicatorValue', () => {
  test.each(CASES)('reads %j as %s', (text, expected) => {
    expect(gist(parseIndicatorValue(text).meaning)).toBe(expected);
  });

  test.each(CASES)('prints the meaning of %j back as the official text', (text) => {
    const { meaning } = parseIndicatorValue(text);
    expect(foldText(printMeaning(meaning))).toBe(foldText(text));
    expect(parseIndicatorValue(printMeaning(meaning)).meaning).toEqual(meaning);
  });

  test('keeps the printed characters, without the blanks of line wraps', () => {
    expect(parseIndicatorValue('≤５.00（工作\n日）').printed).toBe('≤５.00（工作日）');
  });

  test('a cell of a megabyte is words at once', () => {
    for (const piece of ['1', '≥3', '1、', '(', '2024年1月-', '5%,', '年', '一次']) {
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
      const started = performance.now();
      expect(parseIndicatorValue(text).meaning.kind).toBe('qualitative');
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });

  test('never fails, and what it prints is what it read', () => {
    const unit = fc.constantFrom(
      ...Array.from('≥≤=><0123456789.,%()年月日前底至-~、；万元次个达成约余左右以上且一百不少于 '),
      '不少于',
      '2024年',
      '(%)',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 24 }), (text) => {
        const { meaning } = parseIndicatorValue(text);
        expect(foldText(printMeaning(meaning))).toBe(foldText(text));
        expect(parseIndicatorValue(printMeaning(meaning)).meaning).toEqual(meaning);
      }),
      { numRuns: 2_000 },
    );
  });

  test('any text is taken without fault', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        (text) => typeof parseIndicatorValue(text).printed === 'string',
      ),
    );
  });
});

describe('printMeaning', () => {
  const decimals = fc
    .tuple(fc.nat({ max: 10_000_000 }), fc.integer({ min: 0, max: 3 }))
    .map(
      ([digits, scale]) => (scale === 0 ? String(digits) : `${digits}.${'5'.repeat(scale)}`) as DecimalText,
    );
  const units = fc.constantFrom('%', '次/周', '元/人/次', '万元', '个工作日', '平方米', '台(套)');

  test('parsing a printed quantity gives the same quantity', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(null, ...OPERATORS),
        decimals,
        units,
        fc.boolean(),
        (operator, number, unit, isBracketed) => {
          const meaning: QuantityMeaning = {
            kind: 'quantity',
            operator,
            number,
            unit,
            ...(isBracketed ? { print: { isBracketed: true as const } } : {}),
          };
          expect(parseIndicatorValue(printMeaning(meaning)).meaning).toEqual(meaning);
        },
      ),
    );
  });

  test('parsing a printed range, deadline or period gives the same meaning', () => {
    const dates = fc.record({
      year: fc.integer({ min: 1990, max: 2099 }),
      month: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(
        dates,
        dates,
        decimals,
        units,
        fc.constantFrom('before', 'by', 'on'),
        (from, to, low, unit, edge) => {
          const high = `1${low}` as DecimalText;
          const meanings: readonly Meaning[] = [
            { kind: 'deadline', date: { ...from, day: 28 }, edge },
            { kind: 'deadline', date: from, edge },
            { kind: 'period', from, to },
            { kind: 'range', low, high, unit },
          ];
          for (const meaning of meanings)
            expect(parseIndicatorValue(printMeaning(meaning)).meaning).toEqual(meaning);
        },
      ),
    );
  });

  test('a composite without separators of its own prints 、', () => {
    const part = (label: string, number: string): { label: string; meaning: QuantityMeaning } => ({
      label,
      meaning: { kind: 'quantity', operator: '≤', number: number as DecimalText, unit: '元' },
    });
    expect(printMeaning({ kind: 'composite', parts: [part('甲', '5'), part('乙', '6')] })).toBe(
      '甲≤5元、乙≤6元',
    );
  });
});

describe('composeIndicatorValue', () => {
  test.each([
    ['≥', '95', '%', '≥95%', '≥ 95 %'],
    ['＝', '3', '处', '=3处', '= 3 处'],
    ['大于等于', '120', '人', '≥120人', '≥ 120 人'],
    ['≥', '95%', '%', '≥95%', '≥ 95 %'],
    ['≥', '≥95', '%', '≥95%', '≥ 95 %'],
    ['≤', '30', '生僻量词', '≤30(生僻量词)', '≤ 30 生僻量词'],
    [null, '1,800', '人', '1,800人', '1800 人'],
    ['定性', '优良', null, '优良', 'words'],
    ['定性', '优良', '级', '优良', 'words'],
    ['＝', '2024年12月', null, '2024年12月', 'on 2024/12'],
    ['≤', '12月底前', '时间', '12月底前', 'before 12/end'],
    ['≥', '95', '', '≥95', '≥ 95'],
    ['≥', '90', '百分比', '≥90百分比', '≥ 90 %'],
  ])('%s | %s | %s is %s', (operator, value, unit, printed, expected) => {
    const composed = composeIndicatorValue({ operator, value, unit });
    expect(composed?.printed).toBe(printed);
    expect(composed && gist(composed.meaning)).toBe(expected);
  });

  test('blank cells are no value', () => {
    expect(composeIndicatorValue({ operator: '≥', value: ' ', unit: '%' })).toBeNull();
    expect(composeIndicatorValue({ operator: null, value: null, unit: null })).toBeNull();
  });
});
