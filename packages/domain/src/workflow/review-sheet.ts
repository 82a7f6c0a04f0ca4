import { Decimal, type DecimalText } from '../base/decimal.ts';
import type { Citation } from '../templates/form-template.ts';
import type { FlowAction } from './target-flow.ts';

/** 审核结果. */
export const REVIEW_RESULTS = ['优', '良', '中', '差'] as const;
export type ReviewResult = (typeof REVIEW_RESULTS)[number];

/** 审核内容: one line of the sheet. */
export interface ReviewItem {
  readonly id: string;
  readonly label: string;
  /** What is asked. Chinese. */
  readonly question: string;
  readonly maxScore: string;
}

/** 项目支出绩效目标审核表 as it applies in a period. Pure data. */
export interface ReviewSheetForm {
  readonly id: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly citation: Citation;
  readonly heads: readonly {
    readonly id: string;
    readonly label: string;
    readonly items: readonly ReviewItem[];
  }[];
  /** Results from the best down; `from` inclusive. */
  readonly results: readonly { readonly result: ReviewResult; readonly from: string }[];
}

/** 审核表 as filled in: points for a key project, a result per line for a general one. */
export interface ReviewSheet {
  readonly formId: string;
  readonly kind: 'key' | 'general';
  readonly lines: readonly {
    readonly item: string;
    readonly score?: DecimalText | undefined;
    readonly result?: ReviewResult | undefined;
    readonly remark?: string | undefined;
  }[];
}

/** What is wrong with a filled sheet, in Chinese; empty when it can stand. */
export function sheetFaults(form: ReviewSheetForm, sheet: ReviewSheet): readonly string[] {
  const lines = new Map(sheet.lines.map((line) => [line.item, line]));
  return form.heads.flatMap(({ items }) =>
    items.flatMap(({ id, label, maxScore }) => {
      const line = lines.get(id);
      if (sheet.kind === 'general') return line?.result === undefined ? [`“${label}”尚未评定`] : [];
      const score = line?.score === undefined ? undefined : Decimal.parse(line.score);
      if (score === undefined) return [`“${label}”尚未打分`];
      const isInside = score.sign >= 0 && score.compare(Decimal.of(maxScore)) <= 0;
      return isInside ? [] : [`“${label}”应在0至${maxScore}分之间`];
    }),
  );
}

/** 合计得分 of a sheet with points. */
export function sheetTotal(sheet: ReviewSheet): Decimal {
  return Decimal.sum(sheet.lines.flatMap(({ score }) => (score === undefined ? [] : Decimal.of(score))));
}

/** 建议结果 by the points; null for a sheet without them. */
export function suggestedResult(form: ReviewSheetForm, sheet: ReviewSheet): ReviewResult | null {
  if (sheet.kind === 'general') return null;
  const total = sheetTotal(sheet);
  return form.results.find(({ from }) => total.compare(Decimal.of(from)) >= 0)?.result ?? null;
}

/** 优、良 go on; 中 goes back to be improved; 差 may not enter the next step (财预〔2015〕88号 articles 25–29, recall). */
export function resultFits(action: FlowAction, result: ReviewResult | null): boolean {
  if (result === null) return true;
  if (action === 'pass' || action === 'approve') return result === '优' || result === '良';
  if (action === 'return') return result === '中' || result === '差';
  return false;
}
