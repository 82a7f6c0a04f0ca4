import type { LabelIndex } from '../match/label-index.ts';
import { labelKey } from '../match/label-key.ts';
import { meaningOf } from '../match/label-index.ts';

/** How cells are told apart in a text. */
export type Separation =
  /** One table row per line, cells between tabs or bars. */
  | 'tab-grid'
  | 'bar-grid'
  /** The same with commas, as spreadsheets save it (CSV). */
  | 'comma-grid'
  /** One cell per line: behind a tab, between bars, or plain. */
  | 'tab-cells'
  | 'bar-cells'
  | 'line-cells'
  /** Cells separated by blanks only, long ones wrapped. */
  | 'flow'
  /** Labels and values without anything between. */
  | 'glued';

export const BAR = /[|｜│]/;
const BLANKS = /[\s\u00a0]+/;
const MAX_LABEL_LINE = 400;
const MAX_GLUED_LINE = 4_000;
const QUOTED = /"[^"]*"/g;
/** So many lines show how a document tells its cells apart. */
const TALLIED_LINES = 600;

function filledCells(line: string, separator: RegExp | string): number {
  return line.split(separator).filter((cell) => cell.trim() !== '').length;
}

/** How many lines have tabs or bars, and how many of these stand between cells. */
interface Separators {
  tab: number;
  tabInner: number;
  bar: number;
  barInner: number;
  barOnly: number;
}

function countSeparators(lines: readonly string[]): Separators {
  const counts = { tab: 0, tabInner: 0, bar: 0, barInner: 0, barOnly: 0 };
  for (const line of lines) {
    if (line.includes('\t')) {
      counts.tab++;
      if (filledCells(line, '\t') > 1) counts.tabInner++;
    }
    if (BAR.test(line)) {
      counts.bar++;
      const cells = filledCells(line, BAR);
      if (cells > 1) counts.barInner++;
      if (cells === 0) counts.barOnly++;
    }
  }
  return counts;
}

/** Labels of the indicator table that follow each other without a blank. */
function gluedColumns(key: string, labels: LabelIndex): number {
  let count = 0;
  for (let at = 0; at < key.length;) {
    const entry = labels.longestAt(key, at);
    if (entry && entry.key.length > 1) {
      if (meaningOf(entry, 'column')) count++;
      at += entry.key.length;
    } else at++;
  }
  return count;
}

/** Lines with several labels between blanks, and lines of labels without anything between. */
function countLabelLines(lines: readonly string[], labels: LabelIndex): { flow: number; glued: number } {
  const counts = { flow: 0, glued: 0 };
  for (const line of lines) {
    const words = line.slice(0, MAX_LABEL_LINE).trim().split(BLANKS);
    const known = words.filter((word) => labels.find(labelKey(word)) !== undefined).length;
    if (known > 1) counts.flow++;
    else if (known === 1 && words.length === 1) continue;
    else if (line.length > 12 && gluedColumns(labelKey(line.slice(0, MAX_GLUED_LINE)), labels) > 2)
      counts.glued++;
  }
  return counts;
}

const MIN_COMMAS = 2;
const MIN_ROWS = 3;

/** True when many lines have the same number of commas: a table saved as CSV, some cells of which may break their lines. */
function isCommaGrid(lines: readonly string[]): boolean {
  const counts = new Map<number, number>();
  let rows = 0;
  for (const line of lines) {
    const commas = line.includes(',') ? line.replace(QUOTED, '').split(',').length - 1 : 0;
    if (commas < MIN_COMMAS) continue;
    counts.set(commas, (counts.get(commas) ?? 0) + 1);
    rows++;
  }
  const most = Math.max(0, ...counts.values());
  return rows >= MIN_ROWS && most * 2 > rows && rows * 4 > lines.length;
}

function firstFilledLines(lines: readonly string[]): string[] {
  const filled: string[] = [];
  for (const line of lines) {
    if (filled.length >= TALLIED_LINES) break;
    if (line.trim() !== '') filled.push(line);
  }
  return filled;
}

/** 版式识别: how this text tells its cells apart. */
export function detectSeparation(lines: readonly string[], labels: LabelIndex): Separation {
  const filled = firstFilledLines(lines);
  const { tab, tabInner, bar, barInner, barOnly } = countSeparators(filled);
  if (bar > 2 && bar * 5 >= filled.length)
    return barInner > 0 && barInner * 3 >= bar - barOnly ? 'bar-grid' : 'bar-cells';
  if (tab > 2 && tab * 5 >= filled.length) return tabInner * 3 >= tab ? 'tab-grid' : 'tab-cells';
  if (isCommaGrid(filled)) return 'comma-grid';
  const { flow, glued } = countLabelLines(filled, labels);
  if (glued > 0 && flow < 3) return 'glued';
  return flow > 1 || (flow === 1 && filled.length < 5) ? 'flow' : 'line-cells';
}
