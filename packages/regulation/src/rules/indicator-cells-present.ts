import { Decimal, defineFormRule, type Examples, type FormRecord, type Indicator } from '@jiheng/domain';

import { selfEvaluationWith, targetWith } from './examples.ts';
import { ALWAYS, PUBLISHED_FORM } from './language/citations.ts';
import { ALL_KINDS, EVALUATION_KINDS, TARGET_KINDS } from './language/kinds.ts';
import { decimal, totalFund } from './language/rows.ts';

/** Rows where a cell is blank although other rows have it filled; a column nobody filled may not be on the paper. */
function gaps(form: FormRecord, field: keyof Indicator): readonly number[] {
  const blank = form.indicators.flatMap((indicator, index) => (indicator[field] === null ? [index] : []));
  return blank.length === form.indicators.length ? [] : blank;
}

/** The points given already make up the total: one cell serves several rows, and no blank is missing. */
function isSharedOut(form: FormRecord, field: 'maxScore' | 'score'): boolean {
  const fund = totalFund(form)?.row;
  const points = [...form.indicators.map((indicator) => indicator[field]), fund?.[field] ?? null];
  const total = decimal(field === 'maxScore' ? form.totalMaxScore : form.totalScore);
  return total?.equals(Decimal.sum(points.flatMap((text) => decimal(text) ?? []))) ?? false;
}

export const rule = defineFormRule({
  id: 'indicator-cells-present',
  code: 'ZP010',
  title: '每条指标的名称、指标值、完成值、分值和得分应填写齐全',
  severity: 'error',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: PUBLISHED_FORM,
  rationale: '缺一格，这条指标就无法核对，也无法计分。',
  messages: {
    name: { text: '第{row}条指标没有三级指标名称', remedy: '填写三级指标名称' },
    target: { text: '“{name}”没有填写指标值', remedy: '填写指标值；批复时没有的，说明原因' },
    noTarget: { text: '所有指标都没有填写指标值', remedy: '逐条填写指标值' },
    actual: { text: '“{name}”没有填写实际完成值', remedy: '填写年末实际完成值，并留好佐证材料' },
    noActual: { text: '所有指标都没有填写实际完成值', remedy: '逐条填写年末实际完成值' },
    maxScore: { text: '“{name}”没有填写分值', remedy: '填写分值，使合计等于规定总分' },
    score: { text: '“{name}”没有填写得分', remedy: '按评分办法计算并填写得分；不得分的填0' },
  },
  check(form, report) {
    const nameOf = (index: number): string => form.indicators[index]?.level3 ?? `第${index + 1}条指标`;
    for (const row of gaps(form, 'level3')) report('name', [`/indicators/${row}/level3`], { row: row + 1 });
    for (const row of gaps(form, 'target'))
      report('target', [`/indicators/${row}/target`], { name: nameOf(row) });
    // Every paper of targets has the column; rows without names either are no indicators, which is another rule's.
    const isNamed = form.indicators.some(({ level3 }) => level3);
    if (TARGET_KINDS.includes(form.kind) && isNamed && form.indicators.every(({ target }) => !target))
      report('noTarget', ['/indicators']);
    if (!EVALUATION_KINDS.includes(form.kind) || form.indicators.length === 0) return;
    if (form.indicators.every(({ actual }) => actual === null)) report('noActual', ['/indicators']);
    for (const field of ['actual', 'maxScore', 'score'] as const) {
      if (field !== 'actual' && isSharedOut(form, field)) continue;
      for (const row of gaps(form, field))
        report(field, [`/indicators/${row}/${field}`], { name: nameOf(row) });
    }
  },
});

const scored = { level2: '质量指标', level3: '路灯验收合格率', target: '=100%', actual: '100%' } as const;
const asked = {
  level1: '满意度指标',
  level2: '服务对象满意度指标',
  level3: '沿街居民满意度',
} as const;
const third = { level1: '效益指标', level2: '社会效益指标', level3: '夜间照明投诉下降比例' } as const;

export const examples: Examples<typeof rule> = {
  good: [
    { title: '各格填写齐全', form: selfEvaluationWith() },
    {
      title: '一格分值管两条指标，合计正好100分',
      form: selfEvaluationWith({
        indicators: [
          { level3: '改造路灯盏数', target: '≥200盏', actual: '210盏', maxScore: '50', score: '50' },
          scored,
          { ...third, target: '≥20%', actual: '22%', maxScore: '30', score: '30' },
          { ...asked, target: '≥90%', actual: '93%', maxScore: '10', score: '10' },
        ],
      }),
    },
  ],
  bad: [
    {
      title: '指标值漏填，名称漏填',
      form: targetWith({
        indicators: [
          { level3: '改造路灯盏数', target: '≥200盏' },
          { level2: '质量指标', level3: '路灯验收合格率' },
          { ...third, target: '≥20%' },
          { level1: '满意度指标', level2: '服务对象满意度指标', target: '≥90%' },
        ],
      }),
      finds: [
        { message: 'target', at: '/indicators/1/target' },
        { message: 'name', at: '/indicators/3/level3' },
      ],
    },
    {
      title: '指标值整列空白',
      form: targetWith({ indicators: [{ level3: '改造路灯盏数' }, { ...third }] }),
      finds: [{ message: 'noTarget', at: '/indicators' }],
    },
    {
      title: '完成值、分值和得分各漏一格',
      form: selfEvaluationWith({
        indicators: [
          { level3: '改造路灯盏数', target: '≥200盏', maxScore: '25', score: '25' },
          { ...scored, score: '25' },
          { ...third, target: '≥20%', actual: '22%', maxScore: '30' },
        ],
      }),
      finds: [
        { message: 'actual', at: '/indicators/0/actual' },
        { message: 'maxScore', at: '/indicators/1/maxScore' },
        { message: 'score', at: '/indicators/2/score' },
      ],
    },
    {
      title: '完成值整列空白',
      form: selfEvaluationWith({
        indicators: [{ level3: '改造路灯盏数', target: '≥200盏', maxScore: '90' }],
      }),
      finds: [{ message: 'noActual', at: '/indicators' }],
    },
  ],
};
