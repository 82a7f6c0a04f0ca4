import { bigrams, foldText, toWan, totalFunds, type FormRecord } from '@jiheng/domain';
import type { FormTable } from '../database/tables.ts';
import type { AssessedForm } from './form-types.ts';
import { orderKey } from './order-key.ts';

/** Columns of `form` that repeat the current revision. */
export type FormSummary = Pick<
  FormTable,
  | 'fiscal_year'
  | 'region'
  | 'project_name'
  | 'project_order'
  | 'competent_department'
  | 'implementing_unit'
  | 'unit_order'
  | 'amount_wan'
  | 'spent_wan'
  | 'execution_rate'
  | 'total_score'
  | 'grade'
  | 'needs_review'
  | 'indicators'
  | 'errors'
  | 'warnings'
  | 'advice'
  | 'search_grams'
>;

/** 列表数据: what lists, sums and search need of a form. */
export function summarise({ record, findings, sheet, needsReview }: AssessedForm): FormSummary {
  const { header } = record;
  const total = totalFunds(record.funds);
  const unit = total?.unit ?? record.amountUnit;
  const count = (severity: string): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    fiscal_year: record.fiscalYear,
    region: record.region,
    project_name: header.projectName,
    project_order: orderKey(header.projectName),
    competent_department: header.competentDepartment,
    implementing_unit: header.implementingUnit,
    unit_order: orderKey(header.implementingUnit),
    amount_wan: toWan(total?.adjustedBudget ?? total?.amount ?? total?.initialBudget ?? null, unit),
    spent_wan: toWan(total?.expenditure ?? null, unit),
    execution_rate: total?.executionRate ?? sheet?.execution.computedRate ?? null,
    total_score: record.totalScore,
    grade: record.grade === null ? null : foldText(record.grade),
    needs_review: needsReview,
    indicators: record.indicators.length,
    errors: count('error'),
    warnings: count('warning'),
    advice: count('advice'),
    search_grams: searchGrams(record),
  };
}

/**
 * Who, what and the promised results are searched by pairs of characters; one single character is searched in names
 * only, for in running text it is everywhere.
 */
function searchGrams(record: FormRecord): string[] {
  const { header, goals } = record;
  const names = [header.projectName, header.projectCode, header.competentDepartment, header.implementingUnit];
  const words = [
    record.title,
    header.unitCode,
    goals.purpose,
    goals.overall,
    goals.annual,
    goals.expected,
    goals.actual,
    ...record.indicators.map(({ level3 }) => level3),
  ];
  const grams = new Set(names.flatMap((text) => bigrams(text ?? '')));
  for (const text of words) {
    for (const gram of bigrams(text ?? '')) if (gram.length > 1) grams.add(gram);
  }
  return [...grams];
}
