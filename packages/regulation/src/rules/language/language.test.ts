import { Decimal, EMPTY_INDICATOR, emptyRecord, parseIndicatorValue, type Indicator } from '@jiheng/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { T2015 } from '../../taxonomies/index.ts';
import {
  betterDirection,
  isBoundedRate,
  isBudgetExecution,
  isSpendingRate,
  isUnitPrice,
  isVague,
  measureOf,
  repeatsName,
} from './names.ts';
import { isTaxonomyLabel, rowsOf, showMoney, inYuan, type Row } from './rows.ts';
import { contradictions, numbersIn } from './text-numbers.ts';

describe('指标名称', () => {
  it.each([
    ['抽检合格率', 'rate'],
    ['办事效率', null],
    ['公众号推送频率', null],
    ['群众满意度', 'satisfaction'],
    ['缺陷产品召回场次（含直播）', 'count'],
    ['质量调整系数', null],
    ['系统故障修复响应时间', 'duration'],
    ['项目完成时间', null],
    ['设备维保费用', 'money'],
    ['专题培训人均成本控制数', 'money'],
    ['营商环境', null],
  ])('“%s”的取值类型是%s', (name, measure) => {
    expect(measureOf(name)).toBe(measure);
  });

  it.each([
    ['设备故障率', 'down'],
    ['客户投诉率', 'down'],
    ['重大事故发生数', 'down'],
    ['抽检不合格食品核查处置率', null],
    ['不合格通报率', null],
    ['食品安全事故查处率', null],
    ['抽查不合格率', 'down'],
    ['培训合格率', 'up'],
    ['服务对象满意度', 'up'],
    ['培训人次', null],
  ])('“%s”的方向是%s', (name, direction) => {
    expect(betterDirection(name)).toBe(direction);
  });

  it('合格率、满意度有上限，完成率、增长率没有', () => {
    expect(['验收合格率', '群众满意度', '宣传覆盖率'].every(isBoundedRate)).toBe(true);
    expect(['任务完成率', '收入增长率', '培训人数'].some(isBoundedRate)).toBe(false);
  });

  it('预算执行的各种说法都认得，合规性和成本不算', () => {
    expect(
      ['预算执行率', '资金使用率', '资金到位率', '完成年度预算', '项目资金执行', '预算完成'].every(
        isBudgetExecution,
      ),
    ).toBe(true);
    expect(['资金使用合规性', '经费支出', '预算评审报告数量', '政府采购'].some(isBudgetExecution)).toBe(
      false,
    );
    expect(isSpendingRate('资金到位率')).toBe(false);
  });

  it('单价不是总成本，每年的花费是', () => {
    expect(isUnitPrice('运维成本', '元/季')).toBe(true);
    expect(isUnitPrice('场均成本', '元')).toBe(true);
    expect(isUnitPrice('升级成本', '元/年')).toBe(false);
    expect(isUnitPrice('总成本', '万元')).toBe(false);
  });

  it('空话认得，标准和数字不算空话', () => {
    expect(['显著提升', '优', '有所促进', '及时有效', '长期影响', '进一步完善'].every(isVague)).toBe(true);
    expect(['国内先进', '比上年提升10%', '符合资质认定要求', '零投诉'].some(isVague)).toBe(false);
  });

  it('重复名称的指标值认得，空话另算', () => {
    expect(repeatsName('及时性', '宣传活动开展及时性')).toBe(true);
    expect(repeatsName('公开', '信息公开情况')).toBe(true);
    expect(repeatsName('及时', '信息发布及时性')).toBe(false);
    expect(repeatsName('未发生普遍性产品质量问题', '重点工业产品不发生普遍性产品质量问题')).toBe(false);
  });

  it('二级指标的名称不是三级指标，服务对象满意度可以是', () => {
    expect(
      ['数量指标', '社会效益', '成本指标', '服务对象满意度指标'].every((text) =>
        isTaxonomyLabel(text, T2015),
      ),
    ).toBe(true);
    expect(['服务对象满意度', '培训成本'].some((text) => isTaxonomyLabel(text, T2015))).toBe(false);
  });
});

function rows(...indicators: readonly (readonly [name: string, target: string])[]): readonly Row[] {
  const list = indicators.map(([level3, target]): Indicator => ({
    ...EMPTY_INDICATOR,
    level3,
    target: parseIndicatorValue(target),
  }));
  return rowsOf({ ...emptyRecord('target'), indicators: list }, T2015);
}

function found(text: string, ...indicators: readonly (readonly [string, string])[]): string[] {
  return contradictions(text, rows(...indicators), 'target').map(
    ({ row, said }) => `${row.name} ${said.printed}`,
  );
}

describe('文字中的数字', () => {
  it('取确数和单位，不取约数、增幅和编号', () => {
    expect(
      numbersIn('1、培训300人次；2、印制约500册，新增3家，满意度达到90%以上').map(({ printed }) => printed),
    ).toEqual(['300人次', '90%']);
  });

  it('同一件事两个数是矛盾，写反了也是', () => {
    expect(found('培训人员300人次', ['培训人员数量', '≥200人次'])).toEqual(['培训人员数量 300人次']);
    expect(
      found('预审不少于5000次、受理不少于3000次', ['受理业务数量', '=5000件'], ['预审业务数量', '=3000件']),
    ).toEqual(['预审业务数量 5000次', '受理业务数量 3000次']);
  });

  it.each([
    ['数相同', '培训人员200人次', '培训人员数量', '≥200人次'],
    ['单位不同', '培训班3期', '培训人员数量', '≥200人次'],
    ['说的是别的', '巡查道路300公里', '清扫面积', '≥200公里'],
    ['限定语不同', '特殊食品单位培训1000人次', '重点食品单位培训', '≥5000人次'],
    ['文字是分项', '覆盖人数为学校310人、社区1700人、企业201人', '宣传覆盖人数', '≥2211人'],
  ])('%s不是矛盾', (_why, text, name, target) => {
    expect(found(text, [name, target])).toEqual([]);
  });

  it('任意文字都能在有限时间内处理完', () => {
    const letters = fc.constantFrom(...'一二培训人次家件%0123456789.,，。、（）约余'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 400 }), (text) => {
        contradictions(
          text,
          rows([text.slice(0, 12), `≥${text.length}人次`], ['培训人次', '≥1人次']),
          'target',
        );
      }),
      { numRuns: 200 },
    );
    contradictions('培训12人次、'.repeat(50_000), rows(['培训人次', '≥1人次']), 'target');
  });
});

describe('金额', () => {
  it.each([
    ['4.49', '万元', '4.49万元'],
    ['300', '万元', '300万元'],
    ['0.69', '元', '0.69元'],
    ['5300.00', '元', '5300元'],
  ] as const)('%s%s写作%s', (number, unit, text) => {
    const yuan = inYuan(Decimal.of(number), unit);
    expect(yuan && showMoney(yuan, unit)).toBe(text);
  });
});
