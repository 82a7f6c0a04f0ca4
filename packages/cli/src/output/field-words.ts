import type { FieldPath, FormRecord, FundRow, Goals, Indicator } from '@jiheng/domain';

const PARTS: Readonly<Partial<Record<keyof FormRecord, string>>> = {
  title: '表名',
  fiscalYear: '年度',
  region: '地区',
  amountUnit: '金额单位',
  header: '表头',
  funds: '项目资金',
  goals: '绩效目标',
  indicators: '绩效指标',
  totalMaxScore: '总分（分值）',
  totalScore: '总分（得分）',
  grade: '评价等级',
};

const HEADER: Readonly<Partial<Record<keyof FormRecord['header'], string>>> = {
  projectName: '项目名称',
  projectCode: '项目编码',
  projectNature: '项目性质',
  projectCategory: '项目类别',
  competentDepartment: '主管部门',
  implementingUnit: '实施单位',
  unitCode: '单位编码',
  startDate: '计划开始日期',
  endDate: '计划完成日期',
};

const GOALS: Readonly<Record<keyof Goals, string>> = {
  purpose: '资金用途',
  overall: '项目总目标',
  annual: '年度总体目标',
  expected: '预期目标',
  actual: '实际完成情况',
};

const FUND: Readonly<Partial<Record<keyof FundRow, string>>> = {
  amount: '金额',
  initialBudget: '年初预算数',
  adjustedBudget: '全年预算数',
  expenditure: '全年执行数',
  maxScore: '分值',
  executionRate: '执行率',
  score: '得分',
  reason: '原因',
};

const INDICATOR: Readonly<Partial<Record<keyof Indicator, string>>> = {
  level1: '一级指标',
  level2: '二级指标',
  level3: '三级指标',
  description: '指标解释',
  target: '年度指标值',
  actual: '实际完成值',
  maxScore: '分值',
  score: '得分',
  deviationReason: '偏差原因及改进措施',
};

const COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  header: HEADER,
  goals: GOALS,
  funds: FUND,
  indicators: INDICATOR,
};

/** Name of a field as the form calls it: `/indicators/3/target` → `第 4 项指标 年度指标值`. */
export function fieldWords(path: FieldPath): string {
  const [, part = '', second = '', third = ''] = path.split('/');
  const words = (PARTS as Readonly<Record<string, string>>)[part];
  if (words === undefined) return '全表';
  const columns = COLUMNS[part];
  if (part === 'header' || part === 'goals') return columns?.[second] ?? words;
  if (second === '') return words;
  const row = part === 'funds' ? `资金第 ${Number(second) + 1} 行` : `第 ${Number(second) + 1} 项指标`;
  return [row, columns?.[third]].filter(Boolean).join(' ');
}
