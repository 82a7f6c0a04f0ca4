import type { FieldPath, ScoreItem, ScoreSheet } from '@jiheng/domain';
import { VERDICT_LABELS } from '../wording/labels.ts';

/** Scores by the cell they belong to. */
export function scoreItems(sheet: ScoreSheet | null): ReadonlyMap<FieldPath, ScoreItem> {
  const items = new Map<FieldPath, ScoreItem>();
  if (!sheet) return items;
  const fund = /^\/funds\/\d+/.exec(sheet.execution.at)?.[0];
  if (fund !== undefined) items.set(`${fund}/score`, sheet.execution);
  for (const item of sheet.indicators) {
    const row = /^\/indicators\/\d+/.exec(item.at)?.[0];
    if (row !== undefined) items.set(`${row}/score`, item);
  }
  return items;
}

/** Printed and computed side by side in one sentence. */
export function verdictText({ verdict, printed, computed, band }: ScoreItem): string {
  const parts = [printed === null ? '表中未填' : `表中 ${printed}`];
  if (computed !== null) parts.push(`计算 ${computed}`);
  else if (band) parts.push(`可评 ${band[0]} 至 ${band[1]}`);
  return `${parts.join('，')}：${VERDICT_LABELS[verdict]}`;
}
