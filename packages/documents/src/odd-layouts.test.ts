import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../fuzz/reading-rules.ts';
import { readDocument, type ReadResult } from './index.ts';

function read(text: string): ReadResult {
  return readDocument(new TextEncoder().encode(text), 'x.txt', PRODUCT_RULES);
}

function rows(text: string): (string | null | undefined)[][] {
  return read(text).forms.flatMap(({ record }) =>
    record.indicators.map(({ level1, level2, level3, target }) => [level1, level2, level3, target?.printed]),
  );
}

const FORM_WITH_BARS = (name: string): string =>
  `项目支出绩效目标表\n（2023年度）\n项目名称 |\n${name} |\n一级指标 |\n二级指标 |\n三级指标 |\n指标值 |\n` +
  '产出指标 |\n数量指标 |\n维修渠道长度 |\n≥12公里 |\n效益指标 |\n社会效益指标 |\n受益户数 |\n≥300户 |\n';

describe('layouts seldom met', () => {
  it('several forms with a cell per line between bars keep their titles apart', () => {
    const { forms } = read(FORM_WITH_BARS('渠道维修') + FORM_WITH_BARS('泵站维修'));
    expect(
      forms.map(({ record }) => [record.header.projectName, record.fiscalYear, record.indicators.length]),
    ).toEqual([
      ['渠道维修', 2023, 2],
      ['泵站维修', 2023, 2],
    ]);
  });

  it('level labels broken by blanks on a single line are put together', () => {
    const text =
      '项目支出绩效目标表 （2023年度） 项目名称 渠道维修 绩效 指标 一级 指标 二级 指标 三级指标 年度 指标值 ' +
      '产出 指标 （50分） 数量 指标 维修渠道长度 ≥12公里 质量 指标 验收合格率 100% ' +
      '满意 度指 标 服务 对象 满意 度指 标 农户满意度 ≥90%';
    expect(rows(text)).toEqual([
      ['产出指标', '数量指标', '维修渠道长度', '≥12公里'],
      ['产出指标', '质量指标', '验收合格率', '100%'],
      ['满意度指标', '服务对象满意度指标', '农户满意度', '≥90%'],
    ]);
  });

  it('a table one level deeper keeps the usual classes as level 2', () => {
    const text =
      '专项名称\t仓储设施改造\n一级指标\t二级指标\t三级指标\t指标值\n' +
      '实施效果指标\t产出指标\t建设项目个数\t2个\n\t效益指标\t绿色储粮比例\t≥90%\n' +
      '过程管理指标\t资金管理指标\t投资支付率\t≥85%\n';
    expect(rows(text)).toEqual([
      ['实施效果指标', '产出指标', '建设项目个数', '2个'],
      ['实施效果指标', '效益指标', '绿色储粮比例', '≥90%'],
      ['过程管理指标', '资金管理指标', '投资支付率', '≥85%'],
    ]);
  });

  it('a goal pushed left by lost blank cells belongs to the year', () => {
    const text =
      '项目名称\t渠道维修\n项目绩效目标\t项目总目标\t年度总体目标\n维修渠道十二公里。\t\t\n' +
      '一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t维修渠道长度\t≥12公里\n';
    expect(read(text).forms[0]?.record.goals).toMatchObject({ overall: null, annual: '维修渠道十二公里。' });
  });

  it('two asterisks alone stand for an open number and are kept, in pairs they are bold print', () => {
    const text =
      '**项目名称**\t渠道维修\n一级指标\t二级指标\t三级指标\t指标值\n' +
      '产出指标\t数量指标\t**社会影响力\t≥12公里\n';
    expect(rows(text)[0]?.[2]).toBe('**社会影响力');
  });

  it('a closing row 说明 is no indicator', () => {
    const text =
      '项目名称\t渠道维修\n一级指标\t二级指标\t三级指标\t指标值\n' +
      '产出指标\t数量指标\t维修渠道长度\t≥12公里\n说明\t无\t\t\n';
    expect(rows(text)).toHaveLength(1);
  });

  it('the tasks of a department are no fund rows', () => {
    const text =
      '部门整体支出绩效目标表\n\n部门（单位）名称\n\n平阳县水利局\n\n年度主要任务\n\n任务名称\n\n总额\n\n财政拨款\n\n其他资金\n\n' +
      '渠道维修\n\n120\n\n120\n\n0\n\n年度总体目标\n\n维修渠道十二公里。\n\n一级指标\n\n二级指标\n\n三级指标\n\n指标值\n\n' +
      '产出指标\n\n数量指标\n\n维修渠道长度\n\n≥12公里\n';
    const record = read(text).forms[0]?.record;
    expect(record).toMatchObject({ kind: 'department-target', funds: [] });
    expect(record?.header.competentDepartment).toBe('平阳县水利局');
    expect(record?.goals.annual).toBe('维修渠道十二公里。');
  });

  it('a whole form glued into one line is cut at its labels, at each of its tables', () => {
    const table = (length: string): string =>
      `一级指标二级指标指标内容指标值备注产出指标数量指标维修渠道长度${length}质量指标验收合格率100%`;
    const text =
      '项目绩效目标表（2021年度）项目名称平阳渠道维修 主管部门平阳县水利局项目单位平阳县灌区管理所' +
      `长期绩效指标${table('≥36公里')}年度绩效指标${table('≥12公里')}其他说明的问题无`;
    const [form] = read(text).forms;
    expect(form?.record.header).toMatchObject({
      projectName: '平阳渠道维修',
      competentDepartment: '平阳县水利局',
      implementingUnit: '平阳县灌区管理所',
    });
    expect(rows(text)).toEqual([
      ['产出指标', '数量指标', '维修渠道长度', '≥12公里'],
      ['产出指标', '质量指标', '验收合格率', '100%'],
    ]);
  });
});
