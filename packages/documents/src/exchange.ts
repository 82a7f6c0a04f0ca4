import type { FormKind, FormRecord, FundRow, Indicator, Meaning } from '@jiheng/domain';

import type { ReadResult } from './read-result.ts';

/** 交换格式 of one indicator row. */
export interface ExchangeIndicator {
  readonly level1: string | null;
  readonly level2: string | null;
  readonly level3: string | null;
  readonly description: string | null;
  readonly target: string | null;
  readonly op: string | null;
  readonly value: string | null;
  readonly unit: string | null;
  readonly actual: string | null;
  readonly weight: string | null;
  readonly score: string | null;
  readonly deviation: string | null;
}

/** 交换格式 of one fund row. */
export interface ExchangeFund {
  readonly label: string;
  readonly key: string | null;
  readonly side: string;
  readonly amount: string | null;
  readonly initial: string | null;
  readonly full: string | null;
  readonly executed: string | null;
  readonly weight: string | null;
  readonly rate: string | null;
  readonly score: string | null;
}

/** 交换格式 of one form: the plain JSON by which readers are compared. Its names do not occur elsewhere. */
export interface ExchangeForm {
  readonly kind: string;
  readonly year: number | null;
  readonly region: string | null;
  readonly title: string | null;
  readonly projectName: string | null;
  readonly projectNature: string | null;
  readonly projectCategory: string | null;
  readonly competentDepartment: string | null;
  readonly implementingUnit: string | null;
  readonly unitCode: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly amountUnit: string;
  readonly funds: readonly ExchangeFund[];
  readonly goals: FormRecord['goals'];
  readonly indicators: readonly ExchangeIndicator[];
  readonly totalWeight: string | null;
  readonly totalScore: string | null;
  readonly grade: string | null;
}

const KINDS: Readonly<Record<FormKind, string>> = {
  target: 'target',
  'self-evaluation': 'self_evaluation',
  monitoring: 'monitor',
  'department-target': 'dept_target',
  'department-self-evaluation': 'dept_self_evaluation',
};

function quantity(meaning: Meaning | undefined): Pick<ExchangeIndicator, 'op' | 'value' | 'unit'> {
  if (meaning?.kind !== 'quantity') return { op: null, value: null, unit: null };
  return { op: meaning.operator, value: meaning.number, unit: meaning.unit };
}

function exchangeIndicator(row: Indicator): ExchangeIndicator {
  return {
    level1: row.level1,
    level2: row.level2,
    level3: row.level3,
    description: row.description,
    target: row.target?.printed ?? null,
    ...quantity(row.target?.meaning),
    actual: row.actual?.printed ?? null,
    weight: row.maxScore,
    score: row.score,
    deviation: row.deviationReason,
  };
}

function exchangeFund(row: FundRow): ExchangeFund {
  return {
    label: row.label,
    key: row.key,
    side: row.side,
    amount: row.amount,
    initial: row.initialBudget,
    full: row.adjustedBudget,
    executed: row.expenditure,
    weight: row.maxScore,
    rate: row.executionRate,
    score: row.score,
  };
}

/** 转为交换格式: one record. */
export function exchangeForm(record: FormRecord): ExchangeForm {
  const { header } = record;
  return {
    kind: KINDS[record.kind],
    year: record.fiscalYear,
    region: record.region,
    title: record.title,
    projectName: header.projectName,
    projectNature: header.projectNature,
    projectCategory: header.projectCategory,
    competentDepartment: header.competentDepartment,
    implementingUnit: header.implementingUnit,
    unitCode: header.unitCode,
    startDate: header.startDate,
    endDate: header.endDate,
    amountUnit: record.amountUnit,
    funds: record.funds.map(exchangeFund),
    goals: record.goals,
    indicators: record.indicators.map(exchangeIndicator),
    totalWeight: record.totalMaxScore,
    totalScore: record.totalScore,
    grade: record.grade,
  };
}

/** 转为交换格式: the forms of a reading in the schema that `score.py` compares. */
export function toExchange(result: ReadResult): ExchangeForm[] {
  return result.forms.map(({ record }) => exchangeForm(record));
}
