import type { IndicatorLibrary, IndicatorQuery, LibraryIndicator } from '@jiheng/api';
import {
  canonicalUnit,
  foldText,
  parseIndicatorValue,
  queryBigrams,
  reachesTarget,
  scopeOf,
} from '@jiheng/domain';
import { findLibraryRows, findRecentLibraryRows, type LibraryRow } from '@jiheng/store';
import type { ServiceContext } from '../context.ts';

const MOST_VALUES = 6;
const MOST_ACTUALS = 5;
/** What is measured stands at the end of a Chinese name: 合格率, 满意度. */
const ENDING = 3;

function mostFrequent(texts: readonly string[]): { readonly text: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}

function unitOf(text: string): string[] {
  const { meaning } = parseIndicatorValue(text);
  return meaning.kind === 'quantity' && meaning.unit !== null ? [canonicalUnit(meaning.unit)] : [];
}

function present(rows: readonly LibraryRow[]): LibraryIndicator {
  const named = mostFrequent(rows.map(({ level3 }) => level3))[0]?.text ?? '';
  const targets = rows.flatMap(({ target }) => target ?? []);
  const pairs = rows.flatMap(({ target, actual, fiscalYear }) =>
    target === null || actual === null ? [] : [{ target, actual, year: fiscalYear }],
  );
  const judged = pairs
    .map(({ target, actual }) => reachesTarget(parseIndicatorValue(target), parseIndicatorValue(actual)))
    .filter((isReached) => isReached !== null);
  return {
    name: named,
    level1: mostFrequent(rows.flatMap(({ level1 }) => level1 ?? []))[0]?.text ?? null,
    level2: mostFrequent(rows.flatMap(({ level2 }) => level2 ?? []))[0]?.text ?? null,
    forms: new Set(rows.map(({ formId }) => formId)).size,
    years: [...new Set(rows.flatMap(({ fiscalYear }) => fiscalYear ?? []))].sort((a, b) => b - a),
    targets: mostFrequent(targets).slice(0, MOST_VALUES),
    units: mostFrequent(targets.flatMap(unitOf))
      .slice(0, MOST_VALUES)
      .map(({ text }) => text),
    evaluated: judged.length,
    reached: judged.filter(Boolean).length,
    actuals: pairs.slice(0, MOST_ACTUALS),
  };
}

/** Rows of one wording: the same name but for blanks, brackets' width and the like. */
function byWording(rows: readonly LibraryRow[]): readonly LibraryRow[][] {
  const groups = new Map<string, LibraryRow[]>();
  for (const row of rows) {
    const key = foldText(row.level3);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

async function rowsFor(
  { db, tenant, person }: ServiceContext,
  { text, similar }: IndicatorQuery,
): Promise<readonly LibraryRow[]> {
  const scope = scopeOf(person, 'form.read');
  if (text === '') return findRecentLibraryRows(db, tenant.tenantId, scope);
  const pieces = queryBigrams(text);
  if (pieces.length === 0) return [];
  const find = (words: readonly string[]) => findLibraryRows(db, tenant.tenantId, { pieces: words, scope });
  const exact = await find(pieces);
  const ending = Array.from(text).slice(-ENDING).join('');
  return exact.length === 0 && similar === 'true' ? find(queryBigrams(ending)) : exact;
}

/**
 * 指标库: how an indicator is worded, measured and set in the forms the person may read, and how far others came. Without a
 * word to look for, what the newest forms have most often.
 */
export async function searchIndicators(
  context: ServiceContext,
  query: IndicatorQuery,
): Promise<IndicatorLibrary> {
  const { level2, limit } = query;
  const rows = await rowsFor(context, query);
  const fitting = level2 === undefined ? rows : rows.filter((row) => row.level2 === level2);
  const items = byWording(fitting)
    .map(present)
    .sort((a, b) => b.forms - a.forms || (a.name < b.name ? -1 : 1))
    .slice(0, limit);
  return { items, forms: new Set(fitting.map(({ formId }) => formId)).size };
}
