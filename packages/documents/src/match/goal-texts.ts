import type { Goals } from '@jiheng/domain';

import { Gap, type Shape } from '../model/neutral-document.ts';
import { joinTexts } from '../read/clean-text.ts';
import type { Item } from './items.ts';

/** Labels of goals that wait together for their texts: 预期目标 beside 实际完成情况. */
export interface GoalGroup {
  readonly labels: { readonly field: keyof Goals; readonly item: Item }[];
  readonly texts: Item[];
}

export interface GoalText {
  readonly field: keyof Goals;
  readonly items: readonly Item[];
}

const SENTENCE_END = /[。！!]$/;
const CLAUSE_END = /[；;]$/;
const PERIOD_NOTE = /^\(?(?:19|20)\d{2}年?[-—~至](?:19|20)\d{2}年?\)?[:]?$/;

/** `(2021年 - 2021年)` above a goal: part of the heading. */
export function isPeriodNote(item: Item): boolean {
  return item.kind === 'text' && PERIOD_NOTE.test(item.key);
}

/** Text of a goal: wrapped lines run on, cells of their own are paragraphs. */
export function goalText(items: readonly Item[]): string {
  const paragraphs: string[][] = [];
  for (const item of items) {
    if (item.text === '') continue;
    const last = paragraphs.at(-1);
    if (last && item.gap < Gap.Cell) last.push(item.text);
    else paragraphs.push([item.text]);
  }
  return paragraphs.map(joinTexts).join('\n');
}

function nearest(labels: GoalGroup['labels'], column: number): number {
  let best = 0;
  labels.forEach(({ item }, index) => {
    const known = Math.abs((labels[best]?.item.column ?? 0) - column);
    if (Math.abs(item.column - column) < known) best = index;
  });
  return best;
}

/** True left of all labels: blank cells were lost, mostly that of the longer term. */
function isPushedLeft(labels: GoalGroup['labels'], { column }: Item): boolean {
  return labels.every(({ item }) => column < item.column);
}

/** Texts below their labels; where the file does not show its columns, a row with as many cells as labels is taken in order, for its columns may be collapsed. */
function placeByColumn({ labels, texts: all }: GoalGroup, lists: readonly Item[][], isDrawn: boolean): void {
  const texts = all.filter(({ kind }) => kind !== 'blank');
  const cells = all.filter((item) =>
    texts.some((text) => text.row === item.row && text.column >= item.column),
  );

  texts.forEach((item) => {
    const row = cells.filter((other) => other.row === item.row);
    const below = labels.findIndex((label) => label.item.column === item.column);
    const index =
      below >= 0 && isDrawn
        ? below
        : row.length === labels.length
          ? row.indexOf(item)
          : isPushedLeft(labels, item)
            ? labels.length - 1
            : nearest(labels, item.column);
    lists[index]?.push(item);
  });
}

const ENUMERATED = /^(?:目标)?(?:(\d{1,2})[.、:)]|([一二三四五六七八九十])[、.是])/;

/** Where the first of two wrapped texts ends: the first line that ends a sentence before it is full. */
function splitFlow(texts: readonly Item[], isPair: boolean): number {
  let best = 1;
  let highest = -Infinity;
  for (let at = 1; at < texts.length; at++) {
    const [before, item] = [texts[at - 1], texts[at]];
    if (!before || !item) continue;
    const end = SENTENCE_END.test(before.text) ? 4 : CLAUSE_END.test(before.text) ? 1.5 : 0;
    const score =
      end + (item.gap >= Gap.Line ? 1 : 0) + (item.gap === Gap.Blank ? 0.2 : 0) - at / texts.length;
    if (score > highest) [best, highest] = [at, score];
  }
  // One unbroken text below two labels: the first of them, mostly the longer term, is blank.
  return isPair || highest >= 2.5 ? best : 0;
}

/** Cells of two texts in reading order: numbering that begins anew begins the second text. */
function splitCells(texts: readonly Item[]): number {
  for (let at = 1; at < texts.length; at++) {
    const match = ENUMERATED.exec(texts[at]?.key ?? texts[at]?.text ?? '');
    if (match?.[1] === '1' || match?.[2] === '一') return at;
  }
  return ENUMERATED.test(texts[1]?.text ?? '') && texts.length > 2 ? Math.ceil(texts.length / 2) : 1;
}

/** 目标文本: which text belongs to which label of a group. */
export function resolveGoals(group: GoalGroup, shape: Shape, isDrawn: boolean): GoalText[] {
  const texts = group.texts.filter(({ kind }) => kind !== 'blank');
  const { labels } = group;
  const [first] = labels;
  if (!first || texts.length === 0) return [];
  if (labels.length === 1) return [{ field: first.field, items: texts }];
  const lists: Item[][] = labels.map(() => []);
  if (shape === 'grid') {
    placeByColumn(group, lists, isDrawn);
  } else if (texts.length <= labels.length) {
    texts.forEach((item, index) => lists[labels.length - texts.length + index]?.push(item));
  } else {
    const cut =
      shape === 'flow'
        ? splitFlow(
            texts,
            labels.some(({ field }) => field === 'actual'),
          )
        : splitCells(texts);
    lists[0]?.push(...texts.slice(0, cut));
    lists[1]?.push(...texts.slice(cut));
  }
  return labels.flatMap(({ field }, index) => {
    const items = lists[index] ?? [];
    return items.length > 0 ? [{ field, items }] : [];
  });
}
