import type { DecimalText } from '../base/decimal.ts';
import type { IndicatorValue } from '../values/indicator-value.ts';

/** Version of the record's JSON shape; migrators live beside this type. */
export const RECORD_SCHEMA_VERSION = 1;

/** Kind of form 表种. */
export const FORM_KINDS = [
  'target',
  'self-evaluation',
  'monitoring',
  'department-target',
  'department-self-evaluation',
] as const;
export type FormKind = (typeof FORM_KINDS)[number];
/** 表种名称, the only list of them. */
export const FORM_KIND_LABELS: Readonly<Record<FormKind, string>> = {
  target: '项目绩效目标表',
  'self-evaluation': '项目绩效自评表',
  monitoring: '项目绩效运行监控表',
  'department-target': '部门整体绩效目标表',
  'department-self-evaluation': '部门整体绩效自评表',
};

/** 表单状态: how far a form has gone through the work. */
export const FORM_STATES = [
  'imported',
  'draft',
  'returned',
  'unit-review',
  'department-review',
  'division-review',
  'office-review',
  'approved',
  'adjusting',
] as const;
export type FormState = (typeof FORM_STATES)[number];
/** 状态名称, the only list of them. */
export const FORM_STATE_LABELS: Readonly<Record<FormState, string>> = {
  imported: '已导入',
  draft: '填报中',
  returned: '已退回',
  'unit-review': '单位审核',
  'department-review': '主管部门审核',
  'division-review': '业务处室审核',
  'office-review': '绩效处终审',
  approved: '已批复',
  adjusting: '调整中',
};

/** Money unit 金额单位. 元 and 万元 never mix silently. */
export type MoneyUnit = '元' | '万元';

/** 表头. Text as printed, blanks of line breaks removed; null when the form has no such cell or it is blank. */
export interface FormHeader {
  /** 项目名称 */
  readonly projectName: string | null;
  /** 项目编码 (only when it has a cell of its own) */
  readonly projectCode: string | null;
  /** 项目性质 / 项目属性 */
  readonly projectNature: string | null;
  /** 项目类别 */
  readonly projectCategory: string | null;
  /** 主管部门 */
  readonly competentDepartment: string | null;
  /** 实施单位 */
  readonly implementingUnit: string | null;
  /** 单位编码 */
  readonly unitCode: string | null;
  /** 计划开始日期, `YYYY-MM-DD`, `YYYY-MM` or `YYYY` */
  readonly startDate: string | null;
  /** 计划完成日期 */
  readonly endDate: string | null;
}

/** Which money a fund row speaks of 资金来源. null: see the label. */
export type FundKey =
  | 'total'
  | 'fiscal'
  | 'carryover'
  | 'other'
  | 'special'
  | 'unit'
  | 'superior'
  | 'local'
  | 'general'
  | 'social'
  | 'provincial'
  | 'city'
  | 'county'
  | 'central'
  | 'government'
  | 'state';

/** One printed line of the fund table 项目资金. Amounts are in `FormRecord.amountUnit` unless the row says otherwise. */
export interface FundRow {
  /** Label as printed, `其中: 当年财政拨款`. */
  readonly label: string;
  readonly key: FundKey | null;
  /** `annual` 年度, `project` 项目资金总额 (whole project), `midterm` 中期. */
  readonly side: 'annual' | 'project' | 'midterm';
  /** 金额 of a target form. */
  readonly amount: DecimalText | null;
  /** 年初预算数 */
  readonly initialBudget: DecimalText | null;
  /** 全年预算数 (调整后) */
  readonly adjustedBudget: DecimalText | null;
  /** 全年执行数 */
  readonly expenditure: DecimalText | null;
  /** 分数 / 分值 of the execution rate */
  readonly maxScore: DecimalText | null;
  /** 执行率, in percent as printed (`99.46`); a printed sign is kept in `rateHasSign`. */
  readonly executionRate: DecimalText | null;
  readonly rateHasSign?: true;
  /** 得分 */
  readonly score: DecimalText | null;
  /** 原因 (Sichuan) */
  readonly reason: string | null;
  /** Unit printed in the cell itself when it is not the form's (`180万`). */
  readonly unit?: MoneyUnit;
}

/** 绩效目标 in words. Paragraph breaks are `\n`. */
export interface Goals {
  /** 资金用途 */
  readonly purpose: string | null;
  /** 项目总目标 / 中长期目标 / 绩效目标 */
  readonly overall: string | null;
  /** 年度总体目标 */
  readonly annual: string | null;
  /** 预期目标 */
  readonly expected: string | null;
  /** 实际完成情况 */
  readonly actual: string | null;
}

/** 绩效指标: one row of the indicator table. */
export interface Indicator {
  /** 一级指标, printed label without blanks and line breaks, filled down. */
  readonly level1: string | null;
  /** 二级指标 */
  readonly level2: string | null;
  /** 三级指标, without the prefix 指标1. */
  readonly level3: string | null;
  /** 绩效指标描述 / 指标解释 */
  readonly description: string | null;
  /** 年度指标值. With columns of their own for sign and unit (指标性质, 度量单位) the meaning is composed of all three. */
  readonly target: IndicatorValue | null;
  /** 实际完成值 */
  readonly actual: IndicatorValue | null;
  /** 分值, in the self-evaluation; in Sichuan's forms the column 权重 holds it. */
  readonly maxScore: DecimalText | null;
  /** 得分 */
  readonly score: DecimalText | null;
  /** 偏差原因分析及改进措施 */
  readonly deviationReason: string | null;
  /** True when sign, value and unit stand in columns of their own. */
  readonly hasSplitTarget?: true;
  /** Further columns of the layout, by column id of the template (完成率, 绩效标准, 备注 …). */
  readonly further?: Readonly<Record<string, string>>;
}

/** A labelled cell the record has no field for; kept so that nothing is lost. */
export interface FurtherCell {
  readonly label: string;
  readonly text: string;
}

/**
 * 绩效表: one form as a record, pure JSON. The kinds share one shape, because regions move fields between forms;
 * what a kind must have is the business of templates and rules.
 */
export interface FormRecord {
  readonly schemaVersion: typeof RECORD_SCHEMA_VERSION;
  readonly kind: FormKind;
  /** Title as printed, blanks removed. */
  readonly title: string | null;
  readonly fiscalYear: number | null;
  /** Province or municipality that the document itself names (`上海市`), else null. */
  readonly region: string | null;
  readonly header: FormHeader;
  readonly amountUnit: MoneyUnit;
  readonly funds: readonly FundRow[];
  readonly goals: Goals;
  readonly indicators: readonly Indicator[];
  /** 总分 row, column 分值. */
  readonly totalMaxScore: DecimalText | null;
  /** 总分 row, column 得分. */
  readonly totalScore: DecimalText | null;
  /** 评分等级 as printed. */
  readonly grade: string | null;
  readonly further: readonly FurtherCell[];
}
