import { isBlankCell, type DecimalText, type FormRecord } from '@jiheng/domain';

import { amountOf } from './fund-amounts.ts';
import type { FormDraft } from './form-draft.ts';
import type { Item } from './items.ts';
import { meaningOf, type ColumnField } from './label-index.ts';

export type Totals = Pick<FormRecord, 'totalMaxScore' | 'totalScore' | 'grade'>;

interface Head {
  readonly field: ColumnField;
  readonly column: number;
}

const GRADE_MARK = /[☑√✓]\s*([\u4e00-\u9fff]{1,2})|([\u4e00-\u9fff]{1,2})\s*[☑√✓]/;

/** Which of the points in the row 总分 are the weights and which the score. */
function placePoints(points: readonly Item[], heads: readonly Head[]): { maxScore?: Item; score?: Item } {
  const hasMax = heads.some(({ field }) => field === 'maxScore');
  const [first, second] = points;
  if (!first) return {};
  if (second) return hasMax ? { maxScore: first, score: second } : { score: first };
  if (!hasMax) return { score: first };
  const at = (field: ColumnField): number | undefined =>
    heads.find((head) => head.field === field && head.column >= 0)?.column;
  const [max, score] = [at('maxScore'), at('score')];
  if (first.column >= 0 && max !== undefined && score !== undefined)
    return Math.abs(first.column - max) < Math.abs(first.column - score)
      ? { maxScore: first }
      : { score: first };
  return amountOf(first)?.amount.replace(/\.0+$/, '') === '100' ? { maxScore: first } : { score: first };
}

/** 总分与等级: the closing row of a self-evaluation. */
export function readTotals(
  draft: FormDraft,
  total: readonly Item[],
  grade: readonly Item[],
  headItems: readonly Item[],
): Totals {
  const heads = headItems.flatMap((item): Head[] => {
    const column = meaningOf(item.entry, 'column');
    return column ? [{ field: column.field, column: item.column }] : [];
  });
  const points = total.filter(
    (item) => item.kind !== 'blank' && amountOf({ ...item, key: item.key.replace(/分$/, '') }) !== null,
  );
  const { maxScore, score } = placePoints(points, heads);
  const value = (path: string, item: Item | undefined): DecimalText | null => {
    if (!item) return null;
    draft.field(path, [item]);
    return amountOf({ ...item, key: item.key.replace(/分$/, '') })?.amount ?? null;
  };
  for (const item of total) if (isBlankCell(item.text)) draft.label(item);
  const mark = grade.find((item) => item.kind !== 'blank' && !isBlankCell(item.text));
  if (mark) draft.field('/grade', [mark]);
  const chosen = mark && GRADE_MARK.exec(mark.text);
  return {
    totalMaxScore: value('/totalMaxScore', maxScore),
    totalScore: value('/totalScore', score),
    grade: mark ? (chosen?.[1] ?? chosen?.[2] ?? mark.text) : null,
  };
}
