import {
  RECORD_SCHEMA_VERSION,
  type FormHeader,
  type FormKind,
  type FormRecord,
  type FundRow,
  type Goals,
  type Indicator,
} from './form-record.ts';

/** Blank parts of a record, to be spread and filled. */
export const EMPTY_HEADER: FormHeader = {
  projectName: null,
  projectCode: null,
  projectNature: null,
  projectCategory: null,
  competentDepartment: null,
  implementingUnit: null,
  unitCode: null,
  startDate: null,
  endDate: null,
};

/** 绩效目标 of a form that prints none. */
export const EMPTY_GOALS: Goals = {
  purpose: null,
  overall: null,
  annual: null,
  expected: null,
  actual: null,
};

/** 指标行 with nothing in it, to be spread into. */
export const EMPTY_INDICATOR: Indicator = {
  level1: null,
  level2: null,
  level3: null,
  description: null,
  target: null,
  actual: null,
  maxScore: null,
  score: null,
  deviationReason: null,
};

/** 资金行 with nothing in it, to be spread into. */
export const EMPTY_FUND_ROW: FundRow = {
  label: '',
  key: null,
  side: 'annual',
  amount: null,
  initialBudget: null,
  adjustedBudget: null,
  expenditure: null,
  maxScore: null,
  executionRate: null,
  score: null,
  reason: null,
};

/** A record with nothing in it but its kind. */
export function emptyRecord(kind: FormKind): FormRecord {
  return {
    schemaVersion: RECORD_SCHEMA_VERSION,
    kind,
    title: null,
    fiscalYear: null,
    region: null,
    header: EMPTY_HEADER,
    amountUnit: '万元',
    funds: [],
    goals: EMPTY_GOALS,
    indicators: [],
    totalMaxScore: null,
    totalScore: null,
    grade: null,
    further: [],
  };
}
