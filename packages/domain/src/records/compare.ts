import { quoted } from '../base/quote.ts';
import { foldText } from '../base/text.ts';
import type { FieldPath } from '../base/place.ts';
import type { FormRecord, FundRow, FurtherCell, Indicator } from './form-record.ts';

/** 差异: one field in which two versions of a form differ; null where one of them has nothing. */
export interface RecordDifference {
  /** Path in the newer record; in the older one for what the newer one no longer has. */
  readonly path: FieldPath;
  /** What a person calls the field, `项目名称`, `指标“培训人数” 年度指标值`. */
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Labels = readonly (readonly [field: string, label: string])[];

const FORM: Labels = [
  ['title', '表名'],
  ['fiscalYear', '年度'],
  ['region', '地区'],
  ['amountUnit', '金额单位'],
  ['totalMaxScore', '总分 分值'],
  ['totalScore', '总分 得分'],
  ['grade', '评价等级'],
];
const HEADER: Labels = [
  ['projectName', '项目名称'],
  ['projectCode', '项目编码'],
  ['projectNature', '项目性质'],
  ['projectCategory', '项目类别'],
  ['competentDepartment', '主管部门'],
  ['implementingUnit', '实施单位'],
  ['unitCode', '单位编码'],
  ['startDate', '计划开始日期'],
  ['endDate', '计划完成日期'],
];
const GOALS: Labels = [
  ['purpose', '资金用途'],
  ['overall', '总体目标'],
  ['annual', '年度总体目标'],
  ['expected', '预期目标'],
  ['actual', '实际完成情况'],
];
const FUND: Labels = [
  ['label', '名称'],
  ['amount', '金额'],
  ['initialBudget', '年初预算数'],
  ['adjustedBudget', '全年预算数'],
  ['expenditure', '全年执行数'],
  ['maxScore', '分值'],
  ['executionRate', '执行率'],
  ['score', '得分'],
  ['reason', '原因'],
  ['unit', '金额单位'],
];
const INDICATOR: Labels = [
  ['level1', '一级指标'],
  ['level2', '二级指标'],
  ['level3', '三级指标'],
  ['description', '指标说明'],
  ['target', '年度指标值'],
  ['actual', '实际完成值'],
  ['maxScore', '分值'],
  ['score', '得分'],
  ['deviationReason', '偏差原因及改进措施'],
  ['further', '其他栏目'],
];
const FURTHER: Labels = [
  ['label', '栏目'],
  ['text', '内容'],
];

/**
 * What changed from one version of a form to the next, in the order of the paper. Rows are matched by their names, so an
 * inserted indicator is one difference and not a difference in every row below it.
 */
export function compareRecords(before: FormRecord, after: FormRecord): readonly RecordDifference[] {
  return [
    ...compareFields(before, after, FORM, '', ''),
    ...compareFields(before.header, after.header, HEADER, '/header', ''),
    ...compareRows(before.funds, after.funds, fundName, FUND, '/funds', '资金'),
    ...compareFields(before.goals, after.goals, GOALS, '/goals', ''),
    ...compareRows(before.indicators, after.indicators, indicatorName, INDICATOR, '/indicators', '指标'),
    ...compareRows(before.further, after.further, furtherName, FURTHER, '/further', '其他'),
  ];
}

/** 仅标点、全半角或空白不同: both versions print the same words and numbers, only signs, their width or blanks differ. */
export function differsInSignsOnly({ before, after }: Pick<RecordDifference, 'before' | 'after'>): boolean {
  return before !== null && after !== null && foldText(before) === foldText(after);
}

/** A label is furniture of the paper: width of its signs, blanks and a colon behind do not tell one row from another. */
function foldLabel(label: string): string {
  return foldText(label).replace(/:$/u, '');
}

function isSameLabel(one: string | null, other: string | null): boolean {
  return foldLabel(one ?? '') === foldLabel(other ?? '');
}

function fundName({ side, key, label }: FundRow): string {
  return `${side} ${key ?? foldLabel(label)}`;
}

function indicatorName({ level1, level2, level3 }: Indicator): string {
  return foldText(level3 ?? level2 ?? level1 ?? '');
}

function furtherName({ label }: FurtherCell): string {
  return foldLabel(label);
}

function compareFields(
  before: object,
  after: object,
  labels: Labels,
  path: string,
  prefix: string,
): RecordDifference[] {
  return labels.flatMap(([field, label]) => {
    const old = printed(before, field);
    const now = printed(after, field);
    return old === now || (field === 'label' && isSameLabel(old, now))
      ? []
      : [{ path: `${path}/${field}`, label: `${prefix}${label}`, before: old, after: now }];
  });
}

function printed(part: object, field: string): string | null {
  const value: unknown = (part as Readonly<Record<string, unknown>>)[field];
  if (value === null || value === undefined) return null;
  if (typeof value === 'object' && 'printed' in value) return String(value.printed);
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, text]) => `${name}：${String(text)}`)
      .join('；');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function compareRows<T extends object>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (row: T) => string,
  labels: Labels,
  path: string,
  noun: string,
): RecordDifference[] {
  const waiting = new Map<string, number[]>();
  for (const [index, row] of before.entries()) {
    const name = nameOf(row);
    waiting.set(name, [...(waiting.get(name) ?? []), index]);
  }
  const differences: RecordDifference[] = [];
  for (const [index, row] of after.entries()) {
    const partner = before[waiting.get(nameOf(row))?.shift() ?? -1];
    const prefix = `${noun}${quoted(titleOf(row))} `;
    if (partner) differences.push(...compareFields(partner, row, labels, `${path}/${index}`, prefix));
    else
      differences.push({
        path: `${path}/${index}`,
        label: `${prefix}新增`,
        before: null,
        after: rowText(row, labels),
      });
  }
  for (const index of [...waiting.values()].flat().sort((a, b) => a - b)) {
    const row = before[index];
    if (!row) continue;
    const label = `${noun}${quoted(titleOf(row))} 删除`;
    differences.push({ path: `${path}/${index}`, label, before: rowText(row, labels), after: null });
  }
  return differences;
}

/** The row's own name as printed. */
function titleOf(row: object): string {
  return printed(row, 'level3') ?? printed(row, 'level2') ?? printed(row, 'label') ?? '';
}

function rowText(row: object, labels: Labels): string {
  return labels.flatMap(([field]) => printed(row, field) ?? []).join(' ');
}
