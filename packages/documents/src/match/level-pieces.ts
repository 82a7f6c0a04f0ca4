import { Gap, type Shape } from '../model/neutral-document.ts';
import { joinText } from '../read/clean-text.ts';
import { partsOf, type Item } from './items.ts';
import { labelKey } from './label-key.ts';
import type { LevelIndex } from './level-index.ts';

const MAX_RUN = 14;
const LOOK_AHEAD = 60;

/** One item out of several pieces of one text. */
export function joinItems(items: readonly Item[]): Item {
  const [first] = items;
  if (!first) throw new RangeError('nothing to join');
  if (items.length === 1) return first;
  const text = items.reduce((joined, item) => joinText(joined, item.text), '');
  return {
    ...first,
    kind: text === '' ? 'blank' : first.kind === 'blank' ? 'text' : first.kind,
    text,
    key: text.length > 60 ? '' : labelKey(text),
    joined: items.flatMap(partsOf),
  };
}

const keyOf = (items: readonly Item[]): string => items.map(({ key }) => key).join('');

/** Points behind a level label: `产出指标 (50分)`. */
const POINTS = /\(\d[\d.]*分\)$/;

/** True for flowing text that keeps its lines, so that the label at the left edge of a row begins one. */
function keepsLines(items: readonly Item[], shape: Shape): boolean {
  return shape === 'flow' && items.filter(({ gap }) => gap >= Gap.Line).length * 20 > items.length;
}

/** Consecutive pieces of level labels; in text with lines the first must begin a line. */
function runAt(items: readonly Item[], at: number, hasLines: boolean, levels: LevelIndex): Item[] {
  const run: Item[] = [];
  for (let index = at; index < items.length && run.length < MAX_RUN; index++) {
    const item = items[index];
    if (!item || item.kind === 'blank' || item.key === '' || !levels.isPiece(item.key.replace(POINTS, '')))
      break;
    if (run.length === 0 && hasLines && item.gap < Gap.Line) break;
    run.push(item);
  }
  return run;
}

/** Full labels that the pieces of a run make up from its beginning; the longest at each step. */
function fullLabels(run: readonly Item[], levels: LevelIndex): { items: Item[]; used: number } {
  const items: Item[] = [];
  let used = 0;
  while (used < run.length) {
    let length = 0;
    for (let count = 1; used + count <= run.length; count++) {
      const key = keyOf(run.slice(used, used + count));
      const entry = levels.find(key);
      if (entry && (!entry.isWeak || count === 1)) length = count;
      if (!levels.isPrefix(key)) break;
    }
    if (length === 0 || (length === 1 && levels.find(run[used]?.key ?? '')?.isWeak === true)) break;
    items.push(joinItems(run.slice(used, used + length)));
    used += length;
  }
  return { items, used };
}

interface Mended {
  readonly items: readonly Item[];
  /** Index of the later run and its length. */
  readonly at: number;
  readonly length: number;
}

const isLabel = (key: string, levels: LevelIndex): boolean => levels.find(key)?.isWeak === false;

/** A label, or two labels side by side, whose ends stand behind a page break: `效益 社会` … `指标 效益 指标`. */
function mendOverBreak(run: readonly Item[], later: readonly Item[], levels: LevelIndex): Item[] | undefined {
  if (isLabel(keyOf(run) + keyOf(later), levels)) return [joinItems([...run, ...later])];
  for (let cut = 1; cut < run.length; cut++) {
    for (let laterCut = 1; laterCut < later.length; laterCut++) {
      const first = [...run.slice(0, cut), ...later.slice(0, laterCut)];
      const second = [...run.slice(cut), ...later.slice(laterCut)];
      if (isLabel(keyOf(first), levels) && isLabel(keyOf(second), levels))
        return [joinItems(first), joinItems(second)];
    }
  }
  return undefined;
}

/** Two labels printed side by side, each broken over the same lines: `产出 数量` above `指标 指标`. */
function sideBySide(run: readonly Item[]): { first: readonly Item[]; rest: readonly Item[] } | undefined {
  const end = run.findIndex((item, index) => index > 0 && item.gap >= Gap.Line && item.gap < Gap.Cell);
  return end === 2 ? { first: run.slice(0, 2), rest: run.slice(2) } : undefined;
}

function mendSideBySide(
  run: readonly Item[],
  levels: LevelIndex,
): { items: Item[]; used: number } | undefined {
  const sides = sideBySide(run);
  if (!sides) return undefined;
  for (let length = sides.rest.length; length > 1; length--) {
    const items = mendOverBreak(sides.first, sides.rest.slice(0, length), levels);
    if (items?.length === 2) return { items, used: 2 + length };
  }
  return undefined;
}

function findEnd(
  items: readonly Item[],
  from: number,
  run: readonly Item[],
  hasLines: boolean,
  levels: LevelIndex,
): Mended | undefined {
  const end = Math.min(items.length, from + LOOK_AHEAD);
  for (let at = from; at < end; at++) {
    const later = runAt(items, at, hasLines, levels);
    for (let length = later.length; length > 0; length--) {
      const sides = sideBySide(run);
      const pieces = later.slice(0, length);
      const mended = sides
        ? mendOverBreak(sides.first, [...sides.rest, ...pieces], levels)
        : mendOverBreak(run, pieces, levels);
      if (mended) return { items: mended, at, length };
    }
    at += Math.max(0, later.length - 1);
  }
  return undefined;
}

/**
 * 合并断开的级次名称: joins the pieces of level labels that line ends and page ends broke (`满意` `度指` `标`), so that each stands
 * as one item where it began.
 */
export function mendLevels(items: readonly Item[], shape: Shape, levels: LevelIndex): Item[] {
  const hasLines = keepsLines(items, shape);
  const taken = new Set<Item>();
  const mended: Item[] = [];
  for (let at = 0; at < items.length;) {
    const item = items[at];
    if (!item) break;
    const run = taken.has(item) ? [] : runAt(items, at, hasLines, levels);
    const { items: labels, used } = mendSideBySide(run, levels) ?? fullLabels(run, levels);
    mended.push(...labels);
    at += used;
    const points = items[at];
    const label = mended.at(-1);
    if (used > 0 && shape === 'flow' && label && points?.key.replace(POINTS, '') === '') {
      mended[mended.length - 1] = joinItems([label, points]);
      at++;
    }
    if (used > 0) continue;
    const isBroken = run.length > 0 && run.length < 5 && (hasLines || shape !== 'flow');
    const found = isBroken ? findEnd(items, at + run.length, run, hasLines, levels) : undefined;
    if (found) {
      mended.push(...found.items);
      for (const end of items.slice(found.at, found.at + found.length)) taken.add(end);
      at += run.length;
    } else {
      if (!taken.has(item)) mended.push(item);
      at++;
    }
  }
  return mended;
}
