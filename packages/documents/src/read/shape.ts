import type { LabelIndex } from '../match/label-index.ts';
import { labelKey } from '../match/label-key.ts';
import { meaningOf } from '../match/label-index.ts';

/** How cells are told apart in a text. */
export type Separation =
  /** One table row per line, cells between tabs or bars. */
  | 'tab-grid'
  | 'bar-grid'
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
/** So many lines show how a document tells its cells apart. */
const TALLIED_LINES = 600;

function filledCells(line: string, separator: RegExp | string): number {
  return line.split(separator).filter((cell) => cell.trim() !== '').length;
}

interface Tally {
  filled: number;
  tab: number;
  tabInner: number;
  bar: number;
  barInner: number;
  barOnly: number;
  label: number;
  flowLabel: number;
  glued: number;
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

function tallyLine(tally: Tally, line: string, labels: LabelIndex): void {
  tally.filled++;
  if (line.includes('\t')) {
    tally.tab++;
    if (filledCells(line, '\t') > 1) tally.tabInner++;
  }
  if (BAR.test(line)) {
    tally.bar++;
    const cells = filledCells(line, BAR);
    if (cells > 1) tally.barInner++;
    if (cells === 0) tally.barOnly++;
  }
  const words = line.slice(0, MAX_LABEL_LINE).trim().split(BLANKS);
  const known = words.filter((word) => labels.find(labelKey(word)) !== undefined).length;
  if (known > 1) tally.flowLabel++;
  else if (known === 1 && words.length === 1) tally.label++;
  else if (line.length > 12 && gluedColumns(labelKey(line.slice(0, MAX_GLUED_LINE)), labels) > 2)
    tally.glued++;
}

/** 版式识别: how this text tells its cells apart. */
export function detectSeparation(lines: readonly string[], labels: LabelIndex): Separation {
  const tally: Tally = {
    filled: 0,
    tab: 0,
    tabInner: 0,
    bar: 0,
    barInner: 0,
    barOnly: 0,
    label: 0,
    flowLabel: 0,
    glued: 0,
  };
  for (const line of lines) {
    if (tally.filled >= TALLIED_LINES) break;
    if (line.trim() !== '') tallyLine(tally, line, labels);
  }
  if (tally.bar > 2 && tally.bar * 5 >= tally.filled)
    return tally.barInner > 0 && tally.barInner * 3 >= tally.bar - tally.barOnly ? 'bar-grid' : 'bar-cells';
  if (tally.tab > 2 && tally.tab * 5 >= tally.filled)
    return tally.tabInner * 3 >= tally.tab ? 'tab-grid' : 'tab-cells';
  if (tally.glued > 0 && tally.flowLabel < 3) return 'glued';
  return tally.flowLabel > 1 || (tally.flowLabel === 1 && tally.filled < 5) ? 'flow' : 'line-cells';
}
