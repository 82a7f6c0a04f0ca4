import {
  EMPTY_FUND_ROW,
  EMPTY_HEADER,
  EMPTY_INDICATOR,
  emptyRecord,
  parseIndicatorValue,
  type DecimalText,
  type FormRecord,
  type FundRow,
  type Indicator,
} from '@jiheng/domain';

/** An indicator in a few words: printed target and actual, scores as text. */
export interface IndicatorSketch {
  readonly level1?: string;
  readonly level2?: string;
  readonly level3?: string;
  readonly description?: string;
  readonly target?: string;
  readonly actual?: string;
  readonly maxScore?: string;
  readonly score?: string;
  readonly reason?: string;
}

/** Fund row in a few words. */
export type FundSketch = Partial<{
  [K in keyof FundRow]: FundRow[K] extends DecimalText | null ? string : FundRow[K];
}>;

/** What an example says differently from the sound form. */
export interface FormSketch {
  readonly header?: Partial<FormRecord['header']>;
  readonly goals?: Partial<FormRecord['goals']>;
  readonly funds?: readonly FundSketch[];
  /** Indicators in place of those of the sound form. */
  readonly indicators?: readonly IndicatorSketch[];
  /** Changes to single indicators of the sound form, by position. */
  readonly change?: Readonly<Record<number, IndicatorSketch>>;
  readonly totalScore?: string | null;
  readonly totalMaxScore?: string | null;
  readonly grade?: string | null;
  readonly fiscalYear?: number;
}

const SCORED: readonly IndicatorSketch[] = [
  {
    level1: '产出指标',
    level2: '数量指标',
    level3: '改造路灯盏数',
    target: '≥200盏',
    actual: '210盏',
    maxScore: '25',
    score: '25',
  },
  {
    level1: '产出指标',
    level2: '质量指标',
    level3: '路灯验收合格率',
    target: '=100%',
    actual: '100%',
    maxScore: '25',
    score: '25',
  },
  {
    level1: '效益指标',
    level2: '社会效益指标',
    level3: '夜间照明投诉下降比例',
    target: '≥20%',
    actual: '22%',
    maxScore: '30',
    score: '30',
  },
  {
    level1: '满意度指标',
    level2: '服务对象满意度指标',
    level3: '沿街居民满意度',
    target: '≥90%',
    actual: '93%',
    maxScore: '10',
    score: '10',
  },
];

const DECLARED: readonly IndicatorSketch[] = [
  { level1: '产出指标', level2: '数量指标', level3: '改造路灯盏数', target: '≥200盏' },
  { level1: '产出指标', level2: '质量指标', level3: '路灯验收合格率', target: '=100%' },
  { level1: '产出指标', level2: '时效指标', level3: '改造完成时间', target: '2024年11月底前' },
  { level1: '产出指标', level2: '成本指标', level3: '单盏路灯改造成本', target: '≤1500元/盏' },
  { level1: '效益指标', level2: '社会效益指标', level3: '夜间照明投诉下降比例', target: '≥20%' },
  { level1: '满意度指标', level2: '服务对象满意度指标', level3: '沿街居民满意度', target: '≥90%' },
];

function indicator(sketch: IndicatorSketch): Indicator {
  return {
    ...EMPTY_INDICATOR,
    level1: sketch.level1 ?? '产出指标',
    level2: sketch.level2 ?? '数量指标',
    level3: sketch.level3 ?? null,
    description: sketch.description ?? null,
    target: sketch.target === undefined ? null : parseIndicatorValue(sketch.target),
    actual: sketch.actual === undefined ? null : parseIndicatorValue(sketch.actual),
    maxScore: (sketch.maxScore ?? null) as DecimalText | null,
    score: (sketch.score ?? null) as DecimalText | null,
    deviationReason: sketch.reason ?? null,
  };
}

function fund(sketch: FundSketch): FundRow {
  return { ...EMPTY_FUND_ROW, ...sketch } as FundRow;
}

function indicatorsOf(sketch: FormSketch, sound: readonly IndicatorSketch[]): Indicator[] {
  return (sketch.indicators ?? sound).map((row, index) => indicator({ ...row, ...sketch.change?.[index] }));
}

function formOf(sketch: FormSketch, sound: FormRecord): FormRecord {
  return {
    ...sound,
    fiscalYear: sketch.fiscalYear ?? sound.fiscalYear,
    header: { ...sound.header, ...sketch.header },
    goals: { ...sound.goals, ...sketch.goals },
    funds: sketch.funds?.map(fund) ?? sound.funds,
    totalMaxScore: (sketch.totalMaxScore === undefined
      ? sound.totalMaxScore
      : sketch.totalMaxScore) as DecimalText | null,
    totalScore: (sketch.totalScore === undefined
      ? sound.totalScore
      : sketch.totalScore) as DecimalText | null,
    grade: sketch.grade === undefined ? sound.grade : sketch.grade,
  };
}

const HEADER = {
  ...EMPTY_HEADER,
  projectName: '老旧路灯改造',
  competentDepartment: '临江市城市管理局',
  implementingUnit: '临江市路灯管理所',
};

/** 项目支出绩效自评表 that no rule objects to, with the given changes. */
// The mark lets bundlers drop the examples where only the rules are used.
/* @__NO_SIDE_EFFECTS__ */
export function selfEvaluationWith(sketch: FormSketch = {}): FormRecord {
  return formOf(sketch, {
    ...emptyRecord('self-evaluation'),
    title: '项目支出绩效自评表',
    fiscalYear: 2024,
    header: HEADER,
    funds: [
      fund({
        label: '年度资金总额',
        key: 'total',
        initialBudget: '30.00',
        adjustedBudget: '30.00',
        expenditure: '29.40',
        maxScore: '10',
        executionRate: '98.00',
        score: '9.80',
      }),
      fund({
        label: '其中：当年财政拨款',
        key: 'fiscal',
        initialBudget: '30.00',
        adjustedBudget: '30.00',
        expenditure: '29.40',
      }),
      fund({
        label: '其他资金',
        key: 'other',
        initialBudget: '0.00',
        adjustedBudget: '0.00',
        expenditure: '0.00',
      }),
    ],
    goals: {
      ...emptyRecord('self-evaluation').goals,
      expected: '更换沿街老旧路灯，让居民夜间出行更安全，投诉明显减少。',
      actual: '沿街老旧路灯已全部更换并验收，夜间照明投诉比上年下降。',
    },
    indicators: indicatorsOf(sketch, SCORED),
    totalMaxScore: '100' as DecimalText,
    totalScore: '99.80' as DecimalText,
    grade: '优',
  });
}

/** 项目支出绩效目标申报表 that no rule objects to, with the given changes. */
/* @__NO_SIDE_EFFECTS__ */
export function targetWith(sketch: FormSketch = {}): FormRecord {
  return formOf(sketch, {
    ...emptyRecord('target'),
    title: '项目支出绩效目标申报表',
    fiscalYear: 2024,
    header: { ...HEADER, startDate: '2024-01-01', endDate: '2024-12-31' },
    funds: [
      fund({ label: '年度资金申请总额', key: 'total', amount: '30.00' }),
      fund({ label: '其中：当年财政拨款', key: 'fiscal', amount: '30.00' }),
      fund({ label: '其他资金', key: 'other', amount: '0.00' }),
    ],
    goals: {
      ...emptyRecord('target').goals,
      annual: '更换沿街老旧路灯，让居民夜间出行更安全，投诉明显减少。',
    },
    indicators: indicatorsOf(sketch, DECLARED),
  });
}
