import type { FormKind } from '@jiheng/domain';

import { isDrawn, type Break, type NeutralDocument } from '../model/neutral-document.ts';
import { type Item, isRemark } from './items.ts';
import { meaningOf, type LabelEntry, type LabelIndex } from './label-index.ts';
import type { LevelIndex } from './level-index.ts';
import { findHeads, type TableHead } from './table-heads.ts';

/** Stretch of items that is one form. */
export interface FormSpan {
  readonly from: number;
  readonly to: number;
  readonly heads: readonly TableHead[];
}

const TITLE = /(?:绩效|自评|指标|监控).{0,24}表(?:\([^()]*\))*$/;
const NOT_TITLE = /汇总表|目录|一览表|明细表|统计表|\.{3,}|…{2,}/;
const YEAR_LINE = /^[(]?(?:(?:19|20)\d{2}-?年?度?|二[〇○零一二三四五六七八九]{3}年度?)[)]?$/;
const UNIT_LINE = /^(?:金额)?单位[:](?:人民币)?(?:万元|元|千元)$|^[(](?:金额)?单位[:](?:万元|元)[)]$/;
const CODE_LINE = /^\d{5,}[^\d\s].{2,40}$/;
const ATTACHMENT = /^附(?:件|表)\d*(?:[-—]\d+)?[:]?$/;
const MAX_TITLE = 60;

/** Most items are no title; their last sign tells. */
const endsLikeTitle = (key: string): boolean => key.endsWith('表') || key.endsWith(')');

export function isTitle(item: Item, labels: LabelIndex): boolean {
  if (
    item.kind === 'blank' ||
    item.key === '' ||
    item.key.length > MAX_TITLE ||
    (item.entry && !labels.titles.has(item.key))
  )
    return false;
  return (
    (labels.titles.has(item.key) || (endsLikeTitle(item.key) && TITLE.test(item.key))) &&
    !NOT_TITLE.test(item.key)
  );
}

export const isYearLine = (item: Item): boolean => item.kind === 'text' && YEAR_LINE.test(item.key);
export const isUnitLine = (item: Item): boolean => UNIT_LINE.test(item.key);
export const isCodeLine = (item: Item): boolean => item.kind === 'text' && CODE_LINE.test(item.key);

const TITLE_KINDS: readonly (readonly [RegExp, FormKind])[] = [
  [/整体.*自评/, 'department-self-evaluation'],
  [/整体/, 'department-target'],
  [/监控/, 'monitoring'],
  [/自评|评价|完成情况/, 'self-evaluation'],
  [/目标|申报/, 'target'],
];

/** 表种 by the words of a title. */
export function kindOfTitle(key: string, labels: LabelIndex): FormKind | undefined {
  for (const [pattern, kind] of TITLE_KINDS) if (pattern.test(key)) return kind;
  return labels.titles.get(key);
}

function isPreamble(item: Item): boolean {
  return (
    item.kind === 'blank' ||
    isYearLine(item) ||
    isUnitLine(item) ||
    isCodeLine(item) ||
    isRemark(item) ||
    ATTACHMENT.test(item.key)
  );
}

/** Items of other lines, 填报单位 or 报表编号, that may stand between a title and its table. */
const MAX_LINE_ITEMS = 12;

/** True when a title stands a few lines above, with nothing of another form between. */
function hasTitleAbove(items: readonly Item[], from: number, bound: number, labels: LabelIndex): boolean {
  let left = MAX_LINE_ITEMS;
  for (let at = from; at >= bound && left > 0; at--) {
    const item = items[at];
    if (!item || item.kind === 'blank') continue;
    if (isTitle(item, labels)) return true;
    if (meaningOf(item.entry, 'column') ?? meaningOf(item.entry, 'total') ?? meaningOf(item.entry, 'grade'))
      return false;
    left--;
  }
  return false;
}

/** Where the lines above an anchor begin to belong to its form: titles, year, unit of money. */
function startOf(items: readonly Item[], anchor: number, bound: number, labels: LabelIndex): number {
  let start = anchor;
  let hasTitle = false;
  for (let at = anchor - 1; at >= bound; at--) {
    const item = items[at];
    if (!item) break;
    if (isTitle(item, labels)) hasTitle = true;
    else if (hasTitle) {
      if (item.kind !== 'blank' && !ATTACHMENT.test(item.key)) break;
    } else if (!isPreamble(item) && !hasTitleAbove(items, at, bound, labels)) break;
    if (item.kind !== 'blank') start = at;
  }
  return start;
}

/** Where a form without a project's name begins: at the title above its table, else behind the form before it. */
function startOfUnnamed(items: readonly Item[], head: number, bound: number, labels: LabelIndex): number {
  for (let at = head - 1; at >= bound; at--) {
    const item = items[at];
    if (item && isTitle(item, labels)) return startOf(items, at, bound, labels);
  }
  return startOf(items, head, bound, labels);
}

/** Anchors: labels of the project's name; where a document has none, the heads of its tables. */
function findAnchors(items: readonly Item[], heads: readonly TableHead[]): number[] {
  const names: number[] = [];
  items.forEach((item, index) => {
    const header = meaningOf(item.entry, 'header');
    if (header?.field === 'projectName') names.push(index);
  });
  let head = 0;
  const anchors = names.filter((name, index) => {
    const next = names[index + 1] ?? items.length;
    while ((heads[head]?.from ?? items.length) <= name) head++;
    const hasHead = (heads[head]?.from ?? items.length) < next;
    return hasHead || labelKinds(items, name, Math.min(next, name + 60)) >= 4;
  });
  return anchors.length > 0 ? anchors : heads.map((head) => head.from);
}

function labelKinds(items: readonly Item[], from: number, to: number): number {
  const seen = new Set<string>();
  for (let at = from; at < to; at++) {
    for (const meaning of items[at]?.entry?.meanings ?? [])
      if (meaning.kind === 'header' || meaning.kind === 'goal' || meaning.kind === 'fund-row')
        seen.add(JSON.stringify(meaning));
  }
  return seen.size;
}

/** Headings of what stands beside forms and is none. */
const FOREIGN_HEADING = /(?:预算表|汇总表|一览表|明细表|统计表|清单|目录|填[表报]说明)(?:\([^()]*\))?$/;

/** True for a table behind lines that goes on with the form above them: they say so, or it begins with a level or a total. */
function goesOn(items: readonly Item[], at: number, isLevel: (key: string) => boolean): boolean {
  const first = items.slice(at, at + 3).find(({ kind }) => kind !== 'blank');
  return (
    first !== undefined &&
    (isLevel(first.key) || (items[at - 1]?.key ?? '').includes('续') || isClosing(first.entry))
  );
}

function isClosing(entry: LabelEntry | undefined): boolean {
  return meaningOf(entry, 'total') !== undefined || meaningOf(entry, 'grade') !== undefined;
}

/**
 * Where a form ends that other things follow: at the next sheet, before a table with lines above it or with a heading of its own.
 * Lines behind the last table belong to it only with a label among them.
 */
function endOf(
  items: readonly Item[],
  { from, to, heads }: FormSpan,
  breaks: ReadonlyMap<number, Break>,
  isLevel: (key: string) => boolean,
): number {
  let end = to;
  let isPending = false;
  for (let at = heads.at(-1)?.to ?? to; at < to; at++) {
    const item = items[at];
    if (!item) break;
    const isFirst = item.row !== items[at - 1]?.row;
    const kind = isFirst && at > from ? breaks.get(item.row) : undefined;
    const isAlone = isFirst && items[at + 1]?.row !== item.row;
    if (kind === 'sheet' || (isAlone && breaks.size > 0 && FOREIGN_HEADING.test(item.key)))
      return isPending ? end : at;
    if (kind === 'table' && !goesOn(items, at, isLevel)) return isPending ? end : at;
    if (kind === 'table' || (kind === 'text' && item.kind === 'label')) [end, isPending] = [to, false];
    else if (kind === 'text' && !isPending) [end, isPending] = [at, true];
  }
  return end;
}

/** 分表: where each form of a document begins and ends. */
export function splitForms(
  items: readonly Item[],
  labels: LabelIndex,
  document: Pick<NeutralDocument, 'breaks' | 'sources' | 'printed'>,
  levels: LevelIndex,
): FormSpan[] {
  const isLevel = (key: string): boolean => levels.find(key)?.isWeak === false;
  const { breaks = new Map<number, Break>() } = document;
  const heads = findHeads(items, isDrawn(document), levels);
  const anchors = findAnchors(items, heads);
  const starts = anchors.map((anchor, index) => {
    const bound = (anchors[index - 1] ?? -1) + 1;
    const isNamed = meaningOf(items[anchor]?.entry, 'header') !== undefined;
    return (isNamed ? startOf : startOfUnnamed)(items, anchor, bound, labels);
  });
  let head = 0;
  return anchors.map((anchor, index) => {
    const from = starts[index] ?? anchor;
    const to = starts[index + 1] ?? items.length;
    while ((heads[head]?.from ?? Infinity) < from) head++;
    const first = head;
    while ((heads[head]?.from ?? Infinity) < to) head++;
    const span = { from, to, heads: heads.slice(first, head) };
    return { ...span, to: endOf(items, span, breaks, isLevel) };
  });
}
