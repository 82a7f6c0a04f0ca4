/** Invented forms in published layouts, as rows of cells; `null` is a cell merged into the one above or before it. */

export type SampleRow = readonly (string | null)[];

/** One indicator as the reader should give it back. */
export interface SampleIndicator {
  readonly levels: readonly [string, string];
  readonly name: string;
  /** As printed in one cell; with a sign and a unit of their own columns, composed. */
  readonly target: string;
  readonly actual?: string;
  readonly points?: readonly [maxScore: string, score: string];
  readonly reason?: string;
}

export interface SampleForm {
  readonly layout: string;
  readonly rows: readonly SampleRow[];
  readonly projectName: string;
  readonly implementingUnit: string;
  readonly year: number;
  /** Amounts of the fund rows in reading order, without blanks. */
  readonly amounts: readonly string[];
  readonly goals: readonly string[];
  readonly indicators: readonly SampleIndicator[];
  readonly total?: string;
}

/** Leaves out level labels that the row above already prints, as merged cells do. */
function merged(rows: readonly SampleRow[]): SampleRow[] {
  return rows.map((row, index) => {
    const above = rows[index - 1];
    if (above?.[0] !== row[0]) return row;
    return [null, above?.[1] === row[1] ? null : (row[1] ?? null), ...row.slice(2)];
  });
}

const SELF_EVALUATION: readonly SampleIndicator[] = [
  {
    levels: ['产出指标', '数量指标'],
    name: '改造老旧路灯数量',
    target: '≥860.00(盏)',
    actual: '872.00(盏)',
    points: ['20.00', '20.00'],
  },
  {
    levels: ['产出指标', '质量指标'],
    name: '路灯亮灯率',
    target: '=98.00(%)',
    actual: '96.50(%)',
    points: ['20.00', '18.00'],
    reason: '两条支路电缆老化，下一步更换',
  },
  {
    levels: ['产出指标', '质量指标'],
    name: '工程验收合格率',
    target: '=100.00(%)',
    actual: '100.00(%)',
    points: ['10.00', '10.00'],
  },
  {
    levels: ['效益指标', '社会效益指标'],
    name: '夜间出行安全感',
    target: '明显提升',
    actual: '达成指标',
    points: ['15.00', '15.00'],
  },
  {
    levels: ['效益指标', '可持续影响指标'],
    name: '长效管护机制健全性',
    target: '健全',
    actual: '达成指标',
    points: ['15.00', '15.00'],
  },
  {
    levels: ['满意度指标', '服务对象满意度指标'],
    name: '沿线居民满意度',
    target: '≥90.00(%)',
    actual: '93.20(%)',
    points: ['10.00', '10.00'],
  },
];

function points(row: SampleIndicator): string[] {
  return [row.actual ?? '', ...(row.points ?? []), row.reason ?? ''];
}

function selfEvaluationRows(projectName: string): SampleRow[] {
  const body = SELF_EVALUATION.map((row) => [...row.levels, row.name, row.target, ...points(row)]);
  return [
    ['财政项目支出绩效自评表'],
    ['（2023年度）'],
    ['项目名称', projectName, null, null, null, null],
    ['主管部门', '临江区城市管理局', null, '实施单位', '临江区路灯管理所', null],
    ['项目资金（万元）', '', '年初预算数', '全年预算数', '全年执行数', '分数', '执行率(%)', '得分'],
    [null, '年度资金总额：', '86.40', '84.20', '80.00', '10.00', '95.01', '9.50'],
    [null, '其中：当年财政拨款', '86.40', '84.20', '80.00', '-', '95.01', '-'],
    [null, '上年结转资金', '0.00', '0.00', '0.00', '-', '0.00', '-'],
    [null, '其他资金', '0.00', '0.00', '0.00', '-', '0.00', '-'],
    ['年度总体目标', '预期目标', null, null, '实际完成情况', null, null],
    [
      null,
      '完成八百六十盏老旧路灯改造，保障夜间出行。',
      null,
      null,
      '完成改造八百七十二盏，两条支路仍需更换电缆。',
      null,
      null,
    ],
    [
      '一级指标',
      '二级指标',
      '三级指标',
      '年度指标值',
      '实际完成值',
      '分值',
      '得分',
      '偏差原因分析及改进措施',
    ],
    ...merged(body),
    ['总分', '', '', '', '', '100.00', '97.50', ''],
    ['评分等级', '优', '', '', '', '', '', ''],
  ];
}

/** 自评表 in the layout of Shanghai. */
export function selfEvaluation(projectName = '老旧路灯改造专项'): SampleForm {
  return {
    layout: 'self-evaluation',
    projectName,
    implementingUnit: '临江区路灯管理所',
    year: 2023,
    amounts: [
      '86.40',
      '84.20',
      '80.00',
      '10.00',
      '95.01',
      '9.50',
      '86.40',
      '84.20',
      '80.00',
      '95.01',
      '0.00',
      '0.00',
      '0.00',
      '0.00',
      '0.00',
      '0.00',
      '0.00',
      '0.00',
    ],
    goals: ['完成八百六十盏老旧路灯改造，保障夜间出行。', '完成改造八百七十二盏，两条支路仍需更换电缆。'],
    indicators: SELF_EVALUATION,
    total: '97.50',
    rows: selfEvaluationRows(projectName),
  };
}

const TARGET: readonly SampleIndicator[] = [
  { levels: ['成本指标', '经济成本指标'], name: '平台运维年度成本', target: '≤350000.00(元)' },
  { levels: ['成本指标', '经济成本指标'], name: '数据采购单价', target: '≤120.00(元/条)' },
  { levels: ['产出指标', '数量指标'], name: '入库成果数量', target: '≥800.00(条)' },
  { levels: ['产出指标', '时效指标'], name: '需求响应时间', target: '≤2.00(工作日)' },
  { levels: ['效益指标', '社会效益指标'], name: '企业知晓度', target: '显著提升' },
  { levels: ['满意度指标', '服务对象满意度指标'], name: '企业满意度', target: '≥92.00(%)' },
];

/** 目标申报表 with cost first, in 元. */
export function target(projectName = '科技成果转化平台'): SampleForm {
  return {
    layout: 'target',
    projectName,
    implementingUnit: '明州市科技情报所',
    year: 2025,
    amounts: ['1250000.00', '1250000.00', '0.00', '0.00'],
    goals: ['建成成果转化平台并稳定运行。'],
    indicators: TARGET,
    rows: [
      ['财政项目支出绩效目标申报表'],
      ['（2025年度）'],
      ['项目名称', projectName, null, '项目类别', '特定目标类'],
      ['主管部门', '明州市科学技术局', null, '实施单位', '明州市科技情报所'],
      ['计划开始日期', '2025-01-01', null, '计划完成日期', '2025-12-31'],
      ['项目资金（元）', '项目资金总额：', '', '年度资金申请总额：', '1,250,000.00'],
      [null, '其中：财政资金', '', '其中：当年财政拨款', '1,250,000.00'],
      [null, '其他资金', '', '上年结转资金', '0.00'],
      [null, '', '', '其他资金', '0.00'],
      ['项目绩效目标', '年度总体目标', '建成成果转化平台并稳定运行。', null, null],
      ['绩效指标', '一级指标', '二级指标', '三级指标', '年度（/项目）指标值'],
      ...merged(TARGET.map((row) => [...row.levels, row.name, row.target])).map((row) => [null, ...row]),
    ],
  };
}

const SPLIT: readonly (SampleIndicator & { readonly split: readonly [string, string, string] })[] = [
  {
    levels: ['产出指标', '数量指标'],
    name: '巡查河道长度',
    target: '≥126公里',
    split: ['≥', '126', '公里'],
    actual: '130',
    points: ['30', '30'],
  },
  {
    levels: ['产出指标', '质量指标'],
    name: '问题整改率',
    target: '≥95%',
    split: ['≥', '95', '%'],
    actual: '92',
    points: ['20', '18.5'],
    reason: '两处问题跨年整改',
  },
  {
    levels: ['效益指标', '生态效益指标'],
    name: '河道水质',
    target: '稳定达标',
    split: ['定性', '稳定达标', ''],
    actual: '达标',
    points: ['30', '30'],
  },
  {
    levels: ['满意度指标', '服务对象满意度指标'],
    name: '沿河居民满意度',
    target: '≥85%',
    split: ['≥', '85', '%'],
    actual: '90',
    points: ['10', '10'],
  },
];

/** 自评表 with sign, value and unit in columns of their own, as in Sichuan and Yunnan. */
export function splitSelfEvaluation(projectName = '河湖巡查管护'): SampleForm {
  const body = SPLIT.map((row) => [...row.levels, row.name, ...row.split, ...points(row)]);
  return {
    layout: 'split-self-evaluation',
    projectName,
    implementingUnit: '安水县河湖管护中心',
    year: 2022,
    amounts: ['36.00', '35.60', '34.20', '10', '96.07', '9.61', '36.00', '35.60', '34.20', '96.07'],
    goals: ['全年巡查河道一百二十六公里。', '完成巡查一百三十公里。'],
    indicators: SPLIT,
    total: '98.11',
    rows: [
      ['项目支出绩效自评表'],
      ['（2022年度）'],
      ['项目名称', projectName, null, null],
      ['主管部门', '安水县水利局', '实施单位', '安水县河湖管护中心'],
      ['项目资金（万元）', '', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'],
      [null, '年度资金总额', '36.00', '35.60', '34.20', '10', '96.07%', '9.61'],
      [null, '其中：当年财政拨款', '36.00', '35.60', '34.20', '—', '96.07%', '—'],
      ['年度总体目标', '预期目标', null, '实际完成情况'],
      [null, '全年巡查河道一百二十六公里。', null, '完成巡查一百三十公里。'],
      [
        '绩效指标',
        '一级指标',
        '二级指标',
        '三级指标',
        '指标性质',
        '指标值',
        '度量单位',
        '实际完成值',
        '分值',
        '得分',
        '偏差原因分析及改进措施',
      ],
      ...merged(body).map((row) => [null, ...row]),
      ['总分', '', '', '', '', '', '', '', '100', '98.11', ''],
    ],
  };
}

export const SAMPLE_FORMS: readonly SampleForm[] = [selfEvaluation(), target(), splitSelfEvaluation()];
