import {
  EMPTY_FUND_ROW,
  EMPTY_HEADER,
  EMPTY_INDICATOR,
  emptyRecord,
  type DecimalText,
  type FormRecord,
  type PlacedFinding,
  type Severity,
} from '@jiheng/domain';
import type { AssessedForm } from '@jiheng/store';

/** What a test says about a form; everything else is filled in plausibly. */
export interface FormWish {
  readonly index?: number;
  readonly kind?: FormRecord['kind'];
  readonly fiscalYear?: number | null;
  readonly region?: string | null;
  readonly projectName?: string | null;
  readonly projectCode?: string | null;
  readonly department?: string | null;
  readonly unit?: string | null;
  /** 全年预算数 and 全年执行数 in 万元. */
  readonly budget?: string;
  readonly spent?: string | null;
  readonly rate?: string | null;
  readonly score?: string | null;
  readonly grade?: string | null;
  readonly goal?: string;
  readonly indicators?: readonly string[];
  readonly findings?: readonly (Severity | PlacedFinding)[];
  readonly needsReview?: boolean;
}

function decimal(text: string): DecimalText {
  return text as DecimalText;
}

/** A record as a reader gives it. */
export function recordOf(wish: FormWish): FormRecord {
  return {
    ...emptyRecord(wish.kind ?? 'self-evaluation'),
    title: '财政项目支出绩效自评表',
    fiscalYear: wish.fiscalYear === undefined ? 2024 : wish.fiscalYear,
    region: wish.region ?? null,
    header: {
      ...EMPTY_HEADER,
      projectName: wish.projectName === undefined ? '河道保洁' : wish.projectName,
      projectCode: wish.projectCode ?? null,
      competentDepartment: wish.department ?? '临江区水务局',
      implementingUnit: wish.unit === undefined ? '临江区河道所' : wish.unit,
    },
    funds: [
      {
        ...EMPTY_FUND_ROW,
        label: '年度资金总额',
        key: 'total',
        adjustedBudget: decimal(wish.budget ?? '120.50'),
        expenditure: wish.spent === null ? null : decimal(wish.spent ?? '110.00'),
        executionRate: wish.rate === null ? null : decimal(wish.rate ?? '91.29'),
      },
    ],
    goals: {
      purpose: null,
      overall: null,
      annual: wish.goal ?? '保持河道整洁',
      expected: null,
      actual: null,
    },
    indicators: (wish.indicators ?? ['保洁河道长度', '居民满意度']).map((level3) => ({
      ...EMPTY_INDICATOR,
      level1: '产出指标',
      level2: '数量指标',
      level3,
      target: {
        printed: '≥30公里',
        meaning: { kind: 'quantity', operator: '≥', number: decimal('30'), unit: '公里' },
      },
      maxScore: decimal('10.00'),
      score: decimal('9.50'),
    })),
    totalScore: wish.score === null ? null : decimal(wish.score ?? '95.20'),
    grade: wish.grade === null ? null : (wish.grade ?? '优'),
  };
}

/** A form as it is handed to the store. */
export function assessedForm(wish: FormWish = {}): AssessedForm {
  const span = { line: 4, column: 10, toColumn: 14 };
  return {
    index: wish.index ?? 0,
    record: recordOf(wish),
    origins: {
      '/header/projectName': { kind: 'document', place: { file: '自评表.txt', spans: [span] } },
      '/amountUnit': { kind: 'default', reason: '表样的金额单位', confidence: 0.9 },
    },
    checks: [{ id: 'weights-sum', agrees: !wish.needsReview, at: ['/totalMaxScore'], detail: '分值合计' }],
    needsReview: wish.needsReview ?? false,
    findings: (wish.findings ?? []).map((finding) =>
      typeof finding === 'string' ? findingOf(finding) : finding,
    ),
    sheet: null,
    basis: {
      templateId: 'shanghai-self-evaluation-2023',
      templateHash: 'a'.repeat(64),
      schemeId: null,
      schemeHash: null,
      ruleProfileId: null,
      ruleProfileHash: null,
      choiceReason: '按表样标题和年度选用',
    },
  };
}

/** A finding of the given severity, of the rule `<severity>-rule` unless another is named. */
export function findingOf(severity: Severity, ruleId = `${severity}-rule`): PlacedFinding {
  return {
    ruleId,
    code: 'ZP001',
    severity,
    at: ['/indicators/0/target'],
    message: '指标值缺少计量单位',
    remedy: '补填计量单位',
    place: { file: '自评表.txt', spans: [{ line: 9, column: 1, toColumn: 5 }] },
  };
}
