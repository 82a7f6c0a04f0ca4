import {
  FORM_KIND_LABELS,
  toWan,
  totalFunds,
  type DecimalText,
  type FormRecord,
  type FundRow,
  type Indicator,
} from '@jiheng/domain';

/** How the cells of a column are written. `money` in 万元. */
export type ColumnKind = 'text' | 'count' | 'year' | 'money' | 'percent' | 'score';

/** 汇总列: `value` of one row as text; null leaves the cell empty. */
export interface SummaryColumn<T> {
  readonly label: string;
  readonly kind: ColumnKind;
  /** In characters. */
  readonly width: number;
  readonly value: (row: T) => string | null;
  /** 合计 of all rows under the column. */
  readonly isSummed?: true;
}

type AmountField = 'amount' | 'initialBudget' | 'adjustedBudget' | 'expenditure';

function money(record: FormRecord, ...fields: readonly AmountField[]): DecimalText | null {
  const row: FundRow | undefined = totalFunds(record.funds);
  if (!row) return null;
  const amount = fields.map((field) => row[field]).find((value) => value !== null);
  return toWan(amount ?? null, row.unit ?? record.amountUnit);
}

/** A form with its number in the list. */
export interface NumberedForm {
  readonly number: number;
  readonly record: FormRecord;
}

const NUMBER: SummaryColumn<{ readonly number: number }> = {
  label: '序号',
  kind: 'count',
  width: 6,
  value: ({ number }) => String(number),
};

const PROJECT: readonly SummaryColumn<NumberedForm>[] = [
  { label: '项目名称', kind: 'text', width: 34, value: ({ record }) => record.header.projectName },
  { label: '年度', kind: 'year', width: 8, value: ({ record }) => record.fiscalYear?.toString() ?? null },
  { label: '实施单位', kind: 'text', width: 26, value: ({ record }) => record.header.implementingUnit },
];

/** 汇总: one row a form. */
export const FORM_COLUMNS: readonly SummaryColumn<NumberedForm>[] = [
  NUMBER,
  ...PROJECT,
  { label: '主管部门', kind: 'text', width: 24, value: ({ record }) => record.header.competentDepartment },
  { label: '表种', kind: 'text', width: 18, value: ({ record }) => FORM_KIND_LABELS[record.kind] },
  { label: '地区', kind: 'text', width: 10, value: ({ record }) => record.region },
  {
    label: '年初预算数（万元）',
    kind: 'money',
    width: 16,
    value: ({ record }) => money(record, 'initialBudget'),
    isSummed: true,
  },
  {
    label: '全年预算数或资金总额（万元）',
    kind: 'money',
    width: 18,
    value: ({ record }) => money(record, 'adjustedBudget', 'amount'),
    isSummed: true,
  },
  {
    label: '全年执行数（万元）',
    kind: 'money',
    width: 16,
    value: ({ record }) => money(record, 'expenditure'),
    isSummed: true,
  },
  {
    label: '执行率（%）',
    kind: 'percent',
    width: 10,
    value: ({ record }) => totalFunds(record.funds)?.executionRate ?? null,
  },
  {
    label: '指标数',
    kind: 'count',
    width: 8,
    value: ({ record }) => String(record.indicators.length),
    isSummed: true,
  },
  { label: '分值合计', kind: 'score', width: 9, value: ({ record }) => record.totalMaxScore },
  { label: '总分', kind: 'score', width: 9, value: ({ record }) => record.totalScore },
  { label: '等级', kind: 'text', width: 8, value: ({ record }) => record.grade },
];

/** An indicator with the form it belongs to. */
export interface IndicatorOfForm extends NumberedForm {
  readonly indicator: Indicator;
}

/** 指标: one row an indicator, of all the forms. */
export const INDICATOR_COLUMNS: readonly SummaryColumn<IndicatorOfForm>[] = [
  NUMBER,
  ...PROJECT,
  { label: '一级指标', kind: 'text', width: 12, value: ({ indicator }) => indicator.level1 },
  { label: '二级指标', kind: 'text', width: 16, value: ({ indicator }) => indicator.level2 },
  { label: '三级指标', kind: 'text', width: 32, value: ({ indicator }) => indicator.level3 },
  { label: '指标值', kind: 'text', width: 18, value: ({ indicator }) => indicator.target?.printed ?? null },
  {
    label: '实际完成值',
    kind: 'text',
    width: 18,
    value: ({ indicator }) => indicator.actual?.printed ?? null,
  },
  { label: '分值', kind: 'score', width: 9, value: ({ indicator }) => indicator.maxScore },
  { label: '得分', kind: 'score', width: 9, value: ({ indicator }) => indicator.score },
  {
    label: '偏差原因及改进措施',
    kind: 'text',
    width: 40,
    value: ({ indicator }) => indicator.deviationReason,
  },
];
