/** Form generator for load tests: invented self-evaluations as the tab-separated text that extraction tools give. */

const DISTRICTS = ['临江', '云岭', '南塘', '北桥', '青浦湾', '石湾', '平川', '白渡', '津海', '江澜'];
const BUREAUS = [
  '住房和城乡建设局',
  '教育局',
  '卫生健康委员会',
  '农业农村局',
  '文化和旅游局',
  '水利局',
  '民政局',
  '生态环境局',
];
const THINGS = [
  '道路养护',
  '校舍维修',
  '图书采购',
  '疫苗接种',
  '河道清淤',
  '路灯改造',
  '农技培训',
  '养老服务',
  '信息系统运维',
  '公园绿化',
];
const REASONS = [
  '受天气影响，部分工作顺延，下一步加强调度',
  '采购流程较长，改进为提前启动采购',
  '部分点位需复核，后续完善台账',
];

/** Small seeded generator of whole numbers, so that every run sees the same forms. */
export function seededNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

function money(hundredths: number): string {
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}

interface Row {
  readonly level1: string;
  readonly level2: string;
  readonly name: string;
  readonly maxScore: number;
}

const ROWS: readonly Row[] = [
  { level1: '产出 指标', level2: '数量 指标', name: '完成数量', maxScore: 20 },
  { level1: '', level2: '质量 指标', name: '验收合格率', maxScore: 20 },
  { level1: '', level2: '时效 指标', name: '按期完成率', maxScore: 10 },
  { level1: '效益 指标', level2: '社会 效益 指标', name: '受益群众覆盖率', maxScore: 15 },
  { level1: '', level2: '可持 续影 响指 标', name: '长效管理机制', maxScore: 15 },
  { level1: '满意 度指 标', level2: '服务 对象 满意 度指 标', name: '服务对象满意度', maxScore: 10 },
];

function indicatorLine(
  row: Row,
  thing: string,
  next: (below: number) => number,
): { line: string; score: number } {
  const isWords = row.name.includes('机制');
  const target = isWords
    ? '健全'
    : row.name.includes('数量')
      ? `≥${20 + next(400)}.00(处)`
      : `≥${80 + next(18)}.00(%)`;
  const misses = next(12) === 0;
  const score = misses ? row.maxScore - 1 : row.maxScore;
  const actual = isWords ? '达成指标' : row.name.includes('数量') ? `${500 + next(90)}.00(处)` : '100.00(%)';
  const cells = [
    row.level1,
    row.level2,
    `${thing}${row.name}`,
    target,
    actual,
    `${row.maxScore}.00`,
    `${score}.00`,
  ];
  return { line: [...cells, misses ? REASONS[next(REASONS.length)] : ''].join('\t'), score };
}

/** One invented 财政项目支出绩效自评表. `index` makes its project name unique. */
export function generateForm(index: number, next: (below: number) => number): string {
  const district = DISTRICTS[next(DISTRICTS.length)] ?? '';
  const department = `${district}区${BUREAUS[next(BUREAUS.length)] ?? ''}`;
  const thing = THINGS[next(THINGS.length)] ?? '';
  const budget = 1000 + next(90_000);
  const spent = budget - next(Math.floor(budget / 10));
  const rate = Math.floor((spent * 10_000) / budget);
  const executionScore = Math.floor(rate / 10);
  const rows = ROWS.map((row) => indicatorLine(row, thing, next));
  const total = rows.reduce((sum, row) => sum + row.score * 100, executionScore);
  const amounts = `${money(budget)}\t${money(budget)}\t${money(spent)}`;
  return [
    '财政项目支出绩效自评表',
    '',
    `(${2022 + next(4)} 年度)`,
    '',
    `项目名称\t\t${thing}项目${index}号`,
    `主管部门\t\t${department}\t\t实施单位\t\t${department}${thing}中心`,
    '项目资金 (万元)\t\t年初预算数\t全年预算数\t全年执行数\t分数\t执行率(%)\t得分',
    `\t年度资金总额:\t${amounts}\t10.00\t${money(rate)}\t${money(executionScore)}`,
    `\t其中: 当年财政拨款\t${amounts}\t-\t${money(rate)}\t-`,
    '\t上年结转资金\t0.00\t0.00\t0.00\t-\t0.00\t-',
    '\t其他资金\t0.00\t0.00\t0.00\t-\t0.00\t-',
    '年度 总体 目标\t预期目标\t\t\t实际完成情况',
    `\t完成${district}区${thing}年度任务，改善群众生活条件。\t\t\t${district}区${thing}年度任务已按计划推进，群众反映良好。`,
    '一级 指标\t二级 指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施',
    ...rows.map((row) => row.line),
    `总分\t\t\t\t\t100.00\t${money(total)}`,
    `评分等级\t\t${total >= 9000 ? '优' : total >= 8000 ? '良' : '中'}`,
    '',
  ].join('\n');
}

/** A document of `forms` invented self-evaluations. The same seed gives the same text. */
export function generateDocument(forms: number, seed = 1): string {
  const next = seededNumbers(seed);
  return Array.from({ length: forms }, (_, index) => generateForm(seed * 100_000 + index, next)).join('\n');
}
